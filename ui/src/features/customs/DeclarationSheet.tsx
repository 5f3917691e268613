import { useT } from "../../i18n";
import type { DeclarationView, PaymentView } from "../../ipc";
import { Sheet } from "../../kit";

export function DeclarationSheet({
  payment,
  onClose,
}: {
  payment: PaymentView;
  correcting: DeclarationView | null;
  onClose: () => void;
}) {
  const t = useT();
  return (
    <Sheet
      title={t("customs.title")}
      about={payment.row.order_number}
      closeLabel={t("shared.close")}
      onClose={onClose}
    >
      {null}
    </Sheet>
  );
}
