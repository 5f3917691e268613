import ShieldCheck from "lucide-react/icons/shield-check";
import ShieldX from "lucide-react/icons/shield-x";
import { useSpeech } from "../../i18n";
import { Icon } from "../../kit";
import { placeOfSubject } from "./subject";

/** By which roads it came, with how often; what came twice stands once. */
export function Roads({ roads }: { roads: readonly (readonly [string, number])[] }) {
  const { t, word } = useSpeech();
  return (
    <span className="news-roads">
      {roads.map(([road, times]) => (
        <span key={road} className="news-road">
          {word("news.word.road", road)}
          {times > 1 ? (
            <span className="news-times" title={t("news.times", { times })}>
              ×{times}
            </span>
          ) : null}
        </span>
      ))}
    </span>
  );
}

export function Verdict({ verified, brief }: { verified: boolean; brief?: boolean }) {
  const { t } = useSpeech();
  return (
    <span className="news-verdict" data-verified={verified || undefined}>
      <Icon of={verified ? ShieldCheck : ShieldX} size={14} />
      <span>{t(verified ? "news.verified" : brief ? "news.not_verified" : "news.not_verified_words")}</span>
    </span>
  );
}

/** What a notification changed, as a link out of its row. */
export function RowSubject({ subject }: { subject: readonly [string, string] | null }) {
  const { word } = useSpeech();
  const place = subject ? placeOfSubject(subject) : null;
  if (subject === null || place === null) return null;
  return (
    <a href={place} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
      {word("news.word.subject", subject[0])}
    </a>
  );
}
