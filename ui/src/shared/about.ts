import { to } from "./route";

const places: Record<string, string> = {
  payment: "payments",
  dispute: "disputes",
  agreement: "agreements",
  subscription: "subscriptions",
  registration: "stores",
};

type About = { about: string; payment: string };

/** Where the thing is that an order is about: a payment, dispute, agreement, subscription or registration. */
export function placeOf({ about, payment }: About): string {
  return to(places[about] ?? "payments", payment);
}

/** The tags that go stale when an order about this thing moves. */
export function tagsOf({ about, payment }: About): string[] {
  return about === "payment" ? [`payment:${payment}`, "payments"] : [about, `${about}:${payment}`];
}
