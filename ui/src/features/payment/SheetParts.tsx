import type { ReactNode } from "react";
import { useSpeech } from "../../i18n";
import type { ActionView, Problem } from "../../ipc";
import { Button, type ButtonLook, Sheet, useKeys } from "../../kit";
import { ActionState, ProblemCard } from "../../shared";

type Props = {
  title: string;
  about: ReactNode;
  onClose: () => void;
  /** The button's words: what it does and how much. */
  press: string;
  look?: ButtonLook;
  /** Everything is filled in and understood. */
  ready: boolean;
  busy: boolean;
  onPress: () => void;
  sent: ActionView | undefined;
  problem: Problem | null;
  /** What the problem's button offers, if anything. */
  offer?: ReactNode;
  children: ReactNode;
};

/** A sheet with one narrow gate: its button or Mod+Enter, never Enter alone. It stays and becomes the state line. */
export function MoneySheet(props: Props) {
  const {
    title,
    about,
    onClose,
    press,
    look = "primary",
    ready,
    busy,
    onPress,
    sent,
    problem,
    offer,
    children,
  } = props;
  const { t } = useSpeech();
  useKeys(
    [
      {
        keys: "mod+enter",
        label: press,
        inFields: true,
        run: () => {
          if (sent) onClose();
          else if (ready) onPress();
        },
      },
    ],
    2,
  );
  return (
    <Sheet
      title={title}
      about={about}
      closeLabel={t("shared.close")}
      onClose={onClose}
      foot={
        sent ? (
          <Button onPress={onClose}>{t("shared.close")}</Button>
        ) : (
          <>
            <Button look="quiet" onPress={onClose}>
              {t("shared.cancel")}
            </Button>
            <Button look={look} keys="mod+enter" isDisabled={!ready} busy={busy} onPress={onPress}>
              {press}
            </Button>
          </>
        )
      }
    >
      {sent ? (
        <ActionState first={sent} />
      ) : (
        <>
          {children}
          <ProblemCard problem={problem} act={offer} />
        </>
      )}
    </Sheet>
  );
}
