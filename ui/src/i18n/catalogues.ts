import problemsEn from "../../../src-tauri/ipc/problems/en.json";
import problemsZh from "../../../src-tauri/ipc/problems/zh-CN.json";
import appEn from "../app/en.json";
import appZh from "../app/zh-CN.json";
import agreementsEn from "../features/agreements/en.json";
import agreementsZh from "../features/agreements/zh-CN.json";
import capturesEn from "../features/captures/en.json";
import capturesZh from "../features/captures/zh-CN.json";
import counterEn from "../features/counter/en.json";
import counterZh from "../features/counter/zh-CN.json";
import customsEn from "../features/customs/en.json";
import customsZh from "../features/customs/zh-CN.json";
import deskEn from "../features/desk/en.json";
import deskZh from "../features/desk/zh-CN.json";
import disputesEn from "../features/disputes/en.json";
import disputesZh from "../features/disputes/zh-CN.json";
import newsEn from "../features/news/en.json";
import newsZh from "../features/news/zh-CN.json";
import outboxEn from "../features/outbox/en.json";
import outboxZh from "../features/outbox/zh-CN.json";
import paymentEn from "../features/payment/en.json";
import paymentZh from "../features/payment/zh-CN.json";
import paymentsEn from "../features/payments/en.json";
import paymentsZh from "../features/payments/zh-CN.json";
import settingsEn from "../features/settings/en.json";
import settingsZh from "../features/settings/zh-CN.json";
import storesEn from "../features/stores/en.json";
import storesZh from "../features/stores/zh-CN.json";
import takeEn from "../features/take/en.json";
import takeZh from "../features/take/zh-CN.json";
import dossierEn from "../shared/dossier/en.json";
import dossierZh from "../shared/dossier/zh-CN.json";
import sharedEn from "../shared/en.json";
import sharedZh from "../shared/zh-CN.json";

export type Locale = "en" | "zh-CN";

const en = {
  ...sharedEn,
  ...dossierEn,
  ...appEn,
  ...deskEn,
  ...paymentsEn,
  ...paymentEn,
  ...takeEn,
  ...counterEn,
  ...capturesEn,
  ...customsEn,
  ...outboxEn,
  ...disputesEn,
  ...agreementsEn,
  ...storesEn,
  ...newsEn,
  ...settingsEn,
};

/** Every text of the screens has a name, and the compiler knows all of them. */
export type Key = keyof typeof en;

// Typed against English, so that a missing Chinese text does not compile.
const zh: Record<Key, string> = {
  ...sharedZh,
  ...dossierZh,
  ...appZh,
  ...deskZh,
  ...paymentsZh,
  ...paymentZh,
  ...takeZh,
  ...counterZh,
  ...capturesZh,
  ...customsZh,
  ...outboxZh,
  ...disputesZh,
  ...agreementsZh,
  ...storesZh,
  ...newsZh,
  ...settingsZh,
};

export const texts: Record<Locale, Record<Key, string>> = { en, "zh-CN": zh };

export type ProblemText = { says: string; todo?: string };
// The core's own catalogue: the terminal speaks from the same file.
export const problemTexts: Record<Locale, Record<string, ProblemText>> = {
  en: problemsEn,
  "zh-CN": problemsZh,
};
