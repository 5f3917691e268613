import { useSpeech } from "../../i18n";

/** The gateway's word in the chosen language; a word nobody here knows as it is. */
export function NewsWord({ word: said, raw }: { word: string; raw?: boolean }) {
  const { word } = useSpeech();
  const words = word("dossier.word.report", said);
  return (
    <>
      {words}
      {raw && words !== said ? <code className="news-raw">{said}</code> : null}
    </>
  );
}
