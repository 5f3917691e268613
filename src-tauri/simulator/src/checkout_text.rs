//! The words of the checkout page, in English and Chinese.

/// A language of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    English,
    Chinese,
}

impl Tongue {
    /// The one asked for, else the first a browser accepts.
    pub fn choose(asked: Option<&str>, accepted: &str) -> Self {
        let word = asked.unwrap_or(accepted).trim_start().to_ascii_lowercase();
        if word.starts_with("zh") { Self::Chinese } else { Self::English }
    }

    /// As `lang` of a page and of its address.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    pub fn other(self) -> (Self, &'static str) {
        match self {
            Self::English => (Self::Chinese, "中文"),
            Self::Chinese => (Self::English, "English"),
        }
    }

    pub fn words(self) -> &'static Words {
        match self {
            Self::English => &ENGLISH,
            Self::Chinese => &CHINESE,
        }
    }
}

pub struct Words {
    pub title: &'static str,
    /// What this page is, for somebody who never saw it.
    pub about: &'static str,
    pub amount: &'static str,
    pub order: &'static str,
    pub goods: &'static str,
    pub until: &'static str,
    pub with: &'static str,
    pub pay: &'static str,
    pub decline: &'static str,
    pub expire: &'static str,
    pub paid: &'static str,
    pub declined: &'static str,
    pub closed: &'static str,
    pub cancelled: &'static str,
    pub back: &'static str,
    pub unknown: &'static str,
    pub method_refused: &'static str,
}

const ENGLISH: Words = Words {
    title: "Practice checkout",
    about: "You are playing the buyer. No money moves: whatever you press happens in the practice gateway only, \
            and the shop learns of it as it would from a real buyer.",
    amount: "Amount",
    order: "Order",
    goods: "For",
    until: "Open until",
    with: "Pay with",
    pay: "Pay",
    decline: "Decline",
    expire: "Let it expire",
    paid: "Paid. You can close this page.",
    declined: "The payment was declined.",
    closed: "The time to pay is over. Nothing was paid.",
    cancelled: "The shop cancelled this payment. It stays cancelled.",
    back: "The shop will learn of this by itself.",
    unknown: "There is no such payment. The link may be of another practice gateway, or mistyped.",
    method_refused: "This payment cannot be made that way. Choose another.",
};

const CHINESE: Words = Words {
    title: "模拟收银台",
    about: "您正在扮演买家。不会发生真实的资金流动：您的操作只在模拟网关中生效，商户会像面对真实买家一样得知结果。",
    amount: "金额",
    order: "订单号",
    goods: "商品",
    until: "有效期至",
    with: "支付方式",
    pay: "支付",
    decline: "拒绝支付",
    expire: "让它过期",
    paid: "已支付。可以关闭此页面。",
    declined: "支付被拒绝。",
    closed: "支付时间已过，没有扣款。",
    cancelled: "商户已取消这笔支付，状态不会再改变。",
    back: "商户会自行得知结果。",
    unknown: "找不到这笔支付。链接可能属于另一个模拟网关，或输入有误。",
    method_refused: "不能使用该支付方式，请另选一种。",
};
