/** A wallet that takes standing consents, with the currency its buyers mostly hold. */
export type Wallet = { code: string; name: string; currency: string };

/** The wallets the gateway names most; the set is open, so any other word can be typed. */
export const wallets: readonly Wallet[] = [
  { code: "ALIPAY_CN", name: "Alipay", currency: "CNY" },
  { code: "ALIPAY_HK", name: "AlipayHK", currency: "HKD" },
  { code: "GCASH", name: "GCash", currency: "PHP" },
  { code: "MAYA", name: "Maya", currency: "PHP" },
  { code: "GRABPAY_PH", name: "GrabPay (PH)", currency: "PHP" },
  { code: "GRABPAY_SG", name: "GrabPay (SG)", currency: "SGD" },
  { code: "GRABPAY_MY", name: "GrabPay (MY)", currency: "MYR" },
  { code: "TNG", name: "Touch ’n Go eWallet", currency: "MYR" },
  { code: "BOOST", name: "Boost", currency: "MYR" },
  { code: "DANA", name: "DANA", currency: "IDR" },
  { code: "TRUEMONEY", name: "TrueMoney", currency: "THB" },
  { code: "RABBIT_LINE_PAY", name: "Rabbit LINE Pay", currency: "THB" },
  { code: "KAKAOPAY", name: "Kakao Pay", currency: "KRW" },
  { code: "NAVERPAY", name: "Naver Pay", currency: "KRW" },
  { code: "TOSSPAY", name: "Toss Pay", currency: "KRW" },
  { code: "PAYPAY", name: "PayPay", currency: "JPY" },
  { code: "MPAY", name: "MPay", currency: "MOP" },
  { code: "MOMO", name: "MoMo", currency: "VND" },
  { code: "ZALOPAY", name: "ZaloPay", currency: "VND" },
];

/** A wallet's name, or its word when it has none here. */
export function walletName(code: string): string {
  return wallets.find((known) => known.code === code)?.name ?? code;
}

/** Currencies to choose from, the wallet's own first. */
export function currenciesFor(wallet: string): readonly string[] {
  const own = wallets.find((known) => known.code === wallet)?.currency;
  const all = [...new Set(wallets.map((known) => known.currency)), "USD", "EUR"];
  return own ? [own, ...all.filter((code) => code !== own)] : all;
}

/** Words of the gateway are capitals, digits and underscores. */
export function isWalletWord(text: string): boolean {
  return /^[A-Z][A-Z0-9_]{1,63}$/.test(text);
}
