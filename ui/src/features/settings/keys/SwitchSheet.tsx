import { useState } from "react";
import { useSpeech } from "../../../i18n";
import { commands, type KeyView, useCommand } from "../../../ipc";
import { Button, Segments, Sheet, TextField, useKeys } from "../../../kit";
import { addDays, clock, dayOf, deadline, ProblemCard, useNow } from "../../../shared";
import { momentOf } from "./moment";
import { keyTags } from "./queries";

type When = "now" | "later";

/** From when another key signs: the next one, or an earlier one again. */
export function SwitchSheet({
  to,
  signing,
  onClose,
}: {
  to: KeyView;
  /** The version that signs now. */
  signing: string;
  onClose: () => void;
}) {
  const { t, locale } = useSpeech();
  const now = useNow();
  const back = to.role === "earlier";
  const [when, setWhen] = useState<When>("now");
  const [day, setDay] = useState(() => dayOf(addDays(Date.now(), 1)));
  const [time, setTime] = useState(() => clock(Date.now()).slice(0, 5));
  const change = useCommand(commands.keySwitch, keyTags);
  const from = when === "later" ? momentOf(day, time) : null;
  const past = from !== null && from <= now;
  const ready = when === "now" || (from !== null && !past);
  const send = () => {
    if (ready) change.send({ version: to.version, from }, { onDone: onClose });
  };
  const press =
    from === null
      ? t("settings.rotation.switch_now", { version: to.version })
      : t("settings.rotation.switch_at", { version: to.version, at: deadline(from, locale) });
  useKeys([{ keys: "mod+enter", label: press, inFields: true, run: send }], 2);
  return (
    <Sheet
      title={t(back ? "settings.rotation.back" : "settings.rotation.switch", { version: to.version })}
      closeLabel={t("shared.close")}
      onClose={onClose}
      foot={
        <>
          <Button look="quiet" onPress={onClose}>
            {t("shared.cancel")}
          </Button>
          <Button look="primary" keys="mod+enter" isDisabled={!ready} busy={change.isPending} onPress={send}>
            {press}
          </Button>
        </>
      }
    >
      <p>
        {t(back ? "settings.rotation.back_words" : "settings.rotation.switch_words", {
          version: to.version,
          signing,
        })}
      </p>
      {back ? null : (
        <>
          <Segments
            label={t("settings.rotation.when")}
            value={when}
            onChange={setWhen}
            options={[
              { value: "now", label: t("settings.rotation.when.now") },
              { value: "later", label: t("settings.rotation.when.later") },
            ]}
          />
          {when === "later" ? (
            <div className="setup-short key-when">
              <TextField
                label={t("settings.rotation.day")}
                hint={t("settings.rotation.day_hint")}
                value={day}
                onChange={setDay}
                error={
                  startsWrong(day, time, past)
                    ? t(past ? "settings.rotation.past" : "settings.rotation.no_moment")
                    : null
                }
                mono
              />
              <TextField
                label={t("settings.rotation.time")}
                hint={t("settings.rotation.time_hint")}
                value={time}
                onChange={setTime}
                mono
              />
            </div>
          ) : null}
        </>
      )}
      <ProblemCard problem={change.problem} />
    </Sheet>
  );
}

function startsWrong(day: string, time: string, past: boolean): boolean {
  return past || momentOf(day, time) === null;
}
