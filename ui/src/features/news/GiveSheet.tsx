import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, useCommand } from "../../ipc";
import { TextField } from "../../kit";
import { ActSheet, go, to } from "../../shared";
import { fieldProblems } from "../../shared/dossier";
import { faultOfGiven } from "./forms";

/** A notification that was received elsewhere, pasted in. Its signature is checked here before it counts. */
export function GiveSheet({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  const [path, setPath] = useState("");
  const [headers, setHeaders] = useState("");
  const [body, setBody] = useState("");
  const take = useCommand(commands.newsTake, [
    "news",
    "payments",
    "dispute",
    "agreement",
    "subscription",
    "registration",
    "desk",
    "frame",
  ]);
  const change = (set: (text: string) => void) => (text: string) => {
    set(text);
    if (take.problem) take.reset();
  };
  const fault = faultOfGiven(headers, body);
  const pathWrong = path.trim() !== "" && !path.trim().startsWith("/");
  const ready = fault === null && path.trim() !== "" && !pathWrong;
  const { at, rest } = fieldProblems(take.problem, ["path", "headers", "body"]);
  return (
    <ActSheet
      title={t("news.give.title")}
      about={t("news.give.about")}
      onClose={onClose}
      press={t("news.give.press")}
      ready={ready}
      busy={take.isPending}
      onPress={() => {
        if (!ready) return;
        take.send(
          { path: path.trim(), headers, body },
          { onDone: (view) => go(to("news", view.row.id), { replace: true }) },
        );
      }}
      problem={rest}
    >
      <TextField
        label={t("news.give.path")}
        hint={t("news.give.path_hint")}
        error={pathWrong ? t("news.relay.fault.path") : at("path")}
        value={path}
        onChange={change(setPath)}
        mono
        autoFocus
        disabled={take.isPending}
      />
      <TextField
        label={t("news.give.headers")}
        hint={t("news.give.headers_hint")}
        error={
          headers.trim() !== "" && (fault === "headers" || fault === "signature")
            ? t(`news.give.fault.${fault}`)
            : at("headers")
        }
        value={headers}
        onChange={change(setHeaders)}
        lines={5}
        mono
        disabled={take.isPending}
      />
      <TextField
        label={t("news.give.body")}
        hint={t("news.give.body_hint")}
        error={at("body")}
        value={body}
        onChange={change(setBody)}
        lines={8}
        mono
        disabled={take.isPending}
      />
    </ActSheet>
  );
}
