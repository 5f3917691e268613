import ArrowLeft from "lucide-react/icons/arrow-left";
import Tick from "lucide-react/icons/check";
import { type ReactNode, useState } from "react";
import { type Speech, useSpeech } from "../../i18n";
import { type AccountForm, type AccountView, commands, type FrameView, useCommand } from "../../ipc";
import { Button, Checkbox, Icon, Segments, Select, TextField } from "../../kit";
import { go, Page, ProblemCard, sayProblem, to } from "../../shared";
import { ConnectionCheck } from "./ConnectionCheck";
import { EnvironmentChoice } from "./Environment";
import { KeyStep } from "./KeyStep";
import { KeyStore } from "./KeyStore";
import type { KeptKey } from "./PublicHalf";
import { accountTags, useSwitched } from "./queries";

const fields = ["name", "base_url", "client_id", "key", "gateway_public_key", "customs"] as const;
type Missing = (typeof fields)[number];
type Typed = Omit<
  AccountForm,
  "account" | "key_version" | "customs_code" | "customs_name" | "path_mode" | "select"
> & {
  path_mode: string;
  customs_code: string;
  customs_name: string;
};

const blank: Typed = {
  name: "",
  environment: "sandbox",
  base_url: "",
  client_id: "",
  gateway_public_key: "",
  path_mode: "auto",
  customs_code: "",
  customs_name: "",
};

function typedOf(account: AccountView | null): Typed {
  if (!account) return blank;
  return {
    name: account.name,
    environment: account.environment,
    base_url: account.base_url,
    client_id: account.client_id,
    gateway_public_key: account.gateway_public_key,
    path_mode: account.path_mode,
    customs_code: account.customs_code ?? "",
    customs_name: account.customs_name ?? "",
  };
}

function missingIn(typed: Typed, key: KeptKey | null): Missing[] {
  const empty = {
    name: typed.name.trim() === "",
    base_url: typed.base_url.trim() === "",
    client_id: typed.client_id.trim() === "",
    key: key === null,
    gateway_public_key: typed.gateway_public_key.trim() === "",
    // Customs knows the company by both together.
    customs: (typed.customs_code.trim() === "") !== (typed.customs_name.trim() === ""),
  };
  return fields.filter((field) => empty[field]);
}

function Step({
  at,
  title,
  done,
  children,
}: {
  at: number;
  title: string;
  done: boolean;
  children: ReactNode;
}) {
  const { t } = useSpeech();
  return (
    <li className="setup-step" data-done={done || undefined}>
      <span className="setup-number">
        {done ? <Icon of={Tick} size={14} /> : <span aria-hidden="true">{at}</span>}
        {done ? <span className="sr-only">{t("settings.setup.step_done")}</span> : null}
      </span>
      <section aria-label={title} className="setup-main">
        <h2>{title}</h2>
        {children}
      </section>
    </li>
  );
}

const other = "other";

/** A region of the core in the chosen language, or as the core names it. */
function regionOf(word: Speech["word"], region: string): string {
  const name = region.toLowerCase().replace(/[^a-z]+/g, "_");
  const said = word("settings.region", name);
  return said === name ? region : said;
}

function HostField({
  frame,
  value,
  onChange,
  error,
}: {
  frame: FrameView;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
}) {
  const { t, word } = useSpeech();
  const known = frame.hosts.find((host) => host.url === value);
  const [older, setOlder] = useState(known?.legacy ?? false);
  const [typing, setTyping] = useState(value !== "" && !known);
  const options = [
    ...frame.hosts
      .filter((host) => older || !host.legacy)
      .map((host) => {
        const region = regionOf(word, host.region);
        return {
          value: host.url,
          label: host.legacy ? t("settings.host.older_name", { region }) : region,
          detail: host.url.replace("https://", ""),
        };
      }),
    { value: other, label: t("settings.host.other") },
  ];
  const chosen = typing ? other : known ? value : null;
  return (
    <>
      <Select
        label={t("settings.host")}
        options={options}
        value={chosen}
        onChange={(next) => {
          setTyping(next === other);
          onChange(next === other ? "" : next);
        }}
        placeholder={t("settings.host.choose")}
        hint={known && !typing ? <span className="mono">{known.url}</span> : t("settings.host_hint")}
        error={typing ? null : error}
      />
      {typing ? (
        <TextField
          label={t("settings.host.address")}
          hint={t("settings.host.address_hint")}
          error={error}
          value={value}
          onChange={onChange}
          mono
        />
      ) : null}
      {frame.hosts.some((host) => host.legacy) ? (
        <Checkbox
          label={t("settings.host.older")}
          hint={t("settings.host.older_hint")}
          checked={older}
          onChange={setOlder}
        />
      ) : null}
    </>
  );
}

/** One page from a name to a proved connection; also changes what is set up. */
export function AccountSetup({ frame, account }: { frame: FrameView; account: AccountView | null }) {
  const speech = useSpeech();
  const { t, word } = speech;
  const [typed, setTyped] = useState<Typed>(() => typedOf(account));
  const [id, setId] = useState<string | null>(account?.id ?? null);
  const [key, setKey] = useState<KeptKey | null>(() =>
    account
      ? {
          version: account.key_version,
          public_key: account.merchant_public_key,
          fingerprint: account.merchant_fingerprint,
        }
      : null,
  );
  const [saved, setSaved] = useState<AccountView | null>(account);
  const [pressed, setPressed] = useState(false);
  // A practice gateway somebody runs already, for a class or a test, instead of the built-in one.
  const [beside, setBeside] = useState(false);
  const draft = useCommand(commands.accountDraft);
  const save = useCommand(commands.accountSave, accountTags);
  const check = useCommand(commands.accountCheck, accountTags);
  const select = useCommand(commands.accountSelect, accountTags);
  const practice = useCommand(commands.practiceOpen, accountTags);
  const switched = useSwitched();

  const change = (part: Partial<Typed>) => setTyped((before) => ({ ...before, ...part }));
  const missing = missingIn(typed, key);
  const lacks = (field: Missing) => pressed && missing.includes(field);
  const problemAt = (field: Missing) => {
    if (lacks(field)) return t("settings.field_missing");
    return save.problem?.field === field ? sayProblem(save.problem, speech).says : null;
  };

  // The id under which the key is kept; minted once, when it is first needed.
  const withAccount = (then: (account: string) => void) => {
    if (id !== null) {
      then(id);
      return;
    }
    draft.send(undefined, {
      onDone: (made) => {
        setId(made.account);
        then(made.account);
      },
    });
  };

  const press = () => {
    setPressed(true);
    if (missing.length > 0 || key === null) return;
    withAccount((own) =>
      save.send(
        {
          ...typed,
          account: own,
          name: typed.name.trim(),
          base_url: typed.base_url.trim(),
          client_id: typed.client_id.trim(),
          gateway_public_key: typed.gateway_public_key.trim(),
          key_version: key.version,
          customs_code: typed.customs_code.trim() || null,
          customs_name: typed.customs_name.trim() || null,
          select: false,
        },
        {
          onDone: (view) => {
            setSaved(view);
            check.send({ account: view.id });
          },
        },
      ),
    );
  };

  const isPractice = typed.environment === "practice";
  const newPractice = isPractice && saved === null && !beside;
  // The built-in practice account finds its gateway and its keys by itself.
  const builtIn = isPractice && !beside && (saved === null || saved.id === "practice");
  const environments = [...(frame.practice_available || isPractice ? ["practice"] : []), "sandbox", "live"];
  const who = (["name", "base_url", "client_id"] as const).every((field) => !missing.includes(field));
  const said = missing.map((field) => t(`settings.missing.${field}`)).join(t("settings.missing.comma"));

  return (
    <Page
      title={saved ? t("settings.setup.edit", { name: saved.name }) : t("settings.setup.new")}
      about={t("settings.setup.about")}
      acts={
        <Button look="quiet" icon={ArrowLeft} onPress={() => go(to("settings"))}>
          {t("settings.back")}
        </Button>
      }
    >
      <div className="setup">
        <KeyStore frame={frame} />
        <ol className="setup-steps" aria-label={t("settings.setup.steps")}>
          <Step at={1} title={t("settings.who.title")} done={who && !newPractice}>
            <EnvironmentChoice
              value={typed.environment}
              choices={environments}
              onChange={(environment) => change({ environment })}
              fixed={saved !== null}
            />
            {newPractice ? (
              <div className="setup-practice">
                <p>{t("settings.practice.words")}</p>
                <Button
                  look="primary"
                  busy={practice.isPending}
                  onPress={() =>
                    practice.send(undefined, {
                      onDone: (now) => {
                        switched(now);
                        go("#/");
                      },
                    })
                  }
                >
                  {t("settings.practice.open")}
                </Button>
                <Button look="quiet" onPress={() => setBeside(true)}>
                  {t("settings.practice.beside")}
                </Button>
                <ProblemCard problem={practice.problem} />
              </div>
            ) : (
              <>
                <TextField
                  label={t("settings.who.name")}
                  hint={t("settings.who.name_hint")}
                  error={problemAt("name")}
                  value={typed.name}
                  onChange={(name) => change({ name })}
                />
                {builtIn ? null : (
                  <>
                    {isPractice ? (
                      <TextField
                        label={t("settings.host.address")}
                        hint={t("settings.host.here_hint")}
                        error={problemAt("base_url")}
                        value={typed.base_url}
                        onChange={(base_url) => change({ base_url })}
                        mono
                      />
                    ) : (
                      <HostField
                        frame={frame}
                        value={typed.base_url}
                        onChange={(base_url) => change({ base_url })}
                        error={problemAt("base_url")}
                      />
                    )}
                    <TextField
                      label={t("settings.client")}
                      hint={t("settings.client_hint")}
                      error={problemAt("client_id")}
                      value={typed.client_id}
                      onChange={(client_id) => change({ client_id })}
                      mono
                    />
                    <details className="setup-more">
                      <summary>{t("settings.more")}</summary>
                      <Segments
                        label={t("settings.path")}
                        value={typed.path_mode}
                        onChange={(path_mode) => change({ path_mode })}
                        options={["auto", "sandbox", "production"].map((value) => ({
                          value,
                          label: word("settings.path", value),
                        }))}
                      />
                      <p className="field-hint">{t("settings.path_hint")}</p>
                    </details>
                  </>
                )}
              </>
            )}
          </Step>
          {newPractice ? null : (
            <>
              <Step at={2} title={t("settings.keys.title")} done={key !== null}>
                <KeyStep
                  kept={key}
                  replaceable={saved !== null && !builtIn}
                  environment={typed.environment}
                  missing={lacks("key")}
                  withAccount={withAccount}
                  onKept={setKey}
                />
                <ProblemCard problem={draft.problem} />
              </Step>
              <Step at={3} title={t("settings.gateway.title")} done={typed.gateway_public_key.trim() !== ""}>
                <p>{t("settings.gateway.words")}</p>
                {builtIn ? null : (
                  <TextField
                    label={t("settings.gateway.key")}
                    hint={
                      saved
                        ? t("settings.gateway.kept", { fingerprint: saved.gateway_fingerprint })
                        : t("settings.gateway.key_hint")
                    }
                    error={problemAt("gateway_public_key")}
                    value={typed.gateway_public_key}
                    onChange={(gateway_public_key) => change({ gateway_public_key })}
                    lines={6}
                    mono
                  />
                )}
                <details className="setup-more" open={typed.customs_code !== "" || undefined}>
                  <summary>
                    {t("settings.customs.title")}
                    <span className="field-optional">{t("settings.keys.optional")}</span>
                  </summary>
                  <p className="field-hint">{t("settings.customs.words")}</p>
                  <TextField
                    label={t("settings.customs.code")}
                    error={lacks("customs") ? t("settings.missing.customs") : null}
                    value={typed.customs_code}
                    onChange={(customs_code) => change({ customs_code })}
                    maxLength={128}
                    mono
                  />
                  <TextField
                    label={t("settings.customs.name")}
                    value={typed.customs_name}
                    onChange={(customs_name) => change({ customs_name })}
                    maxLength={256}
                  />
                </details>
              </Step>
              <Step at={4} title={t("settings.finish.title")} done={check.data?.all_green ?? false}>
                <p>{t("settings.finish.words")}</p>
                <div className="setup-acts">
                  <Button look="primary" busy={save.isPending || check.isPending} onPress={press}>
                    {t("settings.save")}
                  </Button>
                  {check.data && saved ? (
                    <Button busy={check.isPending} onPress={() => check.send({ account: saved.id })}>
                      {t("settings.check.again")}
                    </Button>
                  ) : null}
                  {check.data?.all_green && frame.current?.id === saved?.id ? (
                    <Button onPress={() => go("#/")}>{t("settings.check.desk")}</Button>
                  ) : null}
                  {saved && check.data && frame.current?.id !== saved.id ? (
                    <Button
                      busy={select.isPending}
                      onPress={() =>
                        select.send(
                          { account: saved.id },
                          {
                            onDone: (now) => {
                              switched(now);
                              go("#/");
                            },
                          },
                        )
                      }
                    >
                      {t("settings.check.use")}
                    </Button>
                  ) : null}
                </div>
                {pressed && missing.length > 0 ? (
                  <p className="setup-missing" role="alert">
                    {t("settings.missing", { what: said })}
                  </p>
                ) : null}
                <ProblemCard problem={save.problem ?? check.problem ?? select.problem} />
                {save.problem === null && (check.isPending || check.data) ? (
                  <ConnectionCheck checked={check.data} running={check.isPending} />
                ) : null}
              </Step>
            </>
          )}
        </ol>
      </div>
    </Page>
  );
}
