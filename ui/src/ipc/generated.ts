// Written by `cargo xtask types` from the command list in src-tauri/ipc. Not edited by hand.

import { call } from "./call";

/** An account being set up. */
export type AccountDraftView = {
  /** The id its key is kept under. */
  account: string;
};

/** A merchant account. */
export type AccountForm = {
  /** From `account_draft`, or the existing one to change. */
  account: string;
  /** What the merchant calls it. */
  name: string;
  /** practice, sandbox, live. */
  environment: string;
  /** Host or URL. */
  base_url: string;
  /** The gateway's name for the merchant. */
  client_id: string;
  /** Which key signs. */
  key_version: string;
  /** The gateway's public key. */
  gateway_public_key: string;
  /** auto, sandbox, production. */
  path_mode: string | null;
  /** The company's record code at customs. */
  customs_code: string | null;
  /** The company's record name at customs. */
  customs_name: string | null;
};

/** Which account. */
export type AccountPick = {
  /** Its id. */
  account: string;
};

/** A merchant account as a screen shows it. */
export type AccountView = {
  /** Ours. */
  id: string;
  /** What the merchant calls it. */
  name: string;
  /** practice, sandbox, live. */
  environment: string;
  /** Where calls go. */
  base_url: string;
  /** The gateway's name for the merchant. */
  client_id: string;
  /** Which key signs. */
  key_version: string;
  /** The public half of the signing key, one base64 line. */
  merchant_public_key: string;
  /** Short form of it for comparing by eye. */
  merchant_fingerprint: string;
  /** The gateway's public key. */
  gateway_public_key: string;
  /** Short form of it. */
  gateway_fingerprint: string;
  /** auto, sandbox, production. */
  path_mode: string;
  /** Company record code at customs. */
  customs_code: string | null;
  /** Company record name at customs. */
  customs_name: string | null;
};

/** A money action and where it stands. */
export type ActionView = {
  /** The request id the gateway knows it by (for a cancellation, our order id). */
  id: string;
  /** pay, capture, refund, cancel, declare. */
  kind: string;
  /** queued, sending, done, refused, unknown. */
  state: string;
  /** The gateway's id of the payment, when known. */
  payment_id: string | null;
  /** How much. */
  amount: MoneyView;
  /** Why it was refused, or what is not known. */
  problem: Problem | null;
  /** Our id of the payment. */
  payment: string;
  /** The outbox order. */
  order: string;
  /** When we ask next, while it is open. */
  next_at: number | null;
};

/** A value in a sentence. The screen formats it in its own language and zone. */
export type Arg = { "kind": "text", "value": string } | { "kind": "money", "value": MoneyView } | { "kind": "time", "value": number } | { "kind": "word", "value": string };

/** Ask about one open order now, or about all. */
export type AskForm = {
  /** None: all. */
  order: string | null;
};

/** One attempt down to its bytes. Personal numbers are masked. */
export type AttemptView = {
  /** Counting from 1. */
  n: number;
  /** A question about the order instead of the order itself. */
  question: boolean;
  /** When it began. */
  at: number;
  /** When it ended. */
  ended_at: number | null;
  /** The path as called. */
  path: string;
  /** Request headers as sent. */
  request_headers: Array<[string, string]>;
  /** Request body as sent. */
  request_body: string;
  /** HTTP status. */
  status: number | null;
  /** Answer headers as received. */
  answer_headers: Array<[string, string]>;
  /** Answer body as received. */
  answer_body: string;
  /** The answer's signature verified. */
  verified: boolean;
  /** done, refused, unknown, not_sent; none while it is on its way. */
  verdict: string | null;
  /** The code behind the verdict. */
  code: string | null;
  /** Words for a person. */
  message: string | null;
};

/** Cancels a payment or releases its hold. */
export type CancelForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the payment. */
  payment: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
};

/** Captures (part of) an authorisation. */
export type CaptureForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the payment. */
  payment: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** As typed. */
  amount: string;
  /** Let the rest of the hold go. */
  last: boolean;
};

/** The connection check. */
export type CheckView = {
  /** host, clock, client_id, signature. */
  ticks: Array<TickView>;
  /** All green. */
  all_green: boolean;
  /** How far this computer's clock is ahead. */
  clock_ahead_ms: number | null;
  /** How long the answer took. */
  took_ms: number | null;
};

/** How many, in all, by state and by currency. */
export type CountView = {
  /** All payments the filter finds. */
  count: number;
  /** By state word. */
  states: Array<[string, number]>;
  /** By currency. */
  sums: Array<SumView>;
};

/** Declares a payment to customs, or corrects a declaration and sends it again under the same id. */
export type DeclarationForm = {
  /** From `draft_open`; for a correction too (the order's id, not the declaration's). */
  draft: string;
  /** Any id of the payment. */
  payment: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** The declaration being corrected. */
  correcting: string | null;
  /** In CNY, as typed. */
  amount: string;
  /** The customs office's code. */
  customs: string;
  /** The company's record code at customs. */
  merchant_code: string;
  /** The company's record name at customs. */
  merchant_name: string;
  /** The part's order number, when the payment is split. */
  suborder: string | null;
  /** The buyer's name, with the number. */
  buyer_name: string | null;
  /** The buyer's identity card number. Never shown again, never logged. */
  buyer_number: string | null;
  /** Correcting: keep the buyer as sent before. */
  keep_buyer: boolean;
};

/** Declarations of a page of payments. */
export type DeclarationPageView = {
  /** Newest payment first. */
  declarations: Array<DeclarationView>;
  /** Give it as `after` for the next page. */
  next: string | null;
};

/** A declaration to customs. */
export type DeclarationView = {
  /** Our id. */
  id: string;
  /** The payment: our id. */
  payment: string;
  /** The payment's order number. */
  order_number: string;
  /** How much is declared. */
  amount: MoneyView;
  /** queued, sending, unknown, refused (by the gateway), with_customs, accepted, customs_refused. */
  state: string;
  /** Office code. */
  customs: string;
  /** Company record code. */
  merchant_code: string;
  /** Company record name. */
  merchant_name: string;
  /** The part's order number. */
  suborder: string | null;
  /** The buyer's number, masked. */
  buyer_masked: string | null;
  /** The payment number customs sees. */
  customs_payment: string | null;
  /** The order number customs sees. */
  customs_order: string | null;
  /** The gateway's word on buyer = payer. */
  identity_check: string | null;
  /** The gateway's word on the push. */
  status: string | null;
  /** Customs' own code. */
  customs_code: string | null;
  /** Customs' own words. */
  customs_text: string | null;
  /** When customs answered. */
  returned_at: number | null;
  /** When it was first asked for. */
  asked_at: number;
  /** Whether it can be corrected and sent again now. */
  correct: PermitView;
  /** The outbox order. */
  order: string;
  /** Why the gateway refused it or why it is not known. */
  problem: Problem | null;
};

/** What needs a person today. */
export type DeskView = {
  /** Holds that end within 48 hours, soonest first, at most 20. */
  expiring: Array<PaymentRowView>;
  /** How many of them there are. */
  expiring_count: number;
  /** Their sums, still to be captured. */
  expiring_sums: Array<SumView>;
  /** Orders not known yet. */
  unknown: Array<OrderView>;
  /** Declarations customs or the gateway refused, newest first, at most 20. */
  customs_refused: Array<DeclarationView>;
  /** Orders refused in the last 24 hours. */
  refused: Array<OrderView>;
  /** Today so far, by currency, in the computer's own day. */
  today: Array<SumView>;
  /** Payments in the ledger. */
  payments: number;
  /** The oldest payment known. */
  oldest: number | null;
};

/** Opens a sheet for an action: the core mints the id that every press of its button will carry. */
export type DraftForm = {
  /** Any id of the payment; none for a new payment. */
  payment: string | null;
  /** pay, capture, refund, cancel, declare. */
  kind: string;
};

/** A sheet that was opened for an action. */
export type DraftView = {
  /** Every press of the sheet's button carries it. */
  draft: string;
  /** The ledger version it was opened on; 0 for a new payment. */
  version: number;
};

/** What the frame of the window shows, and what set-up needs. */
export type FrameView = {
  /** All accounts of all environments. */
  accounts: Array<AccountView>;
  /** The one at work. */
  current: AccountView | null;
  /** The key store: os, passphrase, memory. */
  key_store: string;
  /** The key store works. */
  key_store_works: boolean;
  /** Why not. */
  key_store_problem: Problem | null;
  /** A passphrase vault is there and waits for its passphrase. */
  vault_locked: boolean;
  /** Orders not closed. */
  open_orders: number;
  /** Of them, not known yet. */
  unknown_orders: number;
  /** Last answer of the gateway that verified. */
  last_contact: number | null;
  /** How far this computer's clock is ahead of the gateway's, if measured. */
  clock_ahead_ms: number | null;
  /** Hosts that may be chosen. */
  hosts: Array<HostView>;
  /** A practice gateway can be started here. */
  practice_available: boolean;
  /** This program's version. */
  version: string;
  /** Where the ledger is. */
  data_dir: string;
  /** Why the ledger of the current account cannot be used, if so. */
  ledger_problem: Problem | null;
};

/** A key pair made on this computer. */
export type GenerateKeyForm = {
  /** The account being set up: from `account_draft`, or an existing one. */
  account: string;
  /** The key's version at the gateway. */
  version: string;
  /** 2048, 3072 or 4096. */
  bits: number;
};

/** Which way money goes back, and why. */
export type GiveBackView = {
  /** release, cancel, refund; none when no money can go back. */
  way: string | null;
  /** Until when cancelling is possible. */
  cancel_until: number | null;
  /** Why not cancel. */
  cancel_problem: Problem | null;
  /** Why not refund. */
  refund_problem: Problem | null;
  /** The most that can go back. */
  most: MoneyView;
  /** Until when refunding is possible. */
  refund_until: number | null;
};

/** A region host of the gateway. */
export type HostView = {
  /** `https://...` */
  url: string;
  /** north_america, asia, europe. */
  region: string;
  /** An older name that still answers. */
  legacy: boolean;
};

/**
 * Any id of a payment: ours, the gateway's, the order number, or an id of one of its captures, refunds
 * or declarations.
 */
export type IdForm = {
  /** The id. */
  id: string;
};

/** A private key the merchant has already. */
export type ImportKeyForm = {
  /** The account being set up. */
  account: string;
  /** The key's version at the gateway. */
  version: string;
  /** PEM or base64 as text, or DER as base64. */
  key: string;
  /** The public half the merchant registered, to be compared; may be empty. */
  public: string;
};

/** The result of checking the ledger. */
export type LedgerReportView = {
  /** Entries checked. */
  entries: number;
  /** Hash of the last entry, hexadecimal. */
  head: string;
  /** The chain holds and every view equals its entries. */
  sound: boolean;
  /** The first entry that does not fit. */
  broken_at: number | null;
  /** Why it does not fit. */
  why: string | null;
  /** How many views differ. */
  views_differ: number;
};

/** One line of a payment's timeline. */
export type LineView = {
  /** Position in the ledger. */
  seq: number;
  /** The event's word: asked, pending, succeeded, declined, capture_asked, captured ... */
  event: string;
  /** When it happened. */
  occurred_at: number;
  /** When we learned it. */
  heard_at: number;
  /** us, answer, inquiry, notification, history. */
  source: string;
  /** Who acted. */
  actor: string;
  /** How much. */
  amount: MoneyView | null;
  /** The id it is about. */
  id: string | null;
  /** The gateway's code. */
  code: string | null;
  /** The gateway's words, or the clerk's. */
  message: string | null;
  /** The outbox order. */
  order: string | null;
};

/** Which payments to list. Empty parts do not filter. */
export type ListForm = {
  /**
   * State words: asked, pending, authorised, expired, partly_captured, paid, partly_refunded,
   * refunded, cancelled, declined.
   */
  states: Array<string>;
  /** Method types. */
  methods: Array<string>;
  /** ISO code. */
  currency: string | null;
  /** "10.50": at least; needs a currency. */
  least: string | null;
  /** At most; needs a currency. */
  most: string | null;
  /** Created at or after, epoch milliseconds. */
  from: number | null;
  /** Created before, epoch milliseconds. */
  until: number | null;
  /** Beginning or end of any id, the order number, or the last four digits. */
  text: string | null;
  /** Only payments with something not known yet. */
  unknown_only: boolean;
  /** Only open holds, soonest end first. */
  holds_only: boolean;
  /** Only payments declared to customs. */
  declared_only: boolean;
  /** At most this many rows (50 when absent, 500 at most). */
  limit: number | null;
  /** `next` of the page before. */
  after: string | null;
};

/** What can be paid with, for the take-a-payment sheet. */
export type MethodView = {
  /** Method type. */
  method: string;
  /** Its name. */
  name: string;
  /** Cards of the practice gateway: token and what it shows. */
  cards: Array<[string, string]>;
};

/** The sums of one payment. */
export type MoneyBoxView = {
  /** Authorised or paid. */
  authorised: MoneyView;
  /** Taken. */
  captured: MoneyView;
  /** Captures under way or not known yet. */
  capturing: MoneyView;
  /** Can still be taken. */
  capturable: MoneyView;
  /** Given back. */
  refunded: MoneyView;
  /** Refunds under way or not known yet. */
  refunding: MoneyView;
  /** Can still be given back. */
  refundable: MoneyView;
  /** What the shop keeps. */
  net: MoneyView;
};

/** An amount three ways: plain decimals, ISO code, minor units. */
export type MoneyView = {
  /** "10.50" */
  value: string;
  /** "SGD" */
  currency: string;
  /** "1050" */
  minor: string;
};

/** Whether money was moved, as far as anybody can know. */
export type Moved = "no" | "yes" | "unknown";

/** What the button offers. */
export type Next = "correct" | "reload" | "wait" | "ask_now" | "try_again" | "refund_instead" | "cancel_instead" | "confirm" | "check_settings" | "new_payment" | "ask_support" | "choose_vault" | "nothing";

/** A customs office. */
export type OfficeView = {
  /** The gateway's code. */
  code: string;
  /** English name. */
  english: string;
  /** Chinese name. */
  chinese: string;
};

/** Which order. */
export type OrderForm = {
  /** Its id. */
  order: string;
};

/** An order in the outbox. */
export type OrderView = {
  /** Ours. */
  id: string;
  /** pay, capture, refund, cancel, declare. */
  kind: string;
  /** The request id the gateway knows it by. */
  request_id: string;
  /** queued, sending, done, refused, unknown. */
  state: string;
  /** Our id of the payment. */
  payment: string;
  /** The payment's order number. */
  order_number: string;
  /** How much. */
  amount: MoneyView;
  /** When it was written down. */
  recorded_at: number;
  /** When it is sent or asked about next, while it is open. */
  next_at: number | null;
  /** Rounds of asking behind it. */
  rounds: number;
  /** Attempts so far. */
  attempts: number;
  /** When it was closed. */
  closed_at: number | null;
  /** Why it is not done. */
  problem: Problem | null;
};

/** The outbox. */
export type OutboxView = {
  /** Not closed, oldest first. */
  open: Array<OrderView>;
  /** Closed in the last 24 hours, newest first. */
  closed: Array<OrderView>;
  /** What is in doubt, by currency. */
  in_doubt: Array<MoneyView>;
};

/** A capture, refund or cancellation of a payment. */
export type PartView = {
  /** capture, refund, cancel. */
  kind: string;
  /** Our id. */
  id: string;
  /** The gateway's id. */
  gateway_id: string | null;
  /** How much. */
  amount: MoneyView;
  /** queued, sending, done, refused, unknown, or pending when the gateway works on it. */
  state: string;
  /** When it was asked for. */
  asked_at: number;
  /** When it was done, by the gateway's clock. */
  done_at: number | null;
  /** Refunds: the reason word. */
  reason: string | null;
  /** The clerk's own words. */
  note: string | null;
  /** Captures: the rest was let go. */
  last: boolean;
  /** It was made elsewhere: in the gateway's dashboard, or by the gateway itself. */
  elsewhere: boolean;
  /** The outbox order. */
  order: string | null;
  /** Why it was refused or is not known. */
  problem: Problem | null;
};

/** A page of payments. */
export type PaymentPageView = {
  /** Newest first, or soonest hold first. */
  payments: Array<PaymentRowView>;
  /** Give it as `after` for the next page; none at the end. */
  next: string | null;
};

/** A row of the payment list. */
export type PaymentRowView = {
  /** Our id; use it to open the payment. */
  id: string;
  /** The gateway's id. */
  payment_id: string | null;
  /** The shop's order number. */
  order_number: string;
  /** What was sold. */
  description: string;
  /** State word, see `ListForm::states`. */
  state: string;
  /** Epoch milliseconds. */
  created_at: number;
  /** The amount. */
  amount: MoneyView;
  /** Taken so far. */
  captured: MoneyView;
  /** Given back so far; "0" when nothing. */
  refunded: MoneyView;
  /** Method type. */
  method: string;
  /** The method's name, or its type when we do not know it. */
  method_name: string;
  /** Card brand. */
  brand: string | null;
  /** Last four digits. */
  last_four: string | null;
  /** When the hold ends. */
  hold_until: number | null;
  /** What can still be captured. */
  capturable: MoneyView;
  /** unknown, under_way, expiring, contradiction, declared, customs_refused. */
  flags: Array<string>;
};

/** One payment in full. */
export type PaymentView = {
  /** As in the list. */
  row: PaymentRowView;
  /** The ledger version this view was made of. */
  version: number;
  /** Manual or automatic. */
  capture_mode: string;
  /** When it was paid or authorised. */
  paid_at: number | null;
  /** Declined: why. */
  problem: Problem | null;
  /** The sums. */
  money: MoneyBoxView;
  /** Whether a capture is possible. */
  capture: PermitView;
  /** This method allows less than the whole. */
  capture_partial: boolean;
  /** This method allows several captures. */
  capture_several: boolean;
  /** Cancel or refund. */
  give_back: GiveBackView;
  /** Whether a declaration is possible, and how much is left to declare. */
  declare: PermitView;
  /** Captures, refunds and cancellations, oldest first. */
  parts: Array<PartView>;
  /** Declarations, oldest first. */
  declarations: Array<DeclarationView>;
  /** Everything that happened, newest first. */
  timeline: Array<LineView>;
  /** The outbox orders, oldest first. */
  orders: Array<OrderView>;
  /** What the gateway said that cannot be. */
  contradictions: Array<string>;
};

/** Whether an action is possible now, and why not. */
export type PermitView = {
  /** It is possible. */
  allowed: boolean;
  /** The most it can be. */
  most: MoneyView | null;
  /** Why not. */
  problem: Problem | null;
};

/**
 * A problem says what happened, whether money moved, and what to do. The texts are in
 * `problems/en.json` and `problems/zh-CN.json` under `code`; a code of the gateway that has a sentence
 * of its own comes in `gateway`.
 */
export type Problem = {
  /** For the screen to match on; nobody matches on text. */
  code: string;
  /** Values in the sentence. */
  args: { [key in string]: Arg };
  /** Where the money is. */
  moved: Moved;
  /** What the button offers. */
  next: Next;
  /** The gateway's own code, when it spoke. */
  gateway_code: string | null;
  /** The gateway's own words, when it spoke. */
  gateway_message: string | null;
  /** Which field of the form it is about, if one. */
  field: string | null;
};

/** A key pair's public half. */
export type PublicKeyView = {
  /** One base64 line, as the gateway's dashboard takes it. */
  public_key: string;
  /** Short form of it. */
  fingerprint: string;
  /** Its length. */
  bits: number;
};

/** What was typed so far, to be read back before it is sent. */
export type ReadBackForm = {
  /** Any id of the payment. */
  payment: string;
  /** capture, refund, declare. */
  kind: string;
  /** As typed. */
  amount: string;
};

/** What was typed, read back before it is sent. */
export type ReadBackView = {
  /** The amount as understood. */
  amount: MoneyView | null;
  /** In English words: "thirty-nine point two zero Chinese yuan (CNY 39.20)". */
  words_en: string | null;
  /** In Chinese words: 人民币叁拾玖元贰角 (CNY 39.20). */
  words_zh: string | null;
  /** What is left after it. */
  left_after: MoneyView | null;
  /** Why it is not possible. */
  problem: Problem | null;
};

/** Gives money back. */
export type RefundForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the payment. */
  payment: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** As typed. */
  amount: string;
  /** returned, damaged, not_delivered, duplicate, wrong_amount, goodwill, other. */
  reason: string;
  /** The clerk's own words. */
  note: string;
  /** It really is another refund than the one that looks the same. */
  again: boolean;
};

/** Counts and sums of a filter, for one currency. Sums never mix currencies. */
export type SumView = {
  /** ISO code. */
  currency: string;
  /** How many payments. */
  count: number;
  /** Their amounts: "1234.50". */
  amount: string;
  /** Given back of them. */
  refunded: string;
};

/** Takes a payment at the practice gateway or in the sandbox. */
export type TakeForm = {
  /** From `draft_open`; every press carries the same. */
  draft: string;
  /** The shop's order number. */
  order_number: string;
  /** What was sold. */
  description: string;
  /** As typed. */
  amount: string;
  /** ISO code. */
  currency: string;
  /** CARD, ALIPAY_CN ... */
  method: string;
  /** For CARD: the token of a stored card. Practice has VISA, MASTERCARD, AMEX and a declined one. */
  card: string | null;
  /** manual or automatic. */
  capture: string;
  /** Will be declared to Chinese customs. */
  needs_declaration: boolean;
};

/** One tick of the connection check. */
export type TickView = {
  /** host, clock, client_id, signature. */
  what: string;
  /** green, red, or unproved when an earlier red one hides it. */
  light: string;
  /** What is wrong, when red. */
  problem: Problem | null;
};

/** The passphrase of the vault on a computer without a keychain. */
export type VaultForm = {
  /** At least 8 characters. */
  passphrase: string;
};

/** Everything the window can ask for. */
export const commands = {
  /** What the frame of the window shows. */
  frame: () => call<FrameView>("frame", {}),
  /** An id for an account about to be set up. */
  accountDraft: () => call<AccountDraftView>("account_draft", {}),
  /** Makes a key pair on this computer and shows the public half. */
  accountGenerateKey: (form: GenerateKeyForm) => call<PublicKeyView>("account_generate_key", form),
  /** Takes over a private key and shows its public half. */
  accountImportKey: (form: ImportKeyForm) => call<PublicKeyView>("account_import_key", form),
  /** Sets up an account, or changes one. */
  accountSave: (form: AccountForm) => call<AccountView>("account_save", form),
  /** Works with another account from now on. */
  accountSelect: (form: AccountPick) => call<FrameView>("account_select", form),
  /** Proves signature, clock, host and client id one by one. */
  accountCheck: (form: AccountPick) => call<CheckView>("account_check", form),
  /** Opens the practice account, with its gateway and history, and makes it the current one. */
  practiceOpen: () => call<FrameView>("practice_open", {}),
  /** Chooses the passphrase vault, or unlocks it. */
  vaultUnlock: (form: VaultForm) => call<FrameView>("vault_unlock", form),
  /** What needs a person today. */
  deskToday: () => call<DeskView>("desk_today", {}),
  /** A page of payments. */
  paymentList: (form: ListForm) => call<PaymentPageView>("payment_list", form),
  /** Counts and sums of a filter. */
  paymentCount: (form: ListForm) => call<CountView>("payment_count", form),
  /** One payment in full. */
  paymentShow: (form: IdForm) => call<PaymentView>("payment_show", form),
  /** Asks the gateway about a payment now. */
  paymentInquire: (form: IdForm) => call<PaymentView>("payment_inquire", form),
  /** What a payment can be taken with. */
  paymentMethods: () => call<Array<MethodView>>("payment_methods", {}),
  /** Takes a payment. */
  paymentTake: (form: TakeForm) => call<ActionView>("payment_take", form),
  /** Opens a sheet: mints the id every press will carry. */
  draftOpen: (form: DraftForm) => call<DraftView>("draft_open", form),
  /** Reads back what was typed. */
  amountReadBack: (form: ReadBackForm) => call<ReadBackView>("amount_read_back", form),
  /** Captures an authorisation. */
  captureCreate: (form: CaptureForm) => call<ActionView>("capture_create", form),
  /** Gives money back. */
  refundCreate: (form: RefundForm) => call<ActionView>("refund_create", form),
  /** Cancels a payment or releases its hold. */
  cancelCreate: (form: CancelForm) => call<ActionView>("cancel_create", form),
  /** Declares a payment to customs, or corrects a declaration. */
  declarationFile: (form: DeclarationForm) => call<ActionView>("declaration_file", form),
  /** Declarations, newest payment first. */
  declarationList: (form: ListForm) => call<DeclarationPageView>("declaration_list", form),
  /** Asks what customs said; any id of the payment or of the declaration. */
  declarationInquire: (form: IdForm) => call<PaymentView>("declaration_inquire", form),
  /** The customs office directory. */
  customsOffices: () => call<Array<OfficeView>>("customs_offices", {}),
  /** The outbox. */
  outboxList: () => call<OutboxView>("outbox_list", {}),
  /** Where one order stands. */
  outboxShow: (form: OrderForm) => call<ActionView>("outbox_show", form),
  /** Asks about open orders now. */
  outboxAsk: (form: AskForm) => call<OutboxView>("outbox_ask", form),
  /** Every attempt of an order down to its bytes. */
  attemptList: (form: OrderForm) => call<Array<AttemptView>>("attempt_list", form),
  /** Checks the chain and the views. */
  ledgerVerify: () => call<LedgerReportView>("ledger_verify", {}),
};
