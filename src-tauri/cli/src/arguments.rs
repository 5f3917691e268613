//! `counterfoil NOUN VERB`. Secrets come by file or standard input, never as an argument.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// The merchant's own half of every payment, from the terminal.
#[derive(Parser)]
#[command(name = "counterfoil", version, about, after_help = EXIT_CODES)]
pub struct Arguments {
    #[command(flatten)]
    pub common: Common,
    #[command(subcommand)]
    pub noun: Noun,
}

const EXIT_CODES: &str = "Exit codes: 0 done; 1 failed; 2 wrong usage; 10 refused by the gateway; \
20 not known yet (money may have moved: do not repeat, run `outbox run`); 30 waiting for the buyer, a review or \
the gateway (nothing to do, nothing to repeat); 65 refused here before anything \
was sent, or bad input; 69 the gateway cannot be reached, nothing was sent; 77 keys; 78 settings or ledger.";

/// Options of every command.
#[derive(Args)]
pub struct Common {
    /// Where the ledgers are (default: this user's local data folder).
    #[arg(long, global = true, env = "COUNTERFOIL_DATA_DIR")]
    pub data_dir: Option<PathBuf>,
    /// Print JSON, one document.
    #[arg(long, global = true)]
    pub json: bool,
    /// The language of sentences.
    #[arg(long, global = true, value_enum, default_value_t = Language::En)]
    pub lang: Language,
    /// Work with this account (its name or id), this time.
    #[arg(long, global = true)]
    pub account: Option<String>,
    /// Keep keys in a vault sealed with a passphrase instead of the system's key store.
    #[arg(long, global = true, value_enum)]
    pub vault: Option<VaultKind>,
    /// The file that holds the vault's passphrase; `-` reads it from standard input.
    #[arg(long, global = true, env = "COUNTERFOIL_PASSPHRASE_FILE")]
    pub passphrase_file: Option<PathBuf>,
    /// Log more to standard error.
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Clone, Copy, ValueEnum)]
pub enum Language {
    En,
    Zh,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum VaultKind {
    /// A file sealed with a passphrase.
    Passphrase,
}

#[derive(Subcommand)]
pub enum Noun {
    /// Merchant accounts and their keys.
    #[command(subcommand)]
    Account(AccountVerb),
    /// Payments.
    #[command(subcommand)]
    Payment(PaymentVerb),
    /// Captures of authorisations.
    #[command(subcommand)]
    Capture(CaptureVerb),
    /// Refunds.
    #[command(subcommand)]
    Refund(RefundVerb),
    /// Cancellations.
    #[command(subcommand)]
    Cancel(CancelVerb),
    /// Declarations to Chinese customs.
    #[command(subcommand)]
    Declaration(DeclarationVerb),
    /// What is about to happen or in doubt.
    #[command(subcommand)]
    Outbox(OutboxVerb),
    /// The ledger.
    #[command(subcommand)]
    Ledger(LedgerVerb),
    /// Checkouts where the buyer pays.
    #[command(subcommand)]
    Session(crate::session::SessionVerb),
    /// Amounts of authorisations.
    #[command(subcommand)]
    Amount(crate::amount::AmountVerb),
    /// Exchange rates.
    #[command(subcommand)]
    Rates(crate::rates::RatesVerb),
    /// Payments at the counter.
    #[command(subcommand)]
    Counter(crate::counter::CounterVerb),
    /// Disputes.
    #[command(subcommand)]
    Dispute(crate::dispute::DisputeVerb),
    /// Buyers' standing consents, and debits under them.
    #[command(subcommand)]
    Agreement(crate::agreement::AgreementVerb),
    /// Subscriptions.
    #[command(subcommand)]
    Subscription(crate::subscription::SubscriptionVerb),
    /// Merchants and stores put before the wallets.
    #[command(subcommand)]
    Registration(crate::registration::RegistrationVerb),
    /// The gateway's notifications.
    #[command(subcommand)]
    News(crate::news::NewsVerb),
    /// The keys of the account at work.
    #[command(subcommand)]
    Key(crate::key::KeyVerb),
    /// The relay this desk reads notifications from.
    #[command(subcommand)]
    Relay(crate::relay_desk::RelayVerb),
    /// Send one call of the gateway by hand, signed.
    Call(crate::call::Call),
    /// Signatures.
    #[command(subcommand)]
    Signature(crate::call::SignatureVerb),
    /// The practice gateway.
    #[command(subcommand)]
    Practice(PracticeVerb),
    /// Receive the gateway's notifications on a machine with a public address, and hand them on to desks.
    Receive(Box<crate::receive::Receive>),
}

#[derive(Subcommand)]
pub enum AccountVerb {
    /// Set up an account.
    Add(Box<AccountAdd>),
    /// List accounts.
    List,
    /// Prove host, clock, client id and signature one by one.
    Check {
        /// Name or id; the one at work when absent.
        name: Option<String>,
    },
    /// Work with another account from now on.
    Select {
        /// Name or id.
        name: String,
    },
    /// Make a key pair on this computer; prints the public half and the account id to give to `account add --id`.
    GenerateKey {
        /// 2048, 3072 or 4096.
        #[arg(long, default_value_t = 2048)]
        bits: u32,
        /// The key's version at the gateway.
        #[arg(long, default_value = "1")]
        key_version: String,
        /// An existing account; a new one when absent.
        #[arg(long)]
        id: Option<String>,
    },
}

#[derive(Args)]
pub struct AccountAdd {
    /// What you call it.
    #[arg(long)]
    pub name: String,
    /// practice, sandbox or live.
    #[arg(long)]
    pub environment: String,
    /// `https://host`; plain http for this computer only.
    #[arg(long)]
    pub base_url: String,
    /// The gateway's name for you.
    #[arg(long)]
    pub client_id: String,
    /// PKCS#8 or PKCS#1; PEM, DER or one base64 line; `-` reads standard input.
    #[arg(long, required_unless_present = "id")]
    pub private_key_file: Option<PathBuf>,
    /// The gateway's public key: PEM, DER or one base64 line.
    #[arg(long)]
    pub gateway_key_file: PathBuf,
    /// Which of your keys signs.
    #[arg(long, default_value = "1")]
    pub key_version: String,
    /// The account id `account generate-key` printed.
    #[arg(long)]
    pub id: Option<String>,
    /// auto, sandbox or production: which path calls go to.
    #[arg(long)]
    pub path_mode: Option<String>,
    /// Your company's record code at customs.
    #[arg(long)]
    pub customs_code: Option<String>,
    /// Your company's record name at customs.
    #[arg(long)]
    pub customs_name: Option<String>,
    /// Work with it from now on. The first account is worked with all the same.
    #[arg(long)]
    pub select: bool,
}

#[derive(Subcommand)]
pub enum PaymentVerb {
    /// Take a payment (practice and sandbox).
    Take(PaymentTake),
    /// List payments, newest first.
    List(PaymentList),
    /// Show one payment in full.
    Show {
        /// Any id of the payment.
        id: String,
    },
    /// Ask the gateway about a payment now.
    Inquire {
        /// Any id of the payment.
        id: String,
    },
    /// Ask which methods a buyer can pay an amount with.
    Consult(crate::consult::Consult),
}

#[derive(Args)]
pub struct PaymentTake {
    /// The shop's order number.
    #[arg(long)]
    pub order: String,
    /// Decimals, for example 39.20.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: String,
    /// ISO code.
    #[arg(long)]
    pub currency: String,
    /// CARD, ALIPAY_CN, ...
    #[arg(long)]
    pub method: String,
    /// manual or automatic.
    #[arg(long, default_value = "automatic")]
    pub capture: String,
    /// What was sold.
    #[arg(long, default_value = "")]
    pub description: String,
    /// The token of a stored card, for example PRACTICE_CARD_VISA_4242. Never a card number.
    #[arg(long)]
    pub card: Option<String>,
    /// It will be declared to Chinese customs.
    #[arg(long)]
    pub needs_declaration: bool,
    /// It really is a second payment of an order that is open or paid.
    #[arg(long)]
    pub again: bool,
    #[command(flatten)]
    pub send: Send,
}

/// The id of something that is begun and moves no money.
#[derive(Args)]
pub struct Intent {
    /// The id of this intent, 16 to 32 letters, digits or `_`: repeating a command under the same id never
    /// does it twice. A fresh one when absent.
    #[arg(long)]
    pub request_id: Option<String>,
}

/// Options of every money action.
#[derive(Args)]
pub struct Send {
    /// Check and print what would be sent, and send nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// The id of this intent, 16 to 32 letters, digits or `_`: repeating a command under the same id never
    /// does it twice. A fresh one when absent.
    #[arg(long)]
    pub request_id: Option<String>,
    /// Keep asking until it has an end, for at most so many seconds; 0 asks once more.
    #[arg(long, value_name = "SECONDS", conflicts_with = "dry_run")]
    pub wait: Option<u32>,
}

#[derive(Args)]
pub struct PaymentList {
    /// asked, pending, authorised, expired, partly_captured, paid, partly_refunded, refunded, cancelled,
    /// declined, closed; may be given several times.
    #[arg(long)]
    pub state: Vec<String>,
    /// The beginning or end of any id, the order number, or the last four digits.
    #[arg(long)]
    pub text: Option<String>,
    /// Method type; may be given several times.
    #[arg(long)]
    pub method: Vec<String>,
    /// ISO code.
    #[arg(long)]
    pub currency: Option<String>,
    /// At least this amount; needs a currency.
    #[arg(long)]
    pub least: Option<String>,
    /// At most this amount; needs a currency.
    #[arg(long)]
    pub most: Option<String>,
    /// Created at or after, epoch milliseconds.
    #[arg(long)]
    pub from: Option<i64>,
    /// Created before, epoch milliseconds.
    #[arg(long)]
    pub until: Option<i64>,
    /// Only payments with something not known yet.
    #[arg(long)]
    pub unknown: bool,
    /// At most this many (500 at most).
    #[arg(long, default_value_t = 50)]
    pub limit: u32,
    /// `next` of the page before.
    #[arg(long)]
    pub after: Option<String>,
}

#[derive(Subcommand)]
pub enum CaptureVerb {
    /// Capture (part of) an authorisation.
    Create {
        /// Any id of the payment.
        #[arg(long)]
        payment: String,
        /// Decimals in the payment's currency.
        #[arg(long, allow_hyphen_values = true)]
        amount: String,
        /// Let the rest of the hold go.
        #[arg(long = "final")]
        last: bool,
        #[command(flatten)]
        send: Send,
    },
}

#[derive(Subcommand)]
pub enum RefundVerb {
    /// Give money back.
    Create {
        /// Any id of the payment.
        #[arg(long)]
        payment: String,
        /// Decimals in the payment's currency.
        #[arg(long, allow_hyphen_values = true)]
        amount: String,
        /// returned, damaged, not_delivered, duplicate, wrong_amount, goodwill, or your own words.
        #[arg(long)]
        reason: String,
        /// A note for the ledger.
        #[arg(long, default_value = "")]
        note: String,
        /// It really is another refund than an open one of the same amount.
        #[arg(long)]
        again: bool,
        #[command(flatten)]
        send: Send,
    },
}

#[derive(Subcommand)]
pub enum CancelVerb {
    /// Cancel a payment, or release its hold.
    Create {
        /// Any id of the payment.
        #[arg(long)]
        payment: String,
        #[command(flatten)]
        send: Send,
    },
}

#[derive(Subcommand)]
pub enum DeclarationVerb {
    /// Declare a payment, or correct a declaration.
    File(Box<DeclarationFile>),
    /// Show a declaration, or all of a payment.
    Show {
        /// A declaration's id, or any id of the payment.
        id: String,
    },
    /// Ask what customs said.
    Inquire {
        /// A declaration's id, or any id of the payment.
        id: String,
    },
    /// The customs offices.
    Offices,
}

#[derive(Args)]
pub struct DeclarationFile {
    /// Any id of the payment.
    #[arg(long)]
    pub payment: String,
    /// The customs office's code, for example ZONGSHU.
    #[arg(long)]
    pub customs: String,
    /// In CNY; all that is left when absent.
    #[arg(long, allow_hyphen_values = true)]
    pub amount: Option<String>,
    /// Your company's record code at customs; the account's when absent.
    #[arg(long)]
    pub merchant_code: Option<String>,
    /// Your company's record name at customs; the account's when absent.
    #[arg(long)]
    pub merchant_name: Option<String>,
    /// The part's order number, when the payment is split.
    #[arg(long)]
    pub suborder: Option<String>,
    /// A file of two lines: the buyer's name and identity card number; `-` reads standard input.
    #[arg(long)]
    pub buyer_file: Option<PathBuf>,
    /// The declaration to correct and send again.
    #[arg(long)]
    pub correct: Option<String>,
    #[command(flatten)]
    pub send: Send,
}

#[derive(Subcommand)]
pub enum OutboxVerb {
    /// What is open, and what was closed in the last 24 hours.
    List,
    /// Ask about everything that is open until none is due.
    Run,
    /// Every attempt of an order, down to its bytes.
    Show {
        /// The order's id.
        order: String,
    },
}

#[derive(Subcommand)]
pub enum LedgerVerb {
    /// Check the chain, compare every view with its entries, and tell whether anything this computer wrote is
    /// missing.
    Verify,
    /// Copy the ledger of the account at work while it is worked on, and check the copy.
    Backup {
        /// A file that is not there yet; a new one in the folder of backups when absent.
        #[arg(long)]
        to: Option<PathBuf>,
    },
    /// Check a copy and put it in the place of the ledger. No other program may have the ledger open; what was
    /// there is kept beside it.
    Restore {
        /// The copy.
        #[arg(long)]
        from: PathBuf,
        /// practice, sandbox or live: whose copy it is.
        #[arg(long)]
        environment: String,
    },
    /// Go on with a ledger of which something is missing: an older copy, or one whose end was cut off. Every
    /// payment is then asked about before its money is moved again.
    Accept {
        /// Why; written down for ever.
        #[arg(long)]
        reason: String,
    },
}

#[derive(Subcommand)]
pub enum PracticeVerb {
    /// Run a practice gateway until it is stopped.
    Serve(Serve),
    /// Open the built-in practice account with its history.
    Open,
}

#[derive(Args)]
pub struct Serve {
    /// 0 takes any free port.
    #[arg(long, default_value_t = 0)]
    pub port: u16,
    /// How many payments the history holds.
    #[arg(long, default_value_t = 0)]
    pub payments: u32,
    /// The same seed makes the same history.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Keep keys and effects in this file over a restart.
    #[arg(long)]
    pub books: Option<PathBuf>,
    /// How late a slow answer (amounts ending in 15) is, in milliseconds.
    #[arg(long, default_value_t = 3000)]
    pub slow_ms: u64,
    /// Draw faults from this seed.
    #[arg(long)]
    pub fault_seed: Option<u64>,
    /// How likely each kind of fault is, of a thousand requests.
    #[arg(long, default_value_t = 50)]
    pub fault_per_mille: u16,
    /// No faults after so many requests.
    #[arg(long)]
    pub fault_quiet_after: Option<u64>,
    /// Have no feed of notifications, as some accounts do.
    #[arg(long)]
    pub no_feed: bool,
    /// Deliver webhooks to this address of this machine, such as http://127.0.0.1:8080/notify.
    #[arg(long)]
    pub notify_url: Option<String>,
}
