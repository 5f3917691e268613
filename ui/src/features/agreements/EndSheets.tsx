import { useSpeech } from "../../i18n";
import { type AgreementView, commands } from "../../ipc";
import { Fact, Facts } from "../../kit";
import { ActSheet, deadline } from "../../shared";
import { useStage } from "../../shared/practice";

import { useAct } from "./useAct";

type Props = { agreement: AgreementView; onReload: () => void; onClose: () => void };

/** A new token for the old one; the buyer has nothing to do. */
export function RenewSheet({ agreement, onReload, onClose }: Props) {
  const { t, locale } = useSpeech();
  const { id } = agreement.dossier.row;
  const { draft, act, problem, offer } = useAct(
    id,
    "agreement",
    "apply_token",
    commands.agreementRenew,
    onReload,
  );
  return (
    <ActSheet
      title={t("agreements.renew.title", { buyer: agreement.buyer })}
      onClose={onClose}
      press={t("agreements.renew.press")}
      ready={draft !== null}
      busy={act.isPending}
      onPress={() => draft && act.send({ draft: draft.draft, id, version: draft.version })}
      sent={act.data}
      problem={problem}
      offer={offer}
    >
      <Facts>
        {agreement.token_until === null ? null : (
          <Fact name={t("agreements.token.until")}>{deadline(agreement.token_until, locale)}</Fact>
        )}
      </Facts>
      <p>{t("agreements.renew.words")}</p>
    </ActSheet>
  );
}

/** The end of a consent, with what follows from it. */
export function RevokeSheet({ agreement, onReload, onClose }: Props) {
  const { t } = useSpeech();
  const { id } = agreement.dossier.row;
  const { draft, act, problem, offer } = useAct(
    id,
    "agreement",
    "revoke",
    commands.agreementRevoke,
    onReload,
  );
  useStage({ place: "revoke", inFront: true, subject: id });
  return (
    <ActSheet
      title={t("agreements.revoke.title", { buyer: agreement.buyer, wallet: agreement.wallet_name })}
      onClose={onClose}
      press={t("agreements.revoke.press")}
      look="danger"
      ready={draft !== null}
      busy={act.isPending}
      onPress={() => draft && act.send({ draft: draft.draft, id, version: draft.version })}
      sent={act.data}
      problem={problem}
      offer={offer}
    >
      <p className="case-note">{t("agreements.revoke.words")}</p>
      <p>{t("agreements.revoke.again")}</p>
    </ActSheet>
  );
}
