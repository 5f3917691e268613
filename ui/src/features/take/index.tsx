import "./take.css";
import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { Skeleton } from "../../kit";
import { NoAccount, Page, ProblemCard, useFrame } from "../../shared";
import { TakeForm } from "./TakeForm";

export function TakeScreen() {
  const { t } = useSpeech();
  const { data: frame, problem } = useFrame();
  const [round, setRound] = useState(0);
  const environment = frame?.current?.environment;
  const about =
    environment === "practice"
      ? t("take.about_practice")
      : environment === "sandbox"
        ? t("take.about_sandbox")
        : environment === "live"
          ? t("take.about_live")
          : null;
  return (
    <Page title={t("take.title")} about={about}>
      {frame === undefined ? (
        problem ? (
          <ProblemCard problem={problem} />
        ) : (
          <Skeleton label={t("shared.loading")} />
        )
      ) : environment === undefined ? (
        <NoAccount icon={Plus} />
      ) : (
        <TakeForm key={round} environment={environment} onAnother={() => setRound(round + 1)} />
      )}
    </Page>
  );
}
