import KeyRound from "lucide-react/icons/key-round";
import Plus from "lucide-react/icons/plus";
import { useState } from "react";
import { useSpeech } from "../../../i18n";
import { commands, type FrameView, type KeyView, useQuery } from "../../../ipc";
import { Button, Skeleton } from "../../../kit";
import { NoAccount, Panel, ProblemCard } from "../../../shared";
import { GatewaySheet } from "./GatewaySheet";
import { KeyRow } from "./KeyRow";
import { PrepareSheet } from "./PrepareSheet";
import { keyTags } from "./queries";
import { SwitchSheet } from "./SwitchSheet";

/** The version a next key would most likely get: one more than the highest. */
export function versionAfter(keys: readonly KeyView[]): string {
  const numbers = keys.map((key) => key.version).filter((version) => /^\d{1,6}$/.test(version));
  return numbers.length === 0 ? "" : String(Math.max(...numbers.map(Number)) + 1);
}

/** The keys of the account at work, and how one follows the other without a gap. */
export function Rotation({ frame }: { frame: FrameView }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState<"prepare" | "gateway" | KeyView | null>(null);
  const { data, problem, reload } = useQuery(commands.keyList, undefined, {
    tags: keyTags,
    enabled: frame.current !== null,
  });
  if (frame.current === null) return <NoAccount icon={KeyRound} />;
  if (!data) {
    return problem ? (
      <ProblemCard
        problem={problem}
        act={
          <Button small onPress={() => reload()}>
            {t("settings.rotation.reload")}
          </Button>
        }
      />
    ) : (
      <Skeleton label={t("shared.loading")} />
    );
  }
  const signing = data.ours.find((key) => key.role === "signing") ?? null;
  const close = () => setOpen(null);
  return (
    <>
      <Panel
        title={t("settings.rotation.ours")}
        count={data.ours.length}
        acts={
          <Button small icon={Plus} onPress={() => setOpen("prepare")}>
            {t("settings.rotation.prepare")}
          </Button>
        }
      >
        <p className="panel-words">{t("settings.rotation.ours_words")}</p>
        <ul className="key-rows">
          {data.ours.map((key) => (
            <KeyRow key={key.version} of="ours" keyView={key}>
              {key.role === "signing" || !key.kept ? null : (
                <div className="setup-acts">
                  <Button small onPress={() => setOpen(key)}>
                    {t(key.role === "earlier" ? "settings.rotation.back" : "settings.rotation.switch", {
                      version: key.version,
                    })}
                  </Button>
                </div>
              )}
            </KeyRow>
          ))}
        </ul>
      </Panel>
      <Panel
        title={t("settings.rotation.gateway")}
        count={data.gateway.length}
        acts={
          <Button small onPress={() => setOpen("gateway")}>
            {t("settings.rotation.gateway_replace")}
          </Button>
        }
      >
        <p className="panel-words">{t("settings.rotation.gateway_about")}</p>
        <ul className="key-rows">
          {data.gateway.map((key) => (
            <KeyRow key={key.public_key} of="gateway" keyView={key} />
          ))}
        </ul>
      </Panel>
      {open === "prepare" ? (
        <PrepareSheet
          version={versionAfter(data.ours)}
          environment={frame.current.environment}
          onClose={close}
        />
      ) : open === "gateway" ? (
        <GatewaySheet onClose={close} />
      ) : open === null ? null : (
        <SwitchSheet to={open} signing={signing?.version ?? ""} onClose={close} />
      )}
    </>
  );
}
