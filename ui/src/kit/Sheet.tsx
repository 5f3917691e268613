import X from "lucide-react/icons/x";
import type { ReactNode } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { IconButton } from "./Button";
import { useModalKeys } from "./keys";

type Props = {
  /** Names the dialog; a money dialog is named by its money. */
  title: string;
  /** Under the title. */
  about?: ReactNode;
  closeLabel: string;
  onClose: () => void;
  children: ReactNode;
  /** Buttons, kept in sight at the bottom. */
  foot?: ReactNode;
};

function Overlay({
  look,
  title,
  about,
  closeLabel,
  onClose,
  children,
  foot,
}: Props & { look: "sheet" | "dialog" }) {
  useModalKeys();
  return (
    <ModalOverlay
      className={`overlay overlay-${look}`}
      isOpen
      isDismissable={look === "dialog"}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={look}>
        <AriaDialog className="dialog-body">
          <header className="dialog-head">
            <div>
              <Heading slot="title" level={2}>
                {title}
              </Heading>
              {about ? <div className="dialog-about">{about}</div> : null}
            </div>
            <IconButton icon={X} label={closeLabel} keys="Esc" onPress={onClose} />
          </header>
          <div className="dialog-main">{children}</div>
          {foot ? <footer className="dialog-foot">{foot}</footer> : null}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Slides over the right side; the page behind stays in sight. */
export function Sheet(props: Props) {
  return <Overlay {...props} look="sheet" />;
}

/** In the middle; closes when pressed outside. */
export function Dialog(props: Props) {
  return <Overlay {...props} look="dialog" />;
}
