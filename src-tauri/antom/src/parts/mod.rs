//! The objects that requests and answers share (section 6.0 of the online payments reference), typed whole:
//! every field, words of the gateway as text, unknown fields kept.

mod buyer;
mod forms;
mod goods;
mod merchant;
mod method;
mod order;
mod person;
mod promotion;
mod quote;
mod result_info;
mod risk;
mod session;
mod subscription;
mod terminal;
mod travel;

pub use buyer::{Buyer, BuyerTaxId};
pub use forms::{ChallengeActionForm, CodeDetail, OrderCodeForm, RedirectActionForm};
pub use goods::{DeliveryEstimate, DeliveryTime, Goods, Shipping};
pub use merchant::{AccountLastModified, Merchant, Store};
pub use method::{
    AgreementInfo, CreditPayPlan, CustomizedInfo, PaymentFactor, PaymentMethod, PaymentVerification,
    SettlementStrategy,
};
pub use order::{Order, OrderDeclaration};
pub use person::{Address, UserName};
pub use promotion::{Discount, InterestFree, Logo, PromotionInfo, PromotionResult};
pub use quote::{PaymentQuote, Quote};
pub use result_info::{
    AcquirerInfo, MaskedNumber, PaymentResultInfo, PopRiskDecision, PspCustomerInfo, ThreeDSResult,
};
pub use risk::{
    CardVerification, RiskAddress, RiskBuyer, RiskEnv, RiskInfo, RiskOrder, RiskSignal, RiskThreeDS,
};
pub use session::{AutomaticTax, AvailablePaymentMethod, MethodEntry};
pub use subscription::{
    BillingDiscount, BillingSubscription, BillingTrial, PeriodRule, SubscriptionInfo, SubscriptionPlan,
    Trial, TrialPhase, TrialPlan,
};
pub use terminal::{BrowserInfo, Env};
pub use travel::{Ancillaries, AncillaryService, Gaming, Leg, Lodging, Passenger, Transit};
