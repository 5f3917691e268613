import Vault from "lucide-react/icons/vault";
import { useState } from "react";
import { useT } from "../../i18n";
import { commands, type FrameView } from "../../ipc";
import { Button, Icon, Segments, TextField } from "../../kit";
import { ProblemCard } from "../../shared";
import { useSecretCommand } from "../../shared/secret";
import { accountTags } from "./queries";

const least = 8;

/** One passphrase opens the vault that is there. */
function Unlock() {
  const t = useT();
  const [passphrase, setPassphrase] = useState("");
  const vault = useSecretCommand(commands.vaultUnlock, accountTags);
  const forget = () => setPassphrase("");
  return (
    <form
      className="vault-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (passphrase !== "") vault.send({ passphrase }, { onDone: forget, onProblem: forget });
      }}
    >
      <TextField label={t("settings.vault.passphrase")} value={passphrase} onChange={setPassphrase} secret />
      <Button look="primary" type="submit" busy={vault.isPending} isDisabled={passphrase === ""}>
        {t("settings.vault.unlock")}
      </Button>
      <ProblemCard problem={vault.problem} />
    </form>
  );
}

/** A new vault asks for its passphrase twice. */
function Create() {
  const t = useT();
  const [passphrase, setPassphrase] = useState("");
  const [again, setAgain] = useState("");
  const vault = useSecretCommand(commands.vaultUnlock, accountTags);
  const length = [...passphrase].length;
  const short = length > 0 && length < least ? t("settings.vault.short", { left: least - length }) : null;
  const differs = again !== "" && !passphrase.startsWith(again) ? t("settings.vault.differs") : null;
  const ready = length >= least && passphrase === again;
  const forget = () => {
    setPassphrase("");
    setAgain("");
  };
  return (
    <form
      className="vault-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) vault.send({ passphrase }, { onDone: forget });
      }}
    >
      <p>{t("settings.vault.passphrase_words")}</p>
      <TextField
        label={t("settings.vault.passphrase")}
        hint={short ?? t("settings.vault.passphrase_hint")}
        value={passphrase}
        onChange={setPassphrase}
        secret
      />
      <TextField label={t("settings.vault.again")} error={differs} value={again} onChange={setAgain} secret />
      <Button look="primary" type="submit" busy={vault.isPending} isDisabled={!ready}>
        {t("settings.vault.create")}
      </Button>
      <ProblemCard problem={vault.problem} />
    </form>
  );
}

/** Says that keys cannot be kept, and offers what there is to choose. Silent while all is well. */
export function KeyStore({ frame }: { frame: FrameView }) {
  const t = useT();
  const [way, setWay] = useState<"passphrase" | "read_only">("passphrase");
  if (!frame.vault_locked && frame.key_store_works) return null;
  return (
    <section className="vault" aria-label={t("settings.vault.title")}>
      <span className="vault-shape">
        <Icon of={Vault} size={20} />
      </span>
      <div className="vault-main">
        <h3>{t("settings.vault.title")}</h3>
        {frame.vault_locked ? (
          <>
            <p>{t("settings.vault.locked")}</p>
            <Unlock />
          </>
        ) : (
          <>
            <p>{t("settings.vault.no_store")}</p>
            <Segments
              label={t("settings.vault.way")}
              options={[
                { value: "passphrase", label: t("settings.vault.passphrase_way") },
                { value: "read_only", label: t("settings.vault.read_only_way") },
              ]}
              value={way}
              onChange={setWay}
            />
            {way === "passphrase" ? <Create /> : <p>{t("settings.vault.read_only_words")}</p>}
          </>
        )}
      </div>
    </section>
  );
}
