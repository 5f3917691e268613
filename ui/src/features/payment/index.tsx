import { Page } from "../../shared";

export function PaymentScreen({ id }: { id: string }) {
  return <Page title={id}>{null}</Page>;
}
