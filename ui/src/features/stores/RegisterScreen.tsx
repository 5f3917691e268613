import "./stores.css";
import Store from "lucide-react/icons/map-pin-house";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type RegistrationView, useCommand, useQuery } from "../../ipc";
import { Button, Skeleton, useKeys } from "../../kit";
import { ActionState, go, NoAccount, Page, ProblemCard, to, useDraft, useFrame } from "../../shared";
import { Crumb, fieldProblems } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { RegisterFields } from "./RegisterFields";
import { blank, type FieldName, faultsOf, fieldBehind, filledFrom, formOf, type Typed } from "./sheet";

/** Registers a merchant or a store; after a rejection it begins with what was known. */
export function RegisterScreen({ from }: { from: string | null }) {
  const { t } = useSpeech();
  const frame = useFrame().data;
  const shown = useQuery(
    commands.registrationShow,
    { id: from ?? "" },
    { enabled: from !== null, tags: ["registration"] },
  );
  // What is on file comes only by asking; without an answer the form begins with our own part of it.
  const asked = useQuery(
    commands.registrationInquire,
    { id: from ?? "" },
    { enabled: from !== null, forget: 60_000 },
  );
  const settled = asked.data !== undefined || asked.problem !== null;
  const earlier = settled ? (asked.data ?? shown.data ?? null) : null;
  const ready = from === null || earlier !== null;
  return (
    <Page
      title={
        <Crumb href={to("stores")} label={t("stores.back")}>
          <span>{t(from === null ? "stores.register" : "stores.again")}</span>
        </Crumb>
      }
      about={t("stores.register.about")}
    >
      <ProblemCard problem={shown.problem} />
      {frame && frame.current === null ? (
        <NoAccount icon={Store} />
      ) : ready ? (
        <Register key={from} earlier={earlier} />
      ) : shown.problem ? null : (
        <Skeleton label={t("shared.loading")} lines={10} />
      )}
    </Page>
  );
}

function Register({ earlier }: { earlier: RegistrationView | null }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState<Typed>(() => (earlier ? filledFrom(earlier) : blank));
  const [tried, setTried] = useState(false);
  const { draft, problem: draftProblem } = useDraft(null, "register");
  const create = useCommand(commands.registrationCreate, ["registration", "outbox", "desk", "frame"]);
  const faults = faultsOf(typed);
  const send = () => {
    if (create.data || create.isPending) return;
    setTried(true);
    if (draft && faults.size === 0) create.send(formOf(typed, draft.draft));
  };
  const change = (field: FieldName, text: string) => {
    setTyped((old) => ({ ...old, [field]: text }));
    if (create.problem) create.reset();
  };
  const names = Object.keys(blank) as FieldName[];
  useStage({
    place: "register",
    fields: Object.fromEntries(names.map((name) => [name, { put: (text: string) => change(name, text) }])),
  });
  useKeys([
    { keys: "mod+enter", label: t("stores.register.press"), inFields: true, run: send },
    { keys: "escape", label: t("stores.back"), run: () => go(to("stores")) },
  ]);
  if (create.data) {
    return (
      <div className="register">
        <ActionState first={create.data} />
        <p>{t("stores.register.then")}</p>
        <footer className="register-foot">
          <Button look="primary" onPress={() => create.data && go(to("stores", create.data.payment))}>
            {t("stores.register.open")}
          </Button>
        </footer>
      </div>
    );
  }
  const problem = create.problem ?? draftProblem;
  const named = problem?.field ? fieldBehind(problem.field) : null;
  const { at, rest } = fieldProblems(
    problem && named ? { ...problem, field: named } : problem,
    Object.keys(blank),
  );
  return (
    <div className="register">
      {earlier ? (
        <section className="case-note" data-tone="calm">
          <strong>{t("stores.again.why")}</strong>
          {earlier.reasons.map((reason) => (
            <q key={reason}>{reason}</q>
          ))}
        </section>
      ) : null}
      <RegisterFields
        typed={typed}
        faults={faults}
        tried={tried}
        said={at}
        onChange={change}
        disabled={create.isPending}
      />
      <ProblemCard problem={rest} />
      {tried && faults.size > 0 ? (
        <p className="field-error" role="alert">
          {t("stores.faults", { count: faults.size })}
        </p>
      ) : null}
      <footer className="register-foot">
        <Button look="quiet" onPress={() => go(to("stores"))}>
          {t("shared.cancel")}
        </Button>
        <Button
          look="primary"
          keys="mod+enter"
          busy={create.isPending}
          isDisabled={draft === null}
          onPress={send}
        >
          {t("stores.register.press")}
        </Button>
      </footer>
    </div>
  );
}
