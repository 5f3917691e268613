import { useT } from "../i18n";
import { timeLeft } from "./left";
import { useNow } from "./now";

/** When something is asked about by itself again; nothing where it is not. */
export function NextCheck({ at }: { at: number | null }) {
  const t = useT();
  const now = useNow(1000);
  if (at === null) return null;
  return <span className="countdown">{t("shared.action.next_check", { left: timeLeft(at, now) })}</span>;
}
