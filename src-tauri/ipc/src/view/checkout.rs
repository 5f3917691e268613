use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{ActionView, MoneyView};

/// A method a buyer can pay with, as the gateway lists it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OptionView {
    /// Method type.
    pub method: String,
    /// Its name, or its type when we do not know it.
    pub name: String,
    /// The gateway's category.
    pub category: Option<String>,
    /// Regions, two letters each, or GLOBAL.
    pub regions: Vec<String>,
    /// Card brands it takes.
    pub brands: Vec<String>,
    /// Where its logo is; shown only as a slot, never loaded from elsewhere.
    pub logo: Option<String>,
    /// It can be used now.
    pub enabled: bool,
    /// Why not: the gateway's word.
    pub disabled_because: Option<String>,
    /// Why not, in both languages; English first.
    pub disabled_words: Option<(String, String)>,
    /// The least it takes, for this currency.
    pub least: Option<MoneyView>,
    /// The most it takes at once, for this currency.
    pub most: Option<MoneyView>,
    /// Its money can be captured by hand.
    pub can_hold: bool,
}

/// What the buyer goes on with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OfferView {
    /// The checkout session.
    pub session: Option<String>,
    /// Where the buyer goes on.
    pub url: Option<String>,
    /// The text of a code to scan; draw it as a QR code. When only `url` is given, draw that.
    pub code: Option<String>,
    /// Until when, epoch milliseconds.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
}

/// A raise of an authorised amount.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct UpdateView {
    /// Our id of it.
    pub id: String,
    /// The new total.
    pub total: MoneyView,
    /// queued, done, refused, unknown.
    pub state: String,
    /// Epoch milliseconds.
    #[ts(type = "number")]
    pub asked_at: i64,
}

/// A payment under an order number that is about to be used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SameOrderView {
    /// Our id of the payment.
    pub id: String,
    /// Its state's word.
    pub state: String,
    /// Its amount.
    pub amount: MoneyView,
    /// Epoch milliseconds.
    #[ts(type = "number")]
    pub created_at: i64,
    /// It is open or paid: a second payment may take the money twice.
    pub in_the_way: bool,
}

/// What the gateway has of a checkout session.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct SessionView {
    /// Field names and texts, as the gateway told them; secrets masked.
    pub fields: Vec<(String, String)>,
}

/// One exchange rate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RateView {
    /// "EUR/USD"
    pub pair: String,
    /// As the gateway wrote it; never rounded.
    pub rate: String,
    /// The quote's id.
    pub quote: Option<String>,
    /// From when, epoch milliseconds.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// Until when, epoch milliseconds.
    #[ts(type = "number | null")]
    pub until: Option<i64>,
    /// The gateway promises it.
    pub guaranteed: Option<bool>,
}

/// A payment at the counter that has no end yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenSaleView {
    /// Where it stands.
    pub action: ActionView,
    /// payment_code, order_code, entry_code.
    pub mode: String,
    /// When it was written down, epoch milliseconds.
    #[ts(type = "number")]
    pub at: i64,
}

/// What a scanned code seems to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CodeView {
    /// It looks like a payment code. A cashier may send it all the same when not.
    pub looks_right: bool,
    /// The wallet it seems to be of.
    pub wallet: Option<String>,
}

/// A QR code, drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct DrawnCodeView {
    /// How many modules wide and high, without the quiet zone (draw four more on each side).
    pub size: u32,
    /// The dark modules as an SVG path, a unit a module.
    pub path: String,
}
