import { useT } from "../../i18n";
import { StatusBadge } from "../../shared";

/** A declaration's state; a refusal says whose it is. */
export function DeclarationState({ state }: { state: string }) {
  const t = useT();
  return (
    <span className="declaration-state">
      <StatusBadge state={state} />
      {state === "refused" ? <span className="declaration-by">{t("customs.by_gateway")}</span> : null}
    </span>
  );
}
