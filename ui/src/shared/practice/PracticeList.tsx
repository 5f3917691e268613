import "./practice.css";
import { useQueryClient } from "@tanstack/react-query";
import Wand from "lucide-react/icons/wand-sparkles";
import { useEffect, useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PracticeFactView, useCommand, useQuery } from "../../ipc";
import { Button } from "../../kit";
import { decimalsOf } from "../decimals";
import { useFrame } from "../frame";
import { ProblemCard } from "../ProblemCard";
import { endingIn, exactly } from "./amount";
import { type Stage, setPracticeOpen, useFrontStage } from "./stage";

/** Whether this is the practice gateway, where things can be made to happen. */
export function usePractising(): boolean {
  return useFrame().data?.current?.environment === "practice";
}

const none: readonly string[] = [];

/** What is put where, for this fact on this screen; null when the screen lacks a field for it. */
function valuesOf(fact: PracticeFactView, stage: Stage): readonly (readonly [string, string])[] | null {
  const { fields = {}, currency } = stage;
  if (fact.play) return null;
  if (fact.ends === null && fact.exactly === null) {
    const there = fact.fill.filter(([field]) => fields[field] !== undefined);
    return there.length === 0 ? null : there;
  }
  const amount = fields.amount;
  if (amount === undefined || currency === undefined) return null;
  const decimals = decimalsOf(currency);
  if (fact.exactly !== null) return [["amount", exactly(fact.exactly, decimals)]];
  const from = (amount.typed ?? "") === "" ? (amount.base ?? "10") : (amount.typed ?? "");
  return [["amount", endingIn(from, fact.ends ?? "", decimals)]];
}

/** What happens, and the value that asks for it. */
function FactWords({ fact }: { fact: PracticeFactView }) {
  const { t, locale } = useSpeech();
  const short = fact.fill.length <= 2 && fact.fill.every(([, value]) => value.length <= 40);
  const value =
    fact.ends !== null
      ? t("practice.ends", { digits: fact.ends })
      : fact.exactly === null && short
        ? fact.fill.map(([, text]) => text).join(" · ")
        : null;
  return (
    <p>
      {fact.says[locale === "en" ? 0 : 1]} {value === null || value === "" ? null : <code>{value}</code>}
    </p>
  );
}

function Fact({
  fact,
  busy,
  onFill,
  onPlay,
}: {
  fact: PracticeFactView;
  busy: boolean;
  onFill: () => void;
  onPlay: () => void;
}) {
  const { t, locale } = useSpeech();
  const says = fact.says[locale === "en" ? 0 : 1];
  return (
    <li className="practice-fact">
      <FactWords fact={fact} />
      <Button
        small
        isDisabled={busy}
        onPress={fact.play ? onPlay : onFill}
        aria-label={t(fact.play ? "practice.play_this" : "practice.fill_this", { what: says })}
      >
        {t(fact.play ? "practice.play" : "practice.fill")}
      </Button>
    </li>
  );
}

/** What can be made to happen one step on, so that nobody looks for it on a list in vain. */
function Further({ places }: { places: readonly string[] }) {
  const { word } = useSpeech();
  const { data, problem } = useQuery(
    commands.practiceFacts,
    { place: null, subject: null },
    { tags: ["practice"], forget: 0 },
  );
  return (
    <>
      {places.map((place) => {
        const facts = (data ?? []).filter((fact) => fact.places.includes(place));
        if (facts.length === 0) return null;
        const name = word("practice.word.there", place);
        return (
          <section key={place} aria-label={name}>
            <h3>{name}</h3>
            <ul>
              {facts.map((fact) => (
                <li key={fact.id} className="practice-fact">
                  <FactWords fact={fact} />
                </li>
              ))}
            </ul>
          </section>
        );
      })}
      <ProblemCard problem={problem} />
    </>
  );
}

/**
 * What can be made to happen where the merchant stands, or at a part of a page that has a list of its own; the
 * practice gateway itself tells the list.
 */
export function PracticeList({ stage }: { stage?: Stage }) {
  const { t } = useSpeech();
  const client = useQueryClient();
  const inFront = useFrontStage();
  const front = stage === undefined ? inFront : { stage };
  const place = front?.stage.place ?? null;
  const subject = front?.stage.subject ?? null;
  const further = front?.stage.further ?? none;
  const practising = usePractising();
  const { data, problem, reload } = useQuery(
    commands.practiceFacts,
    { place: place ?? "", subject },
    {
      enabled: practising && place !== null && further.length === 0,
      tags: ["payments", "dispute", "agreement", "subscription"],
      forget: 0,
    },
  );
  const play = useCommand(commands.practicePlay);
  const [done, setDone] = useState<"done" | "waiting" | null>(null);
  const here = `${place} ${subject}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done belongs to the place it was done at
  useEffect(() => setDone(null), [here]);
  if (!practising) return null;
  if (front === null || place === null) return <p className="practice-none">{t("practice.nothing_here")}</p>;
  if (further.length > 0) {
    return (
      <div className="practice-list">
        <Further places={further} />
      </div>
    );
  }
  const fill = (fact: PracticeFactView) => {
    const { stage } = front;
    for (const [field, value] of valuesOf(fact, stage) ?? []) stage.fields?.[field]?.put(value);
    setDone(null);
    // Codes and numbers work once: the next press needs new ones.
    void reload();
  };
  const facts = (data ?? []).filter((fact) => fact.play || valuesOf(fact, front.stage) !== null);
  return (
    <div className="practice-list">
      {data !== undefined && facts.length === 0 ? (
        <p className="practice-none">{t("practice.nothing_now")}</p>
      ) : null}
      <ul>
        {facts.map((fact) => (
          <Fact
            key={fact.id}
            fact={fact}
            busy={play.isPending}
            onFill={() => fill(fact)}
            onPlay={() => {
              setDone(null);
              play.send(
                { fact: fact.id, place, subject },
                {
                  onDone: () => {
                    setDone(fact.waits ? "waiting" : "done");
                    front.stage.onPlayed?.();
                    void client.invalidateQueries();
                  },
                },
              );
            }}
          />
        ))}
      </ul>
      <p role="status" className="practice-done">
        {done === null ? null : t(`practice.${done}`)}
      </p>
      <ProblemCard problem={play.problem ?? problem} />
    </div>
  );
}

/** Opens the list, where somebody looks for it. */
export function PracticeButton() {
  const { t } = useSpeech();
  if (!usePractising()) return null;
  return (
    <Button small look="quiet" icon={Wand} onPress={() => setPracticeOpen(true)}>
      {t("practice.open")}
    </Button>
  );
}

/** The same list inside a sheet, which stands in front of everything else, or in a part of a page. */
export function PracticeInside({ stage }: { stage?: Stage }) {
  const { t } = useSpeech();
  if (!usePractising()) return null;
  return <Inside label={t("practice.title")} {...(stage ? { stage } : {})} />;
}

function Inside({ label, stage }: { label: string; stage?: Stage }) {
  const front = useFrontStage();
  const [open, setOpen] = useState(false);
  if (stage === undefined && !front?.stage.inFront) return null;
  return (
    <details className="practice-inside" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{label}</summary>
      {open ? <PracticeList {...(stage ? { stage } : {})} /> : null}
    </details>
  );
}
