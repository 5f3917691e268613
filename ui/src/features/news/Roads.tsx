import ShieldCheck from "lucide-react/icons/shield-check";
import ShieldX from "lucide-react/icons/shield-x";
import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
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

/** A row of the list says neither road nor verdict; its page does, and only rows in sight are asked for. */
export function RowRoads({ id }: { id: string }) {
  const { data } = useQuery(commands.newsShow, { id }, { tags: ["news"], keep: true, forget: 60_000 });
  if (!data) return <span className="grid-wait" />;
  return <Roads roads={data.roads} />;
}

export function RowVerdict({ id }: { id: string }) {
  const { data } = useQuery(commands.newsShow, { id }, { tags: ["news"], keep: true, forget: 60_000 });
  if (!data) return <span className="grid-wait" />;
  return <Verdict verified={data.verified} brief />;
}

export function RowSubject({ id }: { id: string }) {
  const { word } = useSpeech();
  const { data } = useQuery(commands.newsShow, { id }, { tags: ["news"], keep: true, forget: 60_000 });
  if (!data) return <span className="grid-wait" />;
  const place = data.subject ? placeOfSubject(data.subject) : null;
  if (data.subject === null || place === null) return null;
  return (
    <a href={place} tabIndex={-1} onClick={(event) => event.stopPropagation()}>
      {word("news.word.subject", data.subject[0])}
    </a>
  );
}
