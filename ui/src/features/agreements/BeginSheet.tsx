import { useState } from "react";
import { useSpeech } from "../../i18n";
import { commands, useCommand } from "../../ipc";
import { TextField } from "../../kit";
import { ActSheet, go, to, useDraft } from "../../shared";
import { fieldProblems } from "../../shared/dossier";
import { useStage } from "../../shared/practice";
import { WalletField } from "./WalletField";
import { isWalletWord } from "./wallets";

/** Asks for a consent: whose wallet, and which buyer. Its page then shows the link and the code. */
export function BeginSheet({ onClose }: { onClose: () => void }) {
  const { t } = useSpeech();
  const [wallet, setWallet] = useState("");
  const [buyer, setBuyer] = useState("");
  const { draft, problem: draftProblem } = useDraft(null, "apply_token");
  useStage({ place: "consent", inFront: true });
  const begin = useCommand(commands.agreementBegin, ["agreement", "desk", "outbox", "frame"]);
  const ready = draft !== null && isWalletWord(wallet) && buyer.trim() !== "";
  const { at, rest } = fieldProblems(begin.problem ?? draftProblem, ["wallet", "buyer"]);
  return (
    <ActSheet
      title={t("agreements.begin.title")}
      about={t("agreements.begin.about")}
      onClose={onClose}
      press={t("agreements.begin.press")}
      ready={ready}
      busy={begin.isPending}
      onPress={() => {
        if (!ready) return;
        begin.send(
          { draft: draft.draft, wallet, buyer: buyer.trim() },
          { onDone: (view) => go(to("agreements", view.dossier.row.id), { replace: true }) },
        );
      }}
      problem={rest}
    >
      <WalletField value={wallet} onChange={setWallet} error={at("wallet")} disabled={begin.isPending} />
      <TextField
        label={t("agreements.buyer")}
        hint={t("agreements.buyer_hint")}
        error={at("buyer")}
        value={buyer}
        onChange={setBuyer}
        maxLength={64}
        disabled={begin.isPending}
      />
      <p className="case-note" data-tone="calm">
        {t("agreements.begin.words")}
      </p>
    </ActSheet>
  );
}
