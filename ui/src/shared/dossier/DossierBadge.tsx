import { useSpeech } from "../../i18n";
import { ToneBadge } from "../StatusBadge";
import { type DossierKind, dossierTone } from "./tones";

/** The state of a dispute, agreement, subscription, registration or notification as word, shape and colour. */
export function DossierBadge({ kind, state, quiet }: { kind: DossierKind; state: string; quiet?: boolean }) {
  const { word } = useSpeech();
  return (
    <ToneBadge tone={dossierTone(kind, state)} quiet={quiet ?? false}>
      {word(`dossier.word.${kind}`, state)}
    </ToneBadge>
  );
}
