import Ship from "lucide-react/icons/container";
import Hand from "lucide-react/icons/hand-coins";
import Handshake from "lucide-react/icons/handshake";
import House from "lucide-react/icons/house";
import Pin from "lucide-react/icons/map-pin-house";
import Newspaper from "lucide-react/icons/newspaper";
import Rows from "lucide-react/icons/rows-3";
import Scale from "lucide-react/icons/scale";
import ScanLine from "lucide-react/icons/scan-line";
import Send from "lucide-react/icons/send";
import Gear from "lucide-react/icons/settings";
import type { ReactNode } from "react";
import {
  AgreementPage,
  AgreementsScreen,
  SubscriptionPage,
  SubscriptionsScreen,
} from "../features/agreements";
import { CapturesScreen } from "../features/captures";
import { CounterScreen } from "../features/counter";
import { CustomsScreen } from "../features/customs";
import { DeskScreen } from "../features/desk";
import { DisputePage, DisputesScreen } from "../features/disputes";
import { NewsPage, NewsScreen } from "../features/news";
import { OutboxScreen } from "../features/outbox";
import { PaymentScreen } from "../features/payment";
import { PaymentsScreen } from "../features/payments";
import { SettingsScreen } from "../features/settings";
import { RegisterScreen, StorePage, StoresScreen } from "../features/stores";
import { TakeScreen } from "../features/take";
import type { Key } from "../i18n";
import type { Picture } from "../kit";
import type { Route } from "../shared";

export type Place = { id: string; name: Key; icon: Picture; address: string; keys: string };

/** The left rail, from top to bottom. */
export const places: readonly Place[] = [
  { id: "desk", name: "desk.title", icon: House, address: "#/", keys: "g h" },
  { id: "payments", name: "payments.title", icon: Rows, address: "#/payments", keys: "g p" },
  { id: "counter", name: "counter.title", icon: ScanLine, address: "#/counter", keys: "g n" },
  { id: "captures", name: "captures.title", icon: Hand, address: "#/captures", keys: "g c" },
  { id: "disputes", name: "disputes.title", icon: Scale, address: "#/disputes", keys: "g d" },
  { id: "agreements", name: "agreements.title", icon: Handshake, address: "#/agreements", keys: "g a" },
  { id: "stores", name: "stores.title", icon: Pin, address: "#/stores", keys: "g s" },
  { id: "customs", name: "customs.title", icon: Ship, address: "#/customs", keys: "g u" },
  { id: "news", name: "news.title", icon: Newspaper, address: "#/news", keys: "g w" },
  { id: "outbox", name: "outbox.title", icon: Send, address: "#/outbox", keys: "g o" },
  { id: "settings", name: "settings.title", icon: Gear, address: "#/settings", keys: "mod+," },
];

export function screenOf(route: Route): { place: string; screen: ReactNode } {
  const [place = "desk", id] = route.path;
  switch (place) {
    case "payments":
      return id === undefined
        ? { place, screen: <PaymentsScreen /> }
        : { place, screen: <PaymentScreen key={id} id={id} /> };
    case "take":
      return { place: "payments", screen: <TakeScreen /> };
    case "counter":
      return { place, screen: <CounterScreen /> };
    case "captures":
      return { place, screen: <CapturesScreen /> };
    case "customs":
      return { place, screen: <CustomsScreen /> };
    case "disputes":
      return { place, screen: id === undefined ? <DisputesScreen /> : <DisputePage key={id} id={id} /> };
    case "agreements":
      return { place, screen: id === undefined ? <AgreementsScreen /> : <AgreementPage key={id} id={id} /> };
    case "subscriptions":
      return {
        place: "agreements",
        screen: id === undefined ? <SubscriptionsScreen /> : <SubscriptionPage key={id} id={id} />,
      };
    case "stores":
      return {
        place,
        screen:
          id === undefined ? (
            <StoresScreen />
          ) : id === "new" ? (
            <RegisterScreen from={route.query.get("from")} />
          ) : (
            <StorePage key={id} id={id} />
          ),
      };
    case "news":
      return { place, screen: id === undefined ? <NewsScreen /> : <NewsPage key={id} id={id} /> };
    case "outbox":
      return { place, screen: <OutboxScreen /> };
    case "settings":
      return { place, screen: <SettingsScreen /> };
    default:
      return { place: "desk", screen: <DeskScreen /> };
  }
}
