import { useSpeech } from "../../i18n";
import type { UpdateView } from "../../ipc";
import { IdText, Panel } from "../../shared";
import { Row } from "./Parts";

/** Raises of the authorised amount, oldest first. */
export function Updates({ updates }: { updates: readonly UpdateView[] }) {
  const { t } = useSpeech();
  if (updates.length === 0) return null;
  return (
    <Panel title={t("payment.updates")} count={updates.length}>
      <ul>
        {updates.map((update) => (
          <Row
            key={update.id}
            what={t("payment.updates.to")}
            money={update.total}
            state={update.state}
            at={update.asked_at}
            id={<IdText id={update.id} name={t("payment.id")} brief />}
            details={null}
          />
        ))}
      </ul>
    </Panel>
  );
}
