import Tick from "lucide-react/icons/check";
import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, type PublicKeyView, useCommand } from "../../ipc";
import { Button, Icon, TextField } from "../../kit";
import { before, ProblemCard } from "../../shared";
import { useSecretCommand } from "../../shared/secret";
import { type Bits, BitsField, BroughtKey, useBroughtKey, type Way, WayField } from "./keyFields";
import { type KeptKey, PublicHalf } from "./PublicHalf";

type Props = {
  kept: KeptKey | null;
  /** The account is saved: the key stays unless somebody asks to replace it. */
  replaceable: boolean;
  environment: string;
  missing: boolean;
  withAccount: (then: (account: string) => void) => void;
  onKept: (key: KeptKey) => void;
};

function Generate({
  version,
  withAccount,
  onKept,
}: Pick<Props, "withAccount" | "onKept"> & { version: string }) {
  const { t } = useSpeech();
  const [bits, setBits] = useState<Bits>("2048");
  const generate = useCommand(commands.accountGenerateKey);
  return (
    <>
      <BitsField value={bits} onChange={setBits} />
      <div className="setup-acts">
        <Button
          busy={generate.isPending}
          isDisabled={version === ""}
          onPress={() =>
            withAccount((account) =>
              generate.send(
                { account, version, bits: Number.parseInt(bits, 10) },
                { onDone: (made) => onKept({ ...made, version }) },
              ),
            )
          }
        >
          {t("settings.keys.make_now")}
        </Button>
      </div>
      <ProblemCard problem={generate.problem} />
    </>
  );
}

function Import({
  version,
  withAccount,
  onKept,
}: Pick<Props, "withAccount" | "onKept"> & { version: string }) {
  const { t } = useSpeech();
  const brought = useBroughtKey();
  const { key } = brought;
  const [registered, setRegistered] = useState("");
  const take = useSecretCommand(commands.accountImportKey);
  const done = (made: PublicKeyView) => {
    brought.forget();
    setRegistered("");
    onKept({ ...made, version });
  };
  return (
    <>
      <BroughtKey brought={brought} />
      <TextField
        label={t("settings.keys.import_public")}
        optional={t("settings.keys.optional")}
        hint={t("settings.keys.import_public_hint")}
        value={registered}
        onChange={setRegistered}
        lines={2}
        mono
      />
      <div className="setup-acts">
        <Button
          busy={take.isPending}
          isDisabled={key.trim() === "" || version === ""}
          onPress={() =>
            withAccount((account) =>
              take.send({ account, version, key, public: registered.trim() }, { onDone: done }),
            )
          }
        >
          {t("settings.keys.import_now")}
        </Button>
      </div>
      <ProblemCard problem={take.problem} />
    </>
  );
}

function nextVersion(version: string): string {
  return /^\d{1,6}$/.test(version) ? String(Number.parseInt(version, 10) + 1) : "";
}

/** The key pair: made here or brought along; only its public half is ever shown. */
export function KeyStep({ kept, replaceable, environment, missing, withAccount, onKept }: Props) {
  const { t } = useSpeech();
  const [way, setWay] = useState<Way>("make");
  const [version, setVersion] = useState("1");
  const [choosing, setChoosing] = useState(kept === null);
  const [fresh, setFresh] = useState<Way | null>(null);
  const take = (key: KeptKey) => {
    onKept(key);
    setFresh(way);
    setChoosing(false);
  };
  const replacing = kept !== null;
  return (
    <>
      <p>{t("settings.keys.words")}</p>
      {kept && !choosing ? (
        <>
          {fresh ? (
            <p className="setup-good" role="status">
              <Icon of={Tick} size={14} />
              {t(fresh === "make" ? "settings.keys.made" : "settings.keys.imported")}
            </p>
          ) : null}
          <PublicHalf key={kept.fingerprint} kept={kept} environment={environment} />
          {replaceable || fresh ? (
            <div className="setup-acts">
              <Button
                small
                look="quiet"
                onPress={() => {
                  setVersion(replaceable ? nextVersion(kept.version) : kept.version);
                  setChoosing(true);
                }}
              >
                {t("settings.keys.replace")}
              </Button>
            </div>
          ) : null}
        </>
      ) : (
        <>
          {replacing && replaceable ? (
            <p className="setup-warn">
              {before(t("settings.keys.replace_words"))}
              {t("settings.keys.replace_version", { version: kept.version })}
            </p>
          ) : null}
          <WayField value={way} onChange={setWay} />
          <div className="setup-short">
            <TextField
              label={t("settings.keys.version")}
              hint={t("settings.keys.version_hint")}
              value={version}
              onChange={(text) => setVersion(text.trim())}
              inputMode="numeric"
            />
          </div>
          {way === "make" ? (
            <Generate version={version} withAccount={withAccount} onKept={take} />
          ) : (
            <Import version={version} withAccount={withAccount} onKept={take} />
          )}
          {missing ? (
            <p className="setup-missing" role="alert">
              {t("settings.missing", { what: t("settings.missing.key") })}
            </p>
          ) : null}
          {replacing ? (
            <div className="setup-acts">
              <Button small look="quiet" onPress={() => setChoosing(false)}>
                {t("settings.keys.keep")}
              </Button>
            </div>
          ) : null}
        </>
      )}
    </>
  );
}
