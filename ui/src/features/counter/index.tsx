import "./counter.css";
import Store from "lucide-react/icons/store";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { Skeleton } from "../../kit";
import { NoAccount, Page, ProblemCard, useFrame } from "../../shared";
import { type Sale, Till } from "./Till";

/** The counter: an amount, a code scanned or shown, and an honest end. */
export function CounterScreen() {
  const { t } = useSpeech();
  const { data: frame, problem } = useFrame();
  const [round, setRound] = useState(0);
  const [sale, setSale] = useState<Sale>({ amount: "", currency: "CNY", showCode: false });
  return (
    <Page title={t("counter.title")} about={t("counter.about")}>
      {frame === undefined ? (
        problem ? (
          <ProblemCard problem={problem} />
        ) : (
          <Skeleton label={t("shared.loading")} />
        )
      ) : frame.current === null ? (
        <NoAccount icon={Store} />
      ) : (
        <Till
          key={`${frame.current.id} ${round}`}
          account={frame.current.id}
          shop={frame.current.name}
          kept={frame.current.counter}
          practice={frame.current.environment === "practice"}
          sale={sale}
          onNext={(next) => {
            setSale(next);
            setRound(round + 1);
          }}
        />
      )}
    </Page>
  );
}
