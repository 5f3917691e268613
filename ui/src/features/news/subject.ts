import { to } from "../../shared";

const places: Record<string, string> = {
  payment: "payments",
  dispute: "disputes",
  agreement: "agreements",
  subscription: "subscriptions",
  registration: "stores",
  news: "news",
};

/** Where the thing is that a notification speaks of; null for a kind that has no screen. */
export function placeOfSubject([kind, id]: readonly [string, string]): string | null {
  const place = places[kind];
  return place ? to(place, id) : null;
}
