import ListX from "lucide-react/icons/list-x";
import Receipt from "lucide-react/icons/receipt-text";
import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
import { Button, Empty } from "../../kit";
import { go, useFrame } from "../../shared";
import { usePartName } from "./Filters";
import { type Filter, formOf, type Part, partsOf } from "./filter";

function Loosen({
  part,
  filter,
  onChange,
}: {
  part: Part;
  filter: Filter;
  onChange: (filter: Filter) => void;
}) {
  const { t } = useSpeech();
  const name = usePartName();
  const { data } = useQuery(commands.paymentCount, formOf(part.without), {
    tags: ["payments"],
    forget: 10_000,
  });
  if (!data) return null;
  return (
    <Button small onPress={() => onChange(part.without)} isDisabled={data.count === 0}>
      {t("payments.without", { what: name(part.id, filter), count: data.count })}
    </Button>
  );
}

/** Never just "no results": why, and the next act. */
export function Nothing({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const { t } = useSpeech();
  const { data: frame } = useFrame();
  const parts = partsOf(filter);
  if (parts.length === 0) {
    const live = frame?.current?.environment === "live";
    return (
      <Empty
        icon={Receipt}
        title={t("payments.empty")}
        act={
          frame?.current ? (
            <Button look="primary" onPress={() => go("#/take")}>
              {t(frame.current.environment === "practice" ? "payments.take_practice" : "payments.take")}
            </Button>
          ) : (
            <Button look="primary" onPress={() => go("#/")}>
              {t("payments.to_desk")}
            </Button>
          )
        }
      >
        {t(live ? "payments.empty_live" : "payments.empty_words")}
      </Empty>
    );
  }
  return (
    <Empty
      icon={ListX}
      title={t("payments.none")}
      act={parts.map((part) => <Loosen key={part.id} part={part} filter={filter} onChange={onChange} />)}
    >
      {t("payments.none_words")}
    </Empty>
  );
}
