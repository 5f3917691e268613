import type { ReactNode } from "react";
import { useSpeech } from "../i18n";
import type { ActionView, Problem } from "../ipc";
import { Button, type ButtonLook, Sheet, useKeys } from "../kit";
import { ActionState } from "./ActionState";
import { ProblemCard } from "./ProblemCard";
import { PracticeInside } from "./practice";

type Props = {
  title: string;
  about?: ReactNode;
  onClose: () => void;
  /** The button's words: what it does. */
  press: string;
  /** The other button's words, where "cancel" would say two things. */
  leave?: string;
  look?: ButtonLook;
  /** Everything is filled in and understood. */
  ready: boolean;
  busy: boolean;
  onPress: () => void;
  sent?: ActionView | undefined;
  /** Beside "close" once it was sent. */
  after?: ReactNode;
  problem: Problem | null;
  /** What the problem's button offers, if anything. */
  offer?: ReactNode;
  children: ReactNode;
};

/** A sheet with one narrow gate: its button or Mod+Enter, never Enter alone. It stays and becomes the state line. */
export function ActSheet(props: Props) {
  const {
    title,
    about,
    onClose,
    press,
    leave,
    look = "primary",
    ready,
    busy,
    onPress,
    sent,
    after,
    problem,
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
          else if (ready && !busy) onPress();
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
          <>
            {after}
            <Button onPress={onClose}>{t("shared.close")}</Button>
          </>
        ) : (
          <>
            <Button look="quiet" onPress={onClose}>
              {leave ?? t("shared.cancel")}
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
          {props.children}
          <ProblemCard problem={problem} act={props.offer} />
          <PracticeInside />
        </>
      )}
    </Sheet>
  );
}
