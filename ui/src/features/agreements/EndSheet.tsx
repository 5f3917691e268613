import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type SubscriptionView } from "../../ipc";
import { Segments } from "../../kit";
import { ActSheet } from "../../shared";
import { useStage } from "../../shared/practice";

import { useAct } from "./useAct";

type Props = { subscription: SubscriptionView; onReload: () => void; onClose: () => void };

/** The end of a subscription: with its period, or at once. */
export function EndSheet({ subscription, onReload, onClose }: Props) {
  const { t } = useSpeech();
  const { id, title } = subscription.dossier.row;
  const [when, setWhen] = useState<"period" | "now">("period");
  const { draft, act, problem, offer } = useAct(
    id,
    "subscription",
    "end_subscription",
    commands.subscriptionEnd,
    onReload,
  );
  useStage({ place: "end", inFront: true, subject: id });
  return (
    <ActSheet
      title={t("agreements.end.title", { what: title })}
      onClose={onClose}
      press={t(`agreements.end.press.${when}`)}
      look="danger"
      ready={draft !== null}
      busy={act.isPending}
      onPress={() =>
        draft && act.send({ draft: draft.draft, id, version: draft.version, at_once: when === "now" })
      }
      sent={act.data}
      problem={problem}
      offer={offer}
    >
      <Segments
        label={t("agreements.end.when")}
        value={when}
        onChange={setWhen}
        options={[
          { value: "period", label: t("agreements.end.period") },
          { value: "now", label: t("agreements.end.now") },
        ]}
      />
      <p className="case-note">{t(`agreements.end.words.${when}`)}</p>
    </ActSheet>
  );
}
