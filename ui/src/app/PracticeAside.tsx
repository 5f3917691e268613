import X from "lucide-react/icons/x";
import { useSpeech } from "../i18n";
import { IconButton } from "../kit";
import { PracticeList, setPracticeOpen } from "../shared/practice";

const elsewhere = [
  ["#/take", "take.title"],
  ["#/counter", "counter.title"],
  ["#/payments", "payments.title"],
  ["#/disputes", "disputes.title"],
  ["#/customs", "customs.title"],
  ["#/agreements", "agreements.title"],
  ["#/subscriptions", "agreements.subscriptions"],
  ["#/stores/new", "stores.register"],
  ["#/news", "news.title"],
] as const;

/** Beside every screen, in practice mode only: what would you like to happen here? */
export function PracticeAside() {
  const { t } = useSpeech();
  return (
    <aside className="practice-aside" aria-label={t("practice.title")}>
      <header>
        <h2>{t("practice.title")}</h2>
        <IconButton icon={X} label={t("shared.close")} onPress={() => setPracticeOpen(false)} />
      </header>
      <p className="practice-words">{t("practice.words")}</p>
      <PracticeList />
      <h3>{t("practice.elsewhere")}</h3>
      <ul className="practice-elsewhere">
        {elsewhere.map(([address, name]) => (
          <li key={address}>
            <a href={address}>{t(name)}</a>
          </li>
        ))}
      </ul>
      <p className="practice-words">{t("practice.forms")}</p>
    </aside>
  );
}
