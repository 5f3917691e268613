import { useState } from "react";
import { useT } from "../i18n";
import { Dialog, Kbd, shortcutsNow } from "../kit";

/** The keys that work on this screen. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  // Read once: the dialog's own keys are of no interest.
  const [list] = useState(shortcutsNow);
  return (
    <Dialog title={t("app.keys")} closeLabel={t("shared.close")} onClose={onClose}>
      <dl className="keys-list">
        {list.map((shortcut) => (
          <div key={shortcut.keys} className="keys-row">
            <dt>{shortcut.label}</dt>
            <dd>
              <Kbd keys={shortcut.keys} />
              <span className="sr-only">{shortcut.keys}</span>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
