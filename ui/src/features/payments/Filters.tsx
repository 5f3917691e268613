import ChevronDown from "lucide-react/icons/chevron-down";
import Search from "lucide-react/icons/search";
import { type KeyboardEvent, type Ref, useEffect, useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, useQuery } from "../../ipc";
import { Button, Checkbox, Chip, composing, Icon, Kbd, Popup, Segments, Select, TextField } from "../../kit";
import { addDays, dayOf, everything, formatDecimal, startOfDay, useSettled } from "../../shared";
import { type Filter, partsOf, states } from "./filter";

type Change = { filter: Filter; onChange: (filter: Filter) => void };

function FilterButton({ name, on }: { name: string; on: boolean }) {
  return (
    <Button small look={on ? "plain" : "quiet"}>
      {name}
      <Icon of={ChevronDown} size={12} />
    </Button>
  );
}

function toggle(list: readonly string[], value: string, on: boolean): string[] {
  return on ? [...list, value] : list.filter((other) => other !== value);
}

function States({ filter, onChange }: Change) {
  const { word } = useSpeech();
  return (
    <div className="filter-panel">
      {states.map((state) => (
        <Checkbox
          key={state}
          label={word("state", state)}
          checked={filter.states.includes(state)}
          onChange={(on) => onChange({ ...filter, states: toggle(filter.states, state, on) })}
        />
      ))}
    </div>
  );
}

function Methods({ filter, onChange }: Change) {
  const { t } = useSpeech();
  const { data } = useQuery(commands.paymentMethods, undefined, { tags: ["accounts"] });
  return (
    <div className="filter-panel">
      {(data ?? []).map((method) => (
        <Checkbox
          key={method.method}
          label={method.name}
          checked={filter.methods.includes(method.method)}
          onChange={(on) => onChange({ ...filter, methods: toggle(filter.methods, method.method, on) })}
        />
      ))}
      {data === undefined ? <p className="dim">{t("shared.loading")}</p> : null}
    </div>
  );
}

function Amounts({ filter, onChange, close }: Change & { close: () => void }) {
  const { t } = useSpeech();
  const { data } = useQuery(commands.paymentCount, everything, { tags: ["payments"] });
  const [currency, setCurrency] = useState(filter.currency);
  const [least, setLeast] = useState(filter.least);
  const [most, setMost] = useState(filter.most);
  const known = data?.sums.map((sum) => sum.currency) ?? [];
  const options = [...new Set([...known, ...(currency === "" ? [] : [currency])])].map((code) => ({
    value: code,
    label: code,
  }));
  const apply = () => {
    onChange({ ...filter, currency, least: least.trim(), most: most.trim() });
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && !composing(event) && event.target instanceof HTMLInputElement) apply();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in either field applies both
    <div className="filter-panel filter-wide" onKeyDown={onKeyDown}>
      <Select
        label={t("payments.currency")}
        options={options}
        value={currency === "" ? null : currency}
        onChange={setCurrency}
        placeholder={t("payments.currency_choose")}
      />
      <div className="filter-pair">
        <TextField
          label={t("payments.least")}
          value={least}
          onChange={setLeast}
          inputMode="decimal"
          disabled={currency === ""}
        />
        <TextField
          label={t("payments.most")}
          value={most}
          onChange={setMost}
          inputMode="decimal"
          disabled={currency === ""}
        />
      </div>
      <Button small look="primary" isDisabled={currency === ""} onPress={apply}>
        {t("payments.apply")}
      </Button>
    </div>
  );
}

const presets = ["today", "yesterday", "week", "month", "quarter"] as const;

function preset(name: (typeof presets)[number], now: number): { from: string; until: string } {
  const back = { today: 0, yesterday: 1, week: 6, month: 29, quarter: 89 }[name];
  return { from: dayOf(addDays(now, -back)), until: dayOf(name === "yesterday" ? addDays(now, -1) : now) };
}

function Days({ filter, onChange, close }: Change & { close: () => void }) {
  const { t } = useSpeech();
  const [from, setFrom] = useState(filter.from);
  const [until, setUntil] = useState(filter.until);
  const wrong = (day: string) => (day !== "" && startOfDay(day) === null ? t("payments.day_wrong") : null);
  const chosen = presets.find((name) => {
    const days = preset(name, Date.now());
    return days.from === from && days.until === until;
  });
  const apply = () => {
    if (wrong(from) || wrong(until)) return;
    onChange({ ...filter, from: from.trim(), until: until.trim() });
    close();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const typing = event.target instanceof HTMLInputElement && event.target.type === "text";
    if (event.key === "Enter" && !composing(event) && typing) apply();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in either field applies both
    <div className="filter-panel filter-wide" onKeyDown={onKeyDown}>
      <Segments
        label={t("payments.days")}
        hideLabel
        options={presets.map((name) => ({ value: name, label: t(`payments.preset.${name}`) }))}
        value={chosen ?? ("" as (typeof presets)[number])}
        onChange={(name) => {
          const days = preset(name, Date.now());
          setFrom(days.from);
          setUntil(days.until);
          onChange({ ...filter, ...days });
        }}
      />
      <div className="filter-pair">
        <TextField
          label={t("payments.from")}
          value={from}
          onChange={setFrom}
          error={wrong(from)}
          placeholder={dayOf(addDays(Date.now(), -7))}
          inputMode="numeric"
        />
        <TextField
          label={t("payments.until")}
          value={until}
          onChange={setUntil}
          error={wrong(until)}
          placeholder={dayOf(Date.now())}
          inputMode="numeric"
        />
      </div>
      <Button small look="primary" onPress={apply}>
        {t("payments.apply")}
      </Button>
    </div>
  );
}

/** What a part of the filter says, on its chip. */
export function usePartName() {
  const { t, word, locale } = useSpeech();
  const { data: methods } = useQuery(commands.paymentMethods, undefined, { tags: ["accounts"] });
  return (id: string, filter: Filter): string => {
    switch (id) {
      case "text":
        return t("payments.chip.text", { text: filter.text.trim() });
      case "states":
        return filter.states.map((state) => word("state", state)).join(t("payments.or"));
      case "methods":
        return filter.methods
          .map((method) => methods?.find((known) => known.method === method)?.name ?? method)
          .join(t("payments.or"));
      case "amount": {
        const least = formatDecimal(filter.least, locale);
        const most = formatDecimal(filter.most, locale);
        if (filter.least !== "" && filter.least === filter.most) return `${filter.currency} = ${least}`;
        return [
          filter.currency,
          filter.least === "" ? "" : `≥ ${least}`,
          filter.most === "" ? "" : `≤ ${most}`,
        ]
          .filter((part) => part !== "")
          .join(" ");
      }
      case "days":
        return filter.from === filter.until
          ? filter.from
          : `${filter.from === "" ? "…" : filter.from} – ${filter.until === "" ? "…" : filter.until}`;
      default:
        return word("state", "unknown");
    }
  };
}

export function Filters({
  filter,
  onChange,
  searchRef,
  onLeave,
}: Change & { searchRef: Ref<HTMLInputElement>; onLeave: () => void }) {
  const { t } = useSpeech();
  const [text, setText] = useState(filter.text);
  const [choosing, setChoosing] = useState(false);
  const settled = useSettled(text, 120);
  const name = usePartName();
  const parts = partsOf(filter);

  // The address leads; what is being typed follows it only when it changed elsewhere.
  useEffect(() => setText(filter.text), [filter.text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a settled text changes the filter
  useEffect(() => {
    if (!choosing && settled === text && settled !== filter.text) onChange({ ...filter, text: settled });
  }, [settled, choosing]);

  return (
    <search className="filters">
      <div className="filter-row">
        <div className="search-box">
          <Icon of={Search} size={15} />
          <input
            ref={searchRef}
            type="text"
            className="search-input"
            aria-label={t("payments.search")}
            placeholder={t("payments.search_hint")}
            autoComplete="off"
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onKeyDown={(event) => {
              if (composing(event) || !["Enter", "Escape", "ArrowDown"].includes(event.key)) return;
              event.preventDefault();
              onLeave();
            }}
            onCompositionStart={() => setChoosing(true)}
            onCompositionEnd={() => setChoosing(false)}
          />
          <Kbd keys="/" />
        </div>
        <Popup
          label={t("payments.state")}
          button={<FilterButton name={t("payments.state")} on={filter.states.length > 0} />}
        >
          <States filter={filter} onChange={onChange} />
        </Popup>
        <Popup
          label={t("payments.method")}
          button={<FilterButton name={t("payments.method")} on={filter.methods.length > 0} />}
        >
          <Methods filter={filter} onChange={onChange} />
        </Popup>
        <Popup
          label={t("payments.amount")}
          button={<FilterButton name={t("payments.amount")} on={filter.currency !== ""} />}
        >
          {(close) => <Amounts filter={filter} onChange={onChange} close={close} />}
        </Popup>
        <Popup
          label={t("payments.days")}
          button={<FilterButton name={t("payments.days")} on={filter.from !== "" || filter.until !== ""} />}
        >
          {(close) => <Days filter={filter} onChange={onChange} close={close} />}
        </Popup>
      </div>
      {parts.length > 0 ? (
        <div className="chips">
          {parts.map((part) => (
            <Chip
              key={part.id}
              removeLabel={t("payments.drop", { what: name(part.id, filter) })}
              onRemove={() => onChange(part.without)}
            >
              {name(part.id, filter)}
            </Chip>
          ))}
        </div>
      ) : null}
    </search>
  );
}
