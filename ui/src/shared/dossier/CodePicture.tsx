import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
import { Skeleton } from "../../kit";
import { ProblemLine } from "../ProblemCard";

/** Four modules of white around the code: without them many phones do not find it. */
const quiet = 4;

/** A text as a QR code, drawn by the core; black on white in the dark theme too. */
export function CodePicture({ text, label }: { text: string; label: string }) {
  const { t } = useSpeech();
  const { data, problem } = useQuery(commands.codeDraw, { code: text }, { forget: 60_000 });
  if (problem) return <ProblemLine problem={problem} />;
  if (!data) return <Skeleton label={t("shared.loading")} lines={4} />;
  const side = data.size + 2 * quiet;
  return (
    <svg
      className="code-picture"
      viewBox={`${-quiet} ${-quiet} ${side} ${side}`}
      role="img"
      aria-label={label}
    >
      <rect x={-quiet} y={-quiet} width={side} height={side} fill="#fff" />
      <path d={data.path} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
