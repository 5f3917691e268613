import KeyRound from "lucide-react/icons/key-round";
import Plus from "lucide-react/icons/plus";
import { useSpeech } from "../../i18n";
import { type AccountView, commands, type FrameView, useCommand } from "../../ipc";
import { Badge, Button, Empty, Fact, Facts } from "../../kit";
import { go, Panel, ProblemCard, to } from "../../shared";
import { ConnectionCheck } from "./ConnectionCheck";
import { EnvironmentWord } from "./Environment";
import { accountTags, useSwitched } from "./queries";

function hostOf(url: string): string {
  return url.replace(/^https?:\/\//, "");
}

function AccountCard({ account, current }: { account: AccountView; current: boolean }) {
  const { t } = useSpeech();
  const check = useCommand(commands.accountCheck, accountTags);
  const select = useCommand(commands.accountSelect, accountTags);
  const switched = useSwitched();
  const { name } = account;
  return (
    <li className="account-card" data-environment={account.environment} aria-label={name}>
      <div className="account-card-head">
        <div className="account-card-name">
          <h3>{name}</h3>
          <EnvironmentWord environment={account.environment} />
          {current ? <Badge tone="info">{t("settings.accounts.current")}</Badge> : null}
        </div>
        <div className="account-card-acts">
          {current ? null : (
            <Button
              small
              busy={select.isPending}
              aria-label={t("settings.accounts.select_named", { name })}
              onPress={() => select.send({ account: account.id }, { onDone: switched })}
            >
              {t("settings.accounts.select")}
            </Button>
          )}
          <Button
            small
            busy={check.isPending}
            aria-label={t("settings.accounts.check_named", { name })}
            onPress={() => check.send({ account: account.id })}
          >
            {t("settings.accounts.check")}
          </Button>
          <Button
            small
            aria-label={t("settings.accounts.edit_named", { name })}
            onPress={() => go(to("settings", "accounts", account.id))}
          >
            {t("settings.accounts.edit")}
          </Button>
        </div>
      </div>
      <Facts>
        <Fact name={t("settings.accounts.client")}>
          <span className="mono">{account.client_id}</span>
        </Fact>
        <Fact name={t("settings.accounts.host")}>
          <span className="mono">{hostOf(account.base_url)}</span>
        </Fact>
        <Fact name={t("settings.accounts.key", { version: account.key_version })}>
          <span className="mono">{account.merchant_fingerprint}</span>
        </Fact>
      </Facts>
      <ProblemCard problem={select.problem ?? check.problem} />
      {check.data || check.isPending ? (
        <ConnectionCheck checked={check.data} running={check.isPending} />
      ) : null}
    </li>
  );
}

/** The accounts of all environments, and the way to one more. */
export function AccountList({ frame }: { frame: FrameView }) {
  const { t } = useSpeech();
  const practice = useCommand(commands.practiceOpen, accountTags);
  const switched = useSwitched();
  const openPractice = () =>
    practice.send(undefined, {
      onDone: (now) => {
        switched(now);
        go("#/");
      },
    });
  const add = (look: "plain" | "primary") => (
    <Button look={look} icon={Plus} onPress={() => go(to("settings", "accounts", "new"))}>
      {t("settings.accounts.add")}
    </Button>
  );
  const none = frame.accounts.length === 0;
  const practised = frame.accounts.some((account) => account.environment === "practice");
  return (
    <>
      {none ? (
        <Empty icon={KeyRound} title={t("settings.accounts.none")} act={add("primary")}>
          {t("settings.accounts.none_words")}
        </Empty>
      ) : (
        <Panel title={t("settings.accounts.title")} count={frame.accounts.length} acts={add("plain")} bare>
          <ul className="account-cards">
            {frame.accounts.map((account) => (
              <AccountCard key={account.id} account={account} current={account.id === frame.current?.id} />
            ))}
          </ul>
        </Panel>
      )}
      {frame.practice_available && frame.current?.environment !== "practice" ? (
        <section className="practice" aria-label={t("settings.practice.title")}>
          <div>
            <h3>{t("settings.practice.title")}</h3>
            <p>{t("settings.practice.words")}</p>
          </div>
          <Button look={none ? "plain" : "quiet"} busy={practice.isPending} onPress={openPractice}>
            {t(practised ? "settings.practice.back" : "settings.practice.open")}
          </Button>
          <ProblemCard problem={practice.problem} />
        </section>
      ) : null}
    </>
  );
}
