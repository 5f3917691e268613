import { useSpeech } from "../i18n";
import { Button, Checkbox } from "../kit";
import { MoneyText } from "./MoneyText";
import { useNow } from "./now";
import { go, to } from "./route";
import { StatusBadge } from "./StatusBadge";
import type { Guard } from "./sameOrder";
import { relative } from "./time";

/** The payment that is in the way of a second one, and the three ways round it. */
export function SameOrder({ guard }: { guard: Guard }) {
  const { t, locale } = useSpeech();
  const now = useNow(1000);
  const first = guard.inTheWay[0];
  if (!first) {
    return guard.waiting ? (
      <p className="same-order-free" role="status">
        {t("shared.same_order.free", { order: guard.order })}
      </p>
    ) : null;
  }
  return (
    <section className="same-order" role="alert" aria-label={t("shared.same_order", { order: guard.order })}>
      <p>
        <strong>{t("shared.same_order", { order: guard.order })}</strong>
      </p>
      <p className="same-order-one">
        <MoneyText money={first.amount} strong /> <StatusBadge state={first.state} />
        <span>{relative(first.created_at, now, locale)}</span>
        {guard.inTheWay.length > 1 ? (
          <span>{t("shared.same_order.more", { count: guard.inTheWay.length - 1 })}</span>
        ) : null}
      </p>
      <div className="same-order-acts">
        <Button small onPress={() => go(to("payments", first.id))}>
          {t("shared.same_order.open")}
        </Button>
        <Button small aria-pressed={guard.waiting} onPress={() => guard.onWait(!guard.waiting)}>
          {t(guard.waiting ? "shared.same_order.waiting" : "shared.same_order.wait")}
        </Button>
        <Button small onPress={() => go(to("payments", first.id, { do: "give-back" }))}>
          {t("shared.same_order.cancel")}
        </Button>
      </div>
      {guard.waiting ? (
        <p className="field-hint">{t("shared.same_order.wait_words")}</p>
      ) : (
        <Checkbox
          label={t("shared.same_order.second")}
          hint={t("shared.same_order.second_words")}
          checked={guard.second}
          onChange={guard.onSecond}
        />
      )}
    </section>
  );
}
