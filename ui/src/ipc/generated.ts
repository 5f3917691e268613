// Written by `cargo xtask types` from the command list in src-tauri/ipc. Not edited by hand.

import { act, call } from "./call";

/** Accepts a dispute: its money is given up. */
export type AcceptForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the dispute. */
  id: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** It is meant although money of the payment went back to the buyer already. */
  again: boolean;
};

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
  /** Work with it from now on. The first account is worked with all the same. */
  select: boolean;
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
  /** Who the shop is at the counter, once it was said. */
  counter: CounterSetupForm | null;
};

/** A money action and where it stands. */
export type ActionView = {
  /** The request id the gateway knows it by (for a cancellation, our order id). */
  id: string;
  /**
   * The kind's word: pay, capture, refund, cancel, declare, session, update_amount, accept_dispute, defend,
   * supply_evidence, apply_token, revoke, register, subscribe, change_subscription, update_subscription,
   * end_subscription.
   */
  kind: string;
  /** queued, sending, waiting, done, refused, closed, cancelled, unknown. */
  state: string;
  /** The gateway's id of the payment, when known. */
  payment_id: string | null;
  /** How much; none when it speaks of no money. */
  amount: MoneyView | null;
  /** Why it was refused, or what is not known. */
  problem: Problem | null;
  /** payment, dispute, agreement, subscription or registration. */
  about: string;
  /** Our id of the payment, or the id of what it is about. */
  payment: string;
  /** Rounds of asking behind it. */
  rounds: number;
  /** After how many rounds it is given up and undone, at the counter. */
  most_rounds: number | null;
  /** The outbox order. */
  order: string;
  /** When we ask next, while it is open. */
  next_at: number | null;
};

/** What the gateway advised in a dispute. */
export type AdviceView = {
  /** When the newest of it was given, by the gateway's clock, milliseconds since 1970 UTC. */
  at: number | null;
  /** HIGH, MEDIUM, LOW or another word: how likely a defence wins. */
  win_rate: string | null;
  /** How to defend. */
  strategy: string | null;
  /** Which proof counts. */
  evidence: Array<AdvisedTagView>;
  /** The defence the gateway wrote, by its file's name. */
  written: string | null;
  /** What would make it better. */
  improve: string | null;
};

/** One kind of proof that counts. */
export type AdvisedTagView = {
  /** The evidence tag. */
  tag: string;
  /** Whether the gateway has it, when it says so. */
  obtained: boolean | null;
  /** HIGH, MEDIUM, LOW or another word: how much it counts. */
  counts: string | null;
};

/** Asks a buyer for a standing consent. */
export type AgreementForm = {
  /** From `draft_open`; becomes the consent's own id. */
  draft: string;
  /** Whose wallet: GCASH, ALIPAY_HK ... */
  wallet: string;
  /** Who the buyer is, in the shop's words. */
  buyer: string;
};

/** An agreement. No token ever comes here. */
export type AgreementView = {
  /** What every dossier shows. */
  dossier: DossierView;
  /** Whose wallet. */
  wallet: string;
  /** The wallet's name, or its word when we do not know it. */
  wallet_name: string;
  /** Who the buyer is, in the shop's words. */
  buyer: string;
  /** The buyer's masked login. */
  login: string | null;
  /** Where the buyer consents; draw it as a QR code too. */
  url: string | null;
  /** Until when the token works, epoch milliseconds; none with an active one for a very long time. */
  token_until: number | null;
  /** Until when it can be renewed, epoch milliseconds. */
  renewable_until: number | null;
  /** It can be renewed now. */
  renew: MayView;
  /** It can be debited now. */
  debit: MayView;
  /** It can be revoked now. */
  revoke: MayView;
  /** The buyer is waited for, and the waiting can be ended. */
  give_up: MayView;
  /** us, buyer or found. */
  ended_by: string | null;
  /** Why, in the gateway's words. */
  ended_because: string | null;
  /** Why it never came to be, when it was refused. */
  refused: Problem | null;
  /** What was debited under it, newest first, 50 at most. */
  debits: Array<DebitView>;
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

/** Where a copy of the ledger goes. */
export type BackUpForm = {
  /** A file that is not there yet; none for a new one in the folder of backups. */
  to: string | null;
};

/** A copy of the ledger. */
export type BackupView = {
  /** Where it lies. */
  path: string;
  /** How many entries it has. */
  entries: number;
  /** Hash of its last entry, hexadecimal. */
  head: string;
  /** It was read back: its chain holds and every view equals its entries. */
  sound: boolean;
};

/** A call by its name, with a body of one's own. */
export type CallForm = {
  /** Its name in the table of calls. */
  call: string;
  /** The body. */
  body: string;
  /** Really send it to the live gateway. */
  confirmed: boolean;
  /** Say what would be sent, and send nothing. */
  dry_run: boolean;
};

/** A row of the table of calls. */
export type CallRowView = {
  /** Its name. */
  name: string;
  /** call or notification. */
  what: string;
  /** The production path; empty for notifications. */
  path: string;
  /** Products, by their words. */
  products: Array<string>;
  /** question, promise or money; news for a notification. */
  nature: string;
  /** The terminal's verbs for it. */
  verbs: Array<string>;
  /** The screens it is on. */
  screens: Array<string>;
};

/** What one call by hand came to. */
export type CallView = {
  /** `POST <url>` */
  request_line: string;
  /** Headers as sent. */
  headers: Array<[string, string]>;
  /** The exact text that was signed. */
  signed: string;
  /** It was sent. */
  sent: boolean;
  /** HTTP status. */
  status: number | null;
  /** The answer's headers. */
  answer_headers: Array<[string, string]>;
  /** The answer's body. */
  answer: string;
  /** verified, hint, unclear, not_sent, no_answer. */
  verdict: string;
  /** The gateway's or our code. */
  code: string;
  /** Words. */
  message: string;
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

/** A code that was scanned. */
export type CodeForm = {
  /** As scanned. */
  code: string;
};

/** What a scanned code seems to be. */
export type CodeView = {
  /** It looks like a payment code. A cashier may send it all the same when not. */
  looks_right: boolean;
  /** The wallet it seems to be of. */
  wallet: string | null;
};

/** Asks which methods a buyer can pay with. */
export type ConsultForm = {
  /** As typed. */
  amount: string;
  /** ISO code. */
  currency: string;
  /** Where the buyer is, two letters; empty for anywhere. */
  region: string;
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

/** A payment at the counter. */
export type CounterForm = {
  /** From `draft_open`; every press carries the same. */
  draft: string;
  /** payment_code (we scan the buyer), order_code (the buyer scans us), entry_code. */
  mode: string;
  /** As typed. */
  amount: string;
  /** ISO code. */
  currency: string;
  /** The shop's order number; empty takes the draft. */
  order_number: string;
  /** What is sold. */
  description: string;
  /** The scanned code, for payment_code. Used once, never kept. */
  code: string | null;
  /** Pressed again after the warning that this order is being paid already. */
  again: boolean;
};

/** Who the shop is at the counter; saved with the account. */
export type CounterSetupForm = {
  /** Our name of the merchant. */
  merchant: string;
  /** The merchant's name. */
  merchant_name: string;
  /** Four digits. */
  merchant_mcc: string;
  /** Our name of the store. */
  store: string;
  /** The store's name. */
  store_name: string;
  /** Four digits. */
  store_mcc: string;
  /** The till. */
  terminal: string;
};

/** Debits a buyer under a consent. */
export type DebitForm = {
  /** From `draft_open`; every press carries the same. */
  draft: string;
  /** Any id of the agreement. */
  id: string;
  /** The shop's order number. */
  order_number: string;
  /** What for. */
  description: string;
  /** As typed. */
  amount: string;
  /** ISO code. */
  currency: string;
  /** Pressed again after the warning that this order is being paid already. */
  again: boolean;
};

/** A debit under an agreement. */
export type DebitView = {
  /** Our id of the payment; opens it. */
  payment: string;
  /** The shop's order number. */
  order_number: string;
  /** How much. */
  amount: MoneyView;
  /** The payment's state word. */
  state: string;
  /** Something of it is not known yet. */
  unknown: boolean;
  /** When it was asked for, epoch milliseconds. */
  at: number;
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
  /** When customs' word on it is asked for next, while it is with customs. */
  next_at: number | null;
  /** Whether it can be corrected and sent again now. */
  correct: PermitView;
  /** The outbox order. */
  order: string;
  /** Why the gateway refused it or why it is not known. */
  problem: Problem | null;
};

/** Answers a dispute with one document. It can be sent once. */
export type DefendForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the dispute. */
  id: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** The file's name. */
  file_name: string;
  /** Its bytes, base64. */
  file: string;
  /** The last four of the dispute's id, typed: it can be sent once. */
  typed: string;
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
  /** Orders that wait for a buyer, a review or the gateway, oldest first. */
  waiting: Array<OrderView>;
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

/** A dispute. */
export type DisputeView = {
  /** What every dossier shows. */
  dossier: DossierView;
  /** CHARGEBACK, RETRIEVAL_REQUEST, COMPLIANCE_REQUEST or another word. */
  kind: string | null;
  /** The scheme's reason code. */
  reason_code: string | null;
  /** The reason in the scheme's words. */
  reason: string | null;
  /** The scheme. */
  source: string | null;
  /** The deadline as the gateway wrote it, with its own offset. */
  due_text: string | null;
  /** The gateway's id of the payment. */
  payment_id: string | null;
  /** How it was decided, the gateway's word. */
  judged: string | null;
  /** What was deducted. */
  judged_amount: MoneyView | null;
  /** Why it counts as accepted. */
  accepted_because: string | null;
  /** Why the gateway answered it by itself. */
  defended_because: string | null;
  /** What was given back of the payment already. */
  refunded: MoneyView | null;
  /** Whether it can be accepted. */
  accept: MayView;
  /** Whether it can be answered. */
  defend: MayView;
  /** Whether evidence can be given by tag. */
  evidence: MayView;
  /** What the gateway advised, if anything. */
  advice: AdviceView | null;
  /** The largest file, in bytes. */
  largest_file: number;
};

/** An act on a dossier that needs nothing but itself: accept a dispute, revoke or renew an agreement. */
export type DossierActForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the dossier. */
  id: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
};

/** Which disputes, agreements, subscriptions, registrations or notifications to list. */
export type DossierListForm = {
  /** State words of the kind; empty for all. */
  states: Array<string>;
  /** The whole or the beginning of any id. */
  text: string | null;
  /** Only what is about this payment (any id of it). */
  payment: string | null;
  /** Soonest deadline first, and what has none behind; else newest first. */
  by_deadline: boolean;
  /** How many at most; 50 when none is given. */
  limit: number | null;
  /** The `next` of the page before. */
  after: string | null;
};

/** One page. */
export type DossierPageView = {
  /** The rows. */
  rows: Array<DossierRowView>;
  /** Give it back as `after` to go on; none at the end. */
  next: string | null;
  /** How many there are, state by state. */
  counts: Array<[string, number]>;
};

/** A row of a list of disputes, agreements, subscriptions, registrations or notifications. */
export type DossierRowView = {
  /** The id people use; opens it. */
  id: string;
  /**
   * The state's word; for notifications what it did: changed, repeated, contradicts, not_ours, kept,
   * unverified, waiting.
   */
  state: string;
  /** In a few words. */
  title: string;
  /** The money it speaks of. */
  amount: MoneyView | null;
  /** Epoch milliseconds. */
  opened_at: number;
  /** By when somebody must act; for agreements when the token ends. Epoch milliseconds. */
  due_at: number | null;
  /** Something of it is not known yet. */
  unknown: boolean;
  /** It holds a contradiction. */
  contradiction: boolean;
  /** Our id of the payment it is about, when there is one here. */
  payment: string | null;
  /** Whose wallet, by its name; agreements only. */
  wallet: string | null;
  /** Road to how often it came by it: feed, relay, given; notifications only. */
  roads: Array<[string, number]>;
  /** What it changed: payment, dispute, agreement, subscription, registration; and its id. Notifications only. */
  subject: [string, string] | null;
};

/** What every dossier shows. */
export type DossierView = {
  /** As in the list. */
  row: DossierRowView;
  /** The ledger version this view was made of. */
  version: number;
  /** Our acts on it, newest first. */
  acts: Array<ActionView>;
  /** Everything that happened, newest first. */
  story: Array<StoryLineView>;
  /** What the gateway said that cannot be. */
  contradictions: Array<string>;
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

/** A QR code, drawn. */
export type DrawnCodeView = {
  /** How many modules wide and high, without the quiet zone (draw four more on each side). */
  size: number;
  /** The dark modules as an SVG path, a unit a module. */
  path: string;
};

/** Fetches a file of a dispute. */
export type EvidenceFileForm = {
  /** Any id of the dispute. */
  id: string;
  /** template, file or ai. */
  what: string;
};

/** A file out of a dispute. */
export type EvidenceFileView = {
  /** A name for saving it. */
  name: string;
  /** The gateway's word for its format. */
  format: string;
  /** Its bytes, base64. */
  file: string;
  /** How many bytes. */
  bytes: number;
};

/** Gives evidence to a dispute, tag by tag. */
export type EvidenceForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the dispute. */
  id: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** Tag to its JSON text or plain text. */
  evidence: { [key in string]: string };
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
  /** Orders that are not at their end. */
  open_orders: number;
  /** Of them, not known yet. */
  unknown_orders: number;
  /** Of them, waiting for a buyer, a review or the gateway. */
  waiting_orders: number;
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

/** The gateway's own key changed: the new one; the one before counts for what is still on its way. */
export type GatewayKeyForm = {
  /** Base64 of SubjectPublicKeyInfo DER, or PEM. */
  public_key: string;
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

/** One key of an account. */
export type KeyView = {
  /** Its version at the gateway. */
  version: string;
  /** signing, next, earlier. */
  role: string;
  /** Its public half: base64 of SubjectPublicKeyInfo DER. */
  public_key: string;
  /** SHA-256 of it, the first 16 hexadecimal digits. */
  fingerprint: string;
  /** From when it signs, for a planned switch. Epoch milliseconds. */
  from: number | null;
  /** Until when it signed. Epoch milliseconds. */
  until: number | null;
  /** The last day it signed something the gateway took. Epoch milliseconds. */
  last_used: number | null;
  /** The private half is in the key store. */
  kept: boolean;
};

/** The keys of the account at work. */
export type KeysView = {
  /** Ours: the signing one first, then the next, then earlier ones. */
  ours: Array<KeyView>;
  /** The gateway's: the one in use, then the one before. */
  gateway: Array<KeyView>;
};

/** The result of checking the ledger. */
export type LedgerReportView = {
  /** Entries checked. */
  entries: number;
  /** Hash of the last entry, hexadecimal. */
  head: string;
  /** The chain holds, every view equals its entries, and nothing is missing of what this computer wrote. */
  sound: boolean;
  /**
   * How many entries this computer had written, when this ledger did not grow from them: it is an older copy,
   * its end was cut off, or another one is in its place.
   */
  known: number | null;
  /** The first entry that does not fit. */
  broken_at: number | null;
  /** The first fact about an order or an attempt that is not as it was written down. */
  evidence_broken_at: number | null;
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
   * refunded, cancelled, declined, closed.
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

/** Whether an act is possible. */
export type MayView = {
  /** It is. */
  allowed: boolean;
  /** Why not. */
  problem: Problem | null;
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
  /** What disputes took: accepted, missed or lost. */
  disputed: MoneyView;
  /** Can still be given back, beside what disputes took. */
  refundable: MoneyView;
  /** What the shop keeps, beside what went back and what disputes took. */
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
export type Moved = "no" | "yes" | "not_yet" | "unknown" | "not_by_this" | "only_asked" | "goes_back";

/** A notification given on this computer: as it was received elsewhere. */
export type NewsGivenForm = {
  /** The path of the notification address. */
  path: string;
  /** `name: value`, a line each. */
  headers: string;
  /** The exact body. */
  body: string;
};

/** A notification in full. */
export type NewsView = {
  /** As in the list. */
  row: DossierRowView;
  /** The gateway's id of the event. */
  event: string | null;
  /** Road to how often it came by it: feed, relay, given. */
  roads: Array<[string, number]>;
  /** Which of the gateway's keys verified it; none for the feed, whose answer was verified whole. */
  key_version: string | null;
  /** The signature verified here, or the feed's answer did. */
  verified: boolean;
  /** When we had it first, epoch milliseconds. */
  heard_at: number;
  /** What it is about: dispute, agreement, subscription, registration, payment; and its id. */
  subject: [string, string] | null;
  /** Why it did not do what it says. */
  because: string;
  /** The body, formatted, secrets masked. */
  body: string;
  /** The headers it was signed with. */
  headers: Array<[string, string]>;
};

/** What the button offers. */
export type Next = "correct" | "reload" | "wait" | "ask_now" | "try_again" | "refund_instead" | "cancel_instead" | "confirm" | "check_settings" | "new_payment" | "ask_support" | "choose_vault" | "nothing";

/** Makes or takes over the key that is to replace the one in use. */
export type NextKeyForm = {
  /** The version the gateway gives it. */
  version: string;
  /** Generate one of this many bits; none imports `key`. */
  bits: number | null;
  /** A private key in any form. */
  key: string | null;
  /** It takes the place of a next key that is there already. */
  replace: boolean;
};

/** What the buyer goes on with. */
export type OfferView = {
  /** The checkout session. */
  session: string | null;
  /** Where the buyer goes on. */
  url: string | null;
  /** The text of a code to scan; draw it as a QR code. When only `url` is given, draw that. */
  code: string | null;
  /** Until when, epoch milliseconds. */
  until: number | null;
};

/** A customs office. */
export type OfficeView = {
  /** The gateway's code. */
  code: string;
  /** English name. */
  english: string;
  /** Chinese name. */
  chinese: string;
};

/** A payment at the counter that has no end yet. */
export type OpenSaleView = {
  /** Where it stands. */
  action: ActionView;
  /** payment_code, order_code, entry_code. */
  mode: string;
  /** When it was written down, epoch milliseconds. */
  at: number;
};

/** A method a buyer can pay with, as the gateway lists it. */
export type OptionView = {
  /** Method type. */
  method: string;
  /** Its name, or its type when we do not know it. */
  name: string;
  /** The gateway's category. */
  category: string | null;
  /** Regions, two letters each, or GLOBAL. */
  regions: Array<string>;
  /** Card brands it takes. */
  brands: Array<string>;
  /** Where its logo is; shown only as a slot, never loaded from elsewhere. */
  logo: string | null;
  /** It can be used now. */
  enabled: boolean;
  /** Why not: the gateway's word. */
  disabled_because: string | null;
  /** Why not, in both languages; English first. */
  disabled_words: [string, string] | null;
  /** The least it takes, for this currency. */
  least: MoneyView | null;
  /** The most it takes at once, for this currency. */
  most: MoneyView | null;
  /** Its money can be captured by hand. */
  can_hold: boolean;
};

/** Which order. */
export type OrderForm = {
  /** Its id. */
  order: string;
};

/** An order number about to be used. */
export type OrderNumberForm = {
  /** As typed. */
  order_number: string;
};

/** An order in the outbox. */
export type OrderView = {
  /** Ours. */
  id: string;
  /** The kind's word, as in `ActionView`. */
  kind: string;
  /** The request id the gateway knows it by. */
  request_id: string;
  /** queued, sending, waiting, done, refused, closed, cancelled, unknown. */
  state: string;
  /** payment, dispute, agreement, subscription or registration. */
  about: string;
  /** Our id of the payment, or the id of what it is about. */
  payment: string;
  /** The payment's order number, or a few words on what it is about. */
  order_number: string;
  /** How much; none when it speaks of no money. */
  amount: MoneyView | null;
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
  /** Not closed, oldest first; without those that wait. */
  open: Array<OrderView>;
  /** Not closed: the gateway has them and somebody else has to act, oldest first. */
  waiting: Array<OrderView>;
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
  /** cashier, agreement, payment_code, order_code, entry_code. */
  product: string;
  /** First heard of from the gateway: the shop's site or another desk made it. */
  elsewhere: boolean;
  /** What the buyer goes on with, while nothing is paid. */
  offer: OfferView | null;
  /** Raises of the authorised amount, oldest first. */
  updates: Array<UpdateView>;
  /** Whether the authorised amount can be raised. */
  raise: MayView;
  /** It can be tried: the gateway did not say whether this hold can be raised. */
  raise_untold: boolean;
  /** Disputes of it, newest first. */
  disputes: Array<DossierRowView>;
  /** Our id of the agreement it is debited under. */
  agreement: string | null;
  /** Everything that happened, newest first. */
  timeline: Array<LineView>;
  /** The outbox orders, oldest first. */
  orders: Array<OrderView>;
  /** What the gateway said that cannot be. */
  contradictions: Array<string>;
};

/** One period of a subscription. */
export type PeriodView = {
  /** Our id of the payment when it is in the ledger, else the gateway's. */
  payment: string;
  /** Which period. */
  phase: string | null;
  /** How much. */
  amount: MoneyView | null;
  /** Paid. */
  paid: boolean;
  /** When, epoch milliseconds. */
  at: number;
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

/** One thing that can be made to happen at the practice gateway, told by the gateway itself. */
export type PracticeFactView = {
  /** Its name. */
  id: string;
  /** Where in the shop's day it belongs. */
  places: Array<string>;
  /** What happens, in English and Chinese. */
  says: [string, string];
  /** It happens when the amount ends with these two digits, in minor units. */
  ends: string | null;
  /** It happens when the amount is this, in minor units. */
  exactly: string | null;
  /** It happens when these fields hold these values. */
  fill: Array<[string, string]>;
  /** It happens when `practice_play` is asked for it. */
  play: boolean;
  /** Once played, it happens with the next request of the shop. */
  waits: boolean;
};

/** What can be made to happen, and where. */
export type PracticeForm = {
  /** A place of the shop's day, as the practice gateway names it; everything without one. */
  place: string | null;
  /** The gateway's id of what the place is about. */
  subject: string | null;
};

/** What somebody else is to do at the practice gateway. */
export type PracticePlayForm = {
  /** A fact of `practice_facts` that is played. */
  fact: string;
  /** Where it was asked for. */
  place: string;
  /** The gateway's id of what it is about. */
  subject: string | null;
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
  /**
   * The call whose code it is, by the name the table of result codes has for it; a code means another thing
   * to another call.
   */
  gateway_call?: string;
  /** What to do instead of what stands under `code`: the catalogue's `todo.<todo>`. */
  todo?: string;
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

/** One exchange rate. */
export type RateView = {
  /** "EUR/USD" */
  pair: string;
  /** As the gateway wrote it; never rounded. */
  rate: string;
  /** The quote's id. */
  quote: string | null;
  /** From when, epoch milliseconds. */
  from: number | null;
  /** Until when, epoch milliseconds. */
  until: number | null;
  /** The gateway promises it. */
  guaranteed: boolean | null;
};

/** Asks for exchange rates. */
export type RatesForm = {
  /** What is sold: ISO codes; with `buy` makes pairs. */
  sell: Array<string>;
  /** What is bought: one ISO code. */
  buy: string;
};

/** What was typed so far, to be read back before it is sent. */
export type ReadBackForm = {
  /** Any id of the payment; none for an amount that is to become one, as a debit's. */
  payment: string | null;
  /** The currency where there is no payment yet; with one it is the payment's. */
  currency: string | null;
  /** capture, refund, declare, update_amount; pay where there is no payment yet. */
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

/** Why a person decides something that only a person may. */
export type ReasonForm = {
  /** In the person's words; kept for ever. */
  reason: string;
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

/** Registers a merchant with its store. The gateway registers for payments in store only. */
export type RegistrationForm = {
  /** From `draft_open`; becomes the registration's own id. */
  draft: string;
  /** Our name of the merchant. */
  merchant: string;
  /** What buyers see. */
  display_name: string;
  /** Four digits. */
  mcc: string;
  /** The legal name. */
  legal_name: string;
  /** ENTERPRISE_REGISTRATION_NO ... */
  registration_type: string;
  /** The number under it. */
  registration_no: string;
  /** ENTERPRISE or INDIVIDUAL. */
  business_type: string;
  /** Two letters. */
  region: string;
  /** City. */
  city: string;
  /** Street and number. */
  address: string;
  /** Postal code. */
  zip: string;
  /** E-mail of a contact. */
  email: string;
  /** Website. */
  website: string;
  /** Our name of the store. */
  store: string;
  /** The store's name. */
  store_name: string;
  /** The store's four digits. */
  store_mcc: string;
};

/** A registration. */
export type RegistrationView = {
  /** What every dossier shows. */
  dossier: DossierView;
  /** Our name of the merchant. */
  merchant: string;
  /** What buyers see. */
  display_name: string;
  /** The legal name. */
  legal_name: string;
  /** Our name of the store. */
  store: string | null;
  /** The store's name. */
  store_name: string | null;
  /** The gateway's last word on it. */
  status: string | null;
  /** Why not. */
  reasons: Array<string>;
  /** Wallet by wallet. */
  wallets: Array<WalletVerdictView>;
  /** What the gateway has on file, field by field; filled by asking. */
  on_file: Array<[string, string]>;
};

/** The relay this desk reads from; an empty address takes it away. */
export type RelayForm = {
  /** `https://host[:port]`. */
  address: string;
  /** The path of the notification address as registered at the gateway. */
  notify_path: string;
  /** The token the relay gave for this desk; empty keeps the one there is. */
  token: string;
};

/** How the roads of news stand. */
export type RoadsView = {
  /** unread, read or absent. */
  feed: string;
  /** Read up to, epoch milliseconds. */
  feed_until: number | null;
  /** What the gateway said when there is none. */
  feed_code: string | null;
  /** The relay's address, when one is set up. */
  relay: string | null;
  /** Its position. */
  relay_position: number | null;
  /** When the relay's store was last found to be another one and read from its beginning, epoch milliseconds. */
  relay_other_store_at: number | null;
  /** How many notifications are kept that did not verify with the settings there are. */
  unverified: number;
  /** What went wrong the last time. */
  problem: Problem | null;
  /** How many notifications are kept in all: what another reader of the same roads took in counts too. */
  known: number;
  /** New by this reading. */
  fresh: number;
};

/** A payment under an order number that is about to be used. */
export type SameOrderView = {
  /** Our id of the payment. */
  id: string;
  /** Its state's word. */
  state: string;
  /** Its amount. */
  amount: MoneyView;
  /** Epoch milliseconds. */
  created_at: number;
  /** It is open or paid: a second payment may take the money twice. */
  in_the_way: boolean;
};

/** Opens a checkout: a link and a code for the buyer. */
export type SessionForm = {
  /** From `draft_open`; every press carries the same. */
  draft: string;
  /** The shop's order number. */
  order_number: string;
  /** What is sold. */
  description: string;
  /** As typed. */
  amount: string;
  /** ISO code. */
  currency: string;
  /** Only this method; none lets the buyer choose. */
  method: string | null;
  /** manual or automatic. */
  capture: string;
  /** How many minutes the link lives, 1 to 60. */
  minutes: number | null;
  /** Pressed again after the warning that this order is being paid already. */
  again: boolean;
};

/** What the gateway has of a checkout session. */
export type SessionView = {
  /** Field names and texts, as the gateway told them; secrets masked. */
  fields: Array<[string, string]>;
};

/** Headers and a body whose signature is in question. */
export type SignatureForm = {
  /** request (signed by us), answer or notification (signed by the gateway). */
  what: string;
  /** The path that was called. */
  path: string;
  /** `name: value`, a line each. */
  headers: string;
  /** The exact body. */
  body: string;
};

/** One part of a signature check. */
export type SignaturePartView = {
  /** headers, method, path, client_id, time, body, algorithm, key_version, signature; each once. */
  part: string;
  /** It is as it must be. */
  fits: boolean;
  /** What is there, or what would make it fit. */
  note: string;
};

/** What a signature check found. */
export type SignatureView = {
  /** It verifies. */
  verifies: boolean;
  /** Part by part. */
  parts: Array<SignaturePartView>;
  /** The text that must have been signed. */
  content: string;
};

/** One line of a dossier's story. */
export type StoryLineView = {
  /** A word for what happened: opened, asked, pending, done, refused, unknown, reported, contradicted. */
  what: string;
  /** The order's kind, or the gateway's word. */
  word: string;
  /** When it happened, epoch milliseconds. */
  at: number;
  /** When we learned it, epoch milliseconds. */
  heard_at: number;
  /** us, answer, inquiry, notification, history. */
  source: string;
  /** Who. */
  actor: string;
  /** Named texts: what was asked or said. */
  details: Array<[string, string]>;
};

/** Changes a subscription. Empty parts stay. */
export type SubscriptionChangeForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the subscription. */
  id: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** change, or update (with a settlement of the difference). */
  way: string;
  /** What for. */
  description: string | null;
  /** As typed, a period. */
  amount: string | null;
  /** What the first period after the change costs, as typed; with `way` update, what is settled at once. */
  difference: string | null;
  /** With `way` update: pay or refund the difference. */
  settle: string | null;
  /** DAY, WEEK ... */
  unit: string | null;
  /** How many units a period is. */
  count: number | null;
  /** When it ends, epoch milliseconds. */
  ends: number | null;
};

/** Ends a subscription. */
export type SubscriptionEndForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the subscription. */
  id: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** At once; else with its period. */
  at_once: boolean;
};

/** Begins a subscription. */
export type SubscriptionForm = {
  /** From `draft_open`; becomes the subscription's own id. */
  draft: string;
  /** What for. */
  description: string;
  /** Whose wallet: GCASH ... */
  method: string;
  /** As typed, a period. */
  amount: string;
  /** ISO code. */
  currency: string;
  /** DAY, WEEK, MONTH, QUARTER, HALF_YEAR, YEAR. */
  unit: string;
  /** How many units a period is, at least 1. */
  count: number;
  /** When it begins, epoch milliseconds; none for now. */
  starts: number | null;
  /** When it ends, epoch milliseconds; none for until it is ended. */
  ends: number | null;
  /** The first periods at another price: how many. */
  trial_periods: number | null;
  /** And what they cost, as typed. */
  trial_amount: string | null;
  /** How long the buyer's link works, in minutes: less than 48 hours; none for the gateway's own 30 minutes. */
  link_minutes: number | null;
};

/** A subscription. */
export type SubscriptionView = {
  /** What every dossier shows. */
  dossier: DossierView;
  /** The gateway's id. */
  subscription_id: string | null;
  /** The method. */
  method: string;
  /** DAY, WEEK ... */
  unit: string | null;
  /** How many units a period is. */
  count: number | null;
  /** When it begins, epoch milliseconds. */
  starts: number | null;
  /** When it ends, epoch milliseconds. */
  ends: number | null;
  /** Where the buyer agrees; draw it as a QR code too. */
  url: string | null;
  /** When that link ends, epoch milliseconds, at the latest. */
  link_until: number | null;
  /** Its periods, newest first. */
  periods: Array<PeriodView>;
  /** It can be changed now. */
  change: MayView;
  /** It can be ended now. */
  end: MayView;
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

/** Decides when the next key takes over. */
export type SwitchKeyForm = {
  /** The version to sign with: the next one, or an earlier one to switch back. */
  version: string;
  /** From when, epoch milliseconds; none for now. */
  from: number | null;
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
  /** Pressed again after the warning that this order is being paid already. */
  again: boolean;
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

/** Raises the amount of an authorisation. */
export type UpdateAmountForm = {
  /** From `draft_open`. */
  draft: string;
  /** Any id of the payment. */
  payment: string;
  /** The version the sheet was opened on; none skips the check (terminal). */
  version: number | null;
  /** The new total, as typed. */
  total: string;
};

/** A raise of an authorised amount. */
export type UpdateView = {
  /** Our id of it. */
  id: string;
  /** The new total. */
  total: MoneyView;
  /** queued, done, refused, unknown. */
  state: string;
  /** Epoch milliseconds. */
  asked_at: number;
};

/** The passphrase of the vault on a computer without a keychain. */
export type VaultForm = {
  /** At least 8 characters. */
  passphrase: string;
};

/** What one wallet says of a registration. */
export type WalletVerdictView = {
  /** Which wallet. */
  wallet: string;
  /** Its word. */
  status: string;
  /** Why not. */
  reasons: Array<string>;
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
  /** What can be made to happen at the practice gateway. */
  practiceFacts: (form: PracticeForm) => call<Array<PracticeFactView>>("practice_facts", form),
  /** Plays what somebody else does at the practice gateway. */
  practicePlay: (form: PracticePlayForm) => call<Array<PracticeFactView>>("practice_play", form),
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
  paymentTake: (form: TakeForm) => act<ActionView>("payment_take", form),
  /** What a buyer can pay an amount with. */
  paymentConsult: (form: ConsultForm) => call<Array<OptionView>>("payment_consult", form),
  /** Payments under an order number that is about to be used. */
  paymentSameOrder: (form: OrderNumberForm) => call<Array<SameOrderView>>("payment_same_order", form),
  /** Opens a checkout for the buyer. */
  sessionCreate: (form: SessionForm) => act<ActionView>("session_create", form),
  /** What the gateway has of a checkout. */
  sessionRetrieve: (form: IdForm) => call<SessionView>("session_retrieve", form),
  /** Raises the amount of an authorisation. */
  amountUpdate: (form: UpdateAmountForm) => act<ActionView>("amount_update", form),
  /** Exchange rates. */
  ratesAsk: (form: RatesForm) => call<Array<RateView>>("rates_ask", form),
  /** A payment at the counter. */
  counterPay: (form: CounterForm) => act<ActionView>("counter_pay", form),
  /** Payments at the counter without an end. */
  counterOpen: () => call<Array<OpenSaleView>>("counter_open", {}),
  /** What a scanned code seems to be. */
  counterCode: (form: CodeForm) => call<CodeView>("counter_code", form),
  /** Draws a text as a QR code. */
  codeDraw: (form: CodeForm) => call<DrawnCodeView>("code_draw", form),
  /** Who the shop is at the counter. */
  counterSetup: (form: CounterSetupForm) => call<FrameView>("counter_setup", form),
  /** Disputes. */
  disputeList: (form: DossierListForm) => call<DossierPageView>("dispute_list", form),
  /** One dispute. */
  disputeShow: (form: IdForm) => call<DisputeView>("dispute_show", form),
  /** Accepts a dispute: its money is given up. */
  disputeAccept: (form: AcceptForm) => act<ActionView>("dispute_accept", form),
  /** Answers a dispute with one document. */
  disputeDefend: (form: DefendForm) => act<ActionView>("dispute_defend", form),
  /** Gives evidence to a dispute, tag by tag. */
  disputeEvidence: (form: EvidenceForm) => act<ActionView>("dispute_evidence", form),
  /** Fetches a file of a dispute. */
  disputeFile: (form: EvidenceFileForm) => call<EvidenceFileView>("dispute_file", form),
  /** Agreements. */
  agreementList: (form: DossierListForm) => call<DossierPageView>("agreement_list", form),
  /** One agreement. */
  agreementShow: (form: IdForm) => call<AgreementView>("agreement_show", form),
  /** Asks a buyer for a standing consent. */
  agreementBegin: (form: AgreementForm) => call<AgreementView>("agreement_begin", form),
  /** Asks the gateway how a consent stands, and goes on with it. */
  agreementGiveUp: (form: IdForm) => call<AgreementView>("agreement_give_up", form),
  /**  */
  agreementInquire: (form: IdForm) => call<AgreementView>("agreement_inquire", form),
  /** Renews an agreement's token. */
  agreementRenew: (form: DossierActForm) => act<ActionView>("agreement_renew", form),
  /** Ends a consent. */
  agreementRevoke: (form: DossierActForm) => act<ActionView>("agreement_revoke", form),
  /** Debits a buyer under a consent. */
  agreementDebit: (form: DebitForm) => act<ActionView>("agreement_debit", form),
  /** Subscriptions. */
  subscriptionList: (form: DossierListForm) => call<DossierPageView>("subscription_list", form),
  /** One subscription. */
  subscriptionShow: (form: IdForm) => call<SubscriptionView>("subscription_show", form),
  /** Begins a subscription. */
  subscriptionCreate: (form: SubscriptionForm) => act<ActionView>("subscription_create", form),
  /** Changes a subscription. */
  subscriptionChange: (form: SubscriptionChangeForm) => act<ActionView>("subscription_change", form),
  /** Ends a subscription. */
  subscriptionEnd: (form: SubscriptionEndForm) => act<ActionView>("subscription_end", form),
  /** Asks for the subscriptions of the last 30 days, also those made elsewhere. */
  subscriptionFind: () => call<DossierPageView>("subscription_find", {}),
  /** Asks the gateway how a subscription stands, with its periods. */
  subscriptionInquire: (form: IdForm) => call<SubscriptionView>("subscription_inquire", form),
  /** Registrations. */
  registrationList: (form: DossierListForm) => call<DossierPageView>("registration_list", form),
  /** One registration. */
  registrationShow: (form: IdForm) => call<RegistrationView>("registration_show", form),
  /** Registers a merchant or a store. */
  registrationCreate: (form: RegistrationForm) => act<ActionView>("registration_create", form),
  /** Asks how a registration stands and what is on file. */
  registrationInquire: (form: IdForm) => call<RegistrationView>("registration_inquire", form),
  /** Notifications. */
  newsList: (form: DossierListForm) => call<DossierPageView>("news_list", form),
  /** One notification. */
  newsShow: (form: IdForm) => call<NewsView>("news_show", form),
  /** Asks the gateway for a notification again, by its event's id. */
  newsAsk: (form: IdForm) => call<NewsView>("news_ask", form),
  /** Reads the feed and the relay now. */
  newsRead: () => call<RoadsView>("news_read", {}),
  /** How the roads of news stand. */
  newsRoads: () => call<RoadsView>("news_roads", {}),
  /** Takes in a notification given here. */
  newsTake: (form: NewsGivenForm) => call<NewsView>("news_take", form),
  /** Payments that were learned of only by asking. */
  newsMissing: () => call<Array<PaymentRowView>>("news_missing", {}),
  /** The relay this desk reads from. */
  relaySetup: (form: RelayForm) => call<RoadsView>("relay_setup", form),
  /** The keys of the account at work. */
  keyList: () => call<KeysView>("key_list", {}),
  /** Makes or takes over the next key. */
  keyPrepare: (form: NextKeyForm) => call<KeysView>("key_prepare", form),
  /** Decides when a key signs. */
  keySwitch: (form: SwitchKeyForm) => call<KeysView>("key_switch", form),
  /** Takes over a new key of the gateway. */
  keyGateway: (form: GatewayKeyForm) => call<KeysView>("key_gateway", form),
  /** The table of all calls and notifications. */
  callList: () => call<Array<CallRowView>>("call_list", {}),
  /** Sends one call by hand, signed. */
  callSend: (form: CallForm) => act<CallView>("call_send", form),
  /** Says which part of a signature differs. */
  signatureCheck: (form: SignatureForm) => call<SignatureView>("signature_check", form),
  /** Opens a sheet: mints the id every press will carry. */
  draftOpen: (form: DraftForm) => call<DraftView>("draft_open", form),
  /** Reads back what was typed. */
  amountReadBack: (form: ReadBackForm) => call<ReadBackView>("amount_read_back", form),
  /** Captures an authorisation. */
  captureCreate: (form: CaptureForm) => act<ActionView>("capture_create", form),
  /** Gives money back. */
  refundCreate: (form: RefundForm) => act<ActionView>("refund_create", form),
  /** Cancels a payment or releases its hold. */
  cancelCreate: (form: CancelForm) => act<ActionView>("cancel_create", form),
  /** Declares a payment to customs, or corrects a declaration. */
  declarationFile: (form: DeclarationForm) => act<ActionView>("declaration_file", form),
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
  outboxAsk: (form: AskForm) => act<OutboxView>("outbox_ask", form),
  /** Every attempt of an order down to its bytes. */
  attemptList: (form: OrderForm) => call<Array<AttemptView>>("attempt_list", form),
  /** Checks the chain and the views. */
  ledgerAccept: (form: ReasonForm) => call<LedgerReportView>("ledger_accept", form),
  /**  */
  ledgerBackUp: (form: BackUpForm) => call<BackupView>("ledger_back_up", form),
  /**  */
  ledgerVerify: () => call<LedgerReportView>("ledger_verify", {}),
};
