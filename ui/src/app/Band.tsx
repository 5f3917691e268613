import Chevron from "lucide-react/icons/chevrons-up-down";
import Wand from "lucide-react/icons/wand-sparkles";
import { Button as AriaButton } from "react-aria-components/Button";
import { useSpeech } from "../i18n";
import { commands, type FrameView, useCommand } from "../ipc";
import { Icon, Popup } from "../kit";
import { go } from "../shared";
import { setPracticeOpen, usePracticeOpen } from "../shared/practice";

function Accounts({ frame, close }: { frame: FrameView; close: () => void }) {
  const { t, word } = useSpeech();
  const select = useCommand(commands.accountSelect, [
    "frame",
    "accounts",
    "payments",
    "desk",
    "outbox",
    "customs",
  ]);
  return (
    <ul className="accounts">
      {frame.accounts.map((account) => (
        <li key={account.id}>
          <button
            type="button"
            className="account"
            aria-current={account.id === frame.current?.id ? "true" : undefined}
            onClick={() =>
              select.send(
                { account: account.id },
                {
                  onDone: () => {
                    close();
                    go("#/");
                  },
                },
              )
            }
          >
            <span className="env-swatch" data-environment={account.environment} />
            <span className="account-name">{account.name}</span>
            <span className="account-env">{word("environment", account.environment)}</span>
          </button>
        </li>
      ))}
      <li>
        <a className="account" href="#/settings" onClick={close}>
          {t("app.accounts")}
        </a>
      </li>
    </ul>
  );
}

/** Which money this window is about: word, pattern and colour. */
export function Band({ frame }: { frame: FrameView | null }) {
  const { t, word } = useSpeech();
  const environment = frame?.current?.environment ?? "none";
  const open = usePracticeOpen();
  return (
    <header className="band" data-environment={environment}>
      <span className="band-pattern" aria-hidden="true" />
      <strong className="band-word">
        {frame === null ? null : frame.current ? word("environment", environment) : t("app.no_account")}
      </strong>
      <span className="band-says">{frame?.current ? word("app.band", environment) : null}</span>
      {environment === "practice" ? (
        <button
          type="button"
          className="band-practice"
          aria-expanded={open}
          onClick={() => setPracticeOpen(!open)}
        >
          <Icon of={Wand} size={14} />
          {t("practice.open")}
        </button>
      ) : null}
      {frame && frame.accounts.length > 0 ? (
        <Popup
          label={t("app.accounts")}
          button={
            <AriaButton className="band-account">
              <span>{frame.current?.name ?? t("app.choose_account")}</span>
              <Icon of={Chevron} size={12} />
            </AriaButton>
          }
        >
          {(close) => <Accounts frame={frame} close={close} />}
        </Popup>
      ) : null}
    </header>
  );
}
