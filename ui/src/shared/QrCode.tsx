import { useSpeech } from "../i18n";
import { commands, useQuery } from "../ipc";
import { ProblemLine } from "./ProblemCard";

// The quiet zone every reader asks for.
const quiet = 4;

/** A text as a QR code, drawn by the core; dark on white in every theme, as cameras want it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const { t } = useSpeech();
  const { data, problem } = useQuery(commands.codeDraw, { code: text }, { forget: 30_000 });
  if (problem) return <ProblemLine problem={problem} />;
  const side = (data?.size ?? 21) + 2 * quiet;
  return (
    <svg
      className="qr"
      role="img"
      aria-label={data ? label : t("shared.loading")}
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      shapeRendering="crispEdges"
    >
      <rect x={-quiet} y={-quiet} width={side} height={side} className="qr-ground" />
      {data ? <path d={data.path} className="qr-ink" /> : null}
    </svg>
  );
}
