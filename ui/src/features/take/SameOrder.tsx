import { useSpeech } from "../../i18n";
import { Button, Checkbox } from "../../kit";
import { go, MoneyText, relative, StatusBadge, to, useNow } from "../../shared";
import type { Guard } from "./sameOrder";

/** The payment that is in the way of a second one, and the three ways round it. */
export function SameOrder({ guard }: { guard: Guard }) {
  const { t, locale } = useSpeech();
  const now = useNow(1000);
  const first = guard.inTheWay[0];
  if (!first) {
    return guard.waiting ? (
      <p className="same-order-free" role="status">
        {t("take.same_order.free", { order: guard.order })}
      </p>
    ) : null;
  }
  return (
    <section className="same-order" role="alert" aria-label={t("take.same_order", { order: guard.order })}>
      <p>
        <strong>{t("take.same_order", { order: guard.order })}</strong>
      </p>
      <p className="same-order-one">
        <MoneyText money={first.amount} strong /> <StatusBadge state={first.state} />
        <span>{relative(first.created_at, now, locale)}</span>
        {guard.inTheWay.length > 1 ? (
          <span>{t("take.same_order.more", { count: guard.inTheWay.length - 1 })}</span>
        ) : null}
      </p>
      <div className="same-order-acts">
        <Button small onPress={() => go(to("payments", first.id))}>
          {t("take.same_order.open")}
        </Button>
        <Button small aria-pressed={guard.waiting} onPress={() => guard.onWait(!guard.waiting)}>
          {t(guard.waiting ? "take.same_order.waiting" : "take.same_order.wait")}
        </Button>
        <Button small onPress={() => go(to("payments", first.id, { do: "give-back" }))}>
          {t("take.same_order.cancel")}
        </Button>
      </div>
      {guard.waiting ? (
        <p className="take-hint">{t("take.same_order.wait_words")}</p>
      ) : (
        <Checkbox
          label={t("take.same_order.second")}
          hint={t("take.same_order.second_words")}
          checked={guard.second}
          onChange={guard.onSecond}
        />
      )}
    </section>
  );
}
