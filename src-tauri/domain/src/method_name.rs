//! The names people know payment methods by, in one place. The gateway's set of methods is open: one that is not
//! here is shown by its own word.
//!
//! Source: section 7.4 of the online payments reference.

const NAMES: &[(&str, &str)] = &[
    ("CARD", "Card"),
    ("APPLEPAY", "Apple Pay"),
    ("GOOGLEPAY", "Google Pay"),
    ("ALIPAY_CN", "Alipay"),
    ("ALIPAY_HK", "AlipayHK"),
    ("CONNECT_WALLET", "Counter wallet"),
    ("WECHATPAY", "WeChat Pay"),
    ("GCASH", "GCash"),
    ("MAYA", "Maya"),
    ("KAKAOPAY", "Kakao Pay"),
    ("NAVERPAY", "NAVER Pay"),
    ("TOSSPAY", "Toss Pay"),
    ("PAYPAY", "PayPay"),
    ("TNG", "Touch 'n Go eWallet"),
    ("BOOST", "Boost"),
    ("TRUEMONEY", "TrueMoney"),
    ("RABBIT_LINE_PAY", "LINE Pay"),
    ("GRABPAY_SG", "GrabPay"),
    ("PAYNOW", "PayNow"),
    ("MPAY", "MPay"),
    ("MOMO", "MoMo"),
    ("ZALOPAY", "ZaloPay"),
    ("PAGALEVE", "Pagaleve"),
    ("DANA", "DANA"),
    ("OVO", "OVO"),
    ("GOPAY_ID", "GoPay"),
    ("SHOPEEPAY_ID", "ShopeePay"),
    ("QRIS", "QRIS"),
    ("JKOPAY", "JKOPay"),
    ("OCTOPUS", "Octopus"),
    ("LINKAJA", "LinkAja"),
    ("KREDIVO_ID", "Kredivo"),
    ("BANKTRANSFER_MAYBANK", "Maybank transfer"),
    ("BANKTRANSFER_BNI", "BNI transfer"),
    ("BANKTRANSFER_PERMATA", "Permata transfer"),
    ("BANKTRANSFER_BSI", "BSI transfer"),
    ("BANKTRANSFER_MANDIRI", "Mandiri transfer"),
    ("CIMBNIAGA", "CIMB Niaga transfer"),
    ("ATMTRANSFER_ID", "ATM transfer"),
    ("ONLINEBANKING_KRUNGTHAIBANK", "Krungthai Bank online"),
    ("ONLINEBANKING_SIAMCOMMERCIALBANK", "SCB online"),
    ("ONLINEBANKING_BANGKOKBANK", "Bangkok Bank online"),
    ("ONLINEBANKING_BANKOFAYUDHYA", "Krungsri online"),
    ("ONLINEBANKING_KASIKORNBANK", "KBank online"),
    ("BANKAPP_BANGKOKBANK", "Bangkok Bank app"),
    ("BANKAPP_SIAMCOMMERCIALBANK", "SCB app"),
    ("BANKAPP_BANKOFAYUDHYA", "Krungsri app"),
    ("BANKAPP_KRUNGTHAIBANK", "Krungthai app"),
    ("BANKTRANSFER_BANGKOKBANK", "Bangkok Bank transfer"),
    ("BANKTRANSFER_SIAMCOMMERCIALBANK", "SCB transfer"),
    ("BANKTRANSFER_BANKOFAYUDHYA", "Krungsri transfer"),
    ("BANKTRANSFER_KRUNGTHAIBANK", "Krungthai transfer"),
    ("BANKTRANSFER_KASIKORNBANK", "KBank transfer"),
    ("BANKTRANSFER_GOVERNMENTSAVINGSBANK", "Government Savings Bank transfer"),
    ("BANKTRANSFER_QUICKPAY", "Express Bank Transfer"),
    ("ONLINEBANKING_FPX", "FPX"),
    ("MERCADOPAGO_BR", "Mercado Pago"),
    ("MERCADOPAGO_MX", "Mercado Pago"),
    ("MERCADOPAGO_CL", "Mercado Pago"),
    ("MERCADOPAGO_PE", "Mercado Pago"),
    ("PAYME", "PayMe"),
    ("KPLUS", "K PLUS"),
    ("ONLINEBANKING_BNI", "BNI online"),
    ("ONLINEBANKING_MANDIRI", "Mandiri online"),
    ("ONLINEBANKING_BRI", "BRI online"),
    ("ONLINEBANKING_BCA", "BCA online"),
    ("OCTOCLICKS", "OCTO Clicks"),
    ("AKULAKU_PAYLATER_PH", "Akulaku PayLater"),
    ("BPI", "BPI"),
    ("BILLEASE", "BillEase"),
    ("ONLINEBANKING_UBP", "UnionBank online"),
    ("SHOPEEPAY_PH", "ShopeePay"),
    ("SHOPEEPAY_MY", "ShopeePay"),
    ("SHOPEEPAY_SG", "ShopeePay"),
    ("SHOPEEPAY_TH", "ShopeePay"),
    ("GRABPAY_PH", "GrabPay"),
    ("GRABPAY_MY", "GrabPay"),
    ("QRPH", "QR Ph"),
    ("VIRTUAL_ACCOUNT", "Korean virtual account"),
    ("KONBINI", "Konbini"),
    ("SEVENELEVEN", "7-Eleven"),
    ("ONLINEBANKING_PAYEASY", "Pay-easy"),
    ("BANKTRANSFER_PAYEASY", "Pay-easy"),
    ("PAYEASY", "Pay-easy"),
    ("AUPAY", "au PAY"),
    ("FAMIPAY", "FamiPay"),
    ("MERPAY", "Merpay"),
    ("RAKUTENPAY", "Rakuten Pay"),
    ("DBARAI", "d Barai"),
    ("PAIDY", "Paidy"),
    ("PROMPTPAY", "PromptPay"),
    ("DIRECT_DEBIT_SIAMCOMMERCIALBANK", "SCB direct debit"),
    ("DIRECT_DEBIT_KRUNGTHAIBANK", "Krungthai direct debit"),
    ("VIETTELMONEY", "Viettel Money"),
    ("VIETQR", "VietQR"),
    ("UPI", "UPI"),
    ("ONLINEBANKING_NETBANKING", "Net banking"),
    ("BKASH", "bKash"),
    ("EASYPAISA", "Easypaisa"),
    ("HIPAY", "HiPay"),
    ("EPS", "EPS"),
    ("BANCONTACT", "Bancontact"),
    ("IDEAL", "iDEAL"),
    ("BANCOMATPAY", "BANCOMAT Pay"),
    ("BLIK", "BLIK"),
    ("P24", "Przelewy24"),
    ("PAYU", "PayU"),
    ("GIROPAY", "Giropay"),
    ("SOFORT", "Sofort"),
    ("ONLINEBANKING_YAPILY", "Pay by Bank"),
    ("DIRECTDEBIT_YAPILY", "Pay by Bank"),
    ("KLARNA", "Klarna"),
    ("PAYPAL", "PayPal"),
    ("ACH_DIRECT_DEBIT", "ACH direct debit"),
    ("PIX", "Pix"),
    ("PICPAY", "PicPay"),
    ("DIDI_PAY_LATER", "DiDi pay later"),
    ("STCPAY", "STC Pay"),
    ("DOLFIN", "Dolfin"),
    ("ANTOM_BIZ_ACCOUNT", "Antom business account"),
];

/// The name of a method, or its own word when it has none here.
#[must_use]
pub fn method_name(method: &str) -> &str {
    NAMES.iter().find(|(own, _)| *own == method).map_or(method, |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, method_name};

    #[test]
    fn every_method_is_named_once_and_an_unknown_one_by_its_own_word() {
        for (at, (method, name)) in NAMES.iter().enumerate() {
            assert!(!NAMES.iter().skip(at + 1).any(|(other, _)| other == method), "{method} twice");
            assert!(!name.contains('_') && !name.is_empty(), "{method}: {name}");
        }
        assert_eq!(method_name("ONLINEBANKING_YAPILY"), "Pay by Bank");
        assert_eq!(method_name("KLARNA"), "Klarna");
        assert_eq!(method_name("SOMETHING_NEW"), "SOMETHING_NEW");
        assert_eq!(method_name(""), "");
    }
}
