import "./counter.css";
import Maximize from "lucide-react/icons/maximize";
import Minimize from "lucide-react/icons/minimize";
import Store from "lucide-react/icons/store";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { IconButton, Skeleton } from "../../kit";
import { NoAccount, Page, ProblemCard, useFrame } from "../../shared";
import { type Sale, Till } from "./Till";
import { useFullScreen } from "./useFullScreen";

/** The counter: an amount, a code scanned or shown, and an honest end. */
export function CounterScreen() {
  const { t } = useSpeech();
  const { data: frame, problem } = useFrame();
  const [round, setRound] = useState(0);
  const [sale, setSale] = useState<Sale>({ amount: "", currency: "CNY", showCode: false });
  const { full, turn } = useFullScreen();
  return (
    <Page
      title={t("counter.title")}
      about={t("counter.about")}
      acts={
        <IconButton
          icon={full ? Minimize : Maximize}
          label={t(full ? "counter.side_bar" : "counter.full_screen")}
          {...(full ? { keys: "escape" } : {})}
          onPress={turn}
        />
      }
    >
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
          onEmptyEscape={() => (full ? turn() : window.history.back())}
          onNext={(next) => {
            setSale(next);
            setRound(round + 1);
          }}
        />
      )}
    </Page>
  );
}
