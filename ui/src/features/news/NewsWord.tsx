import { useSpeech } from "../../i18n";

/** The gateway's word in the chosen language; a word nobody here knows as it is. */
export function NewsWord({ word: said }: { word: string }) {
  const { word } = useSpeech();
  const words = word("dossier.word.report", said);
  return words === said ? <code>{said}</code> : words;
}
