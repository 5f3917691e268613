"""At the counter: the three ways to pay, and the registration of a merchant."""

import datetime

from com.alipay.ams.api.model.env import Env
from com.alipay.ams.api.model.merchant import Merchant
from com.alipay.ams.api.model.order import Order
from com.alipay.ams.api.model.store import Store
from com.alipay.ams.api.request.pay.entry_code_payment_request import EntryCodePaymentRequest
from com.alipay.ams.api.request.pay.order_code_payment_request import OrderCodePaymentRequest
from com.alipay.ams.api.request.pay.user_presented_code_payment_request import UserPresentedCodePaymentRequest

import shapes
from practice import COUNT, Speaker, fresh, money


class Counter(Speaker):
    """In a store: the three ways to pay, with the SDK's class for each."""

    def order(self):
        made = {
            "referenceOrderId": fresh("ORDER"),
            "orderDescription": "Tea gift box 茶叶礼盒",
            "orderAmount": money("JPY", 5200),
            "merchant": {
                "referenceMerchantId": "SHOP-JP-01",
                "merchantName": "Sample Tea",
                "merchantMCC": "5499",
                "store": {"referenceStoreId": "STORE-TOKYO-1", "storeName": "Sample Tea Ginza", "storeMCC": "5499"},
            },
            "env": {
                "storeTerminalId": "TILL-2",
                "storeTerminalRequestTime": datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="seconds"),
                "userAgent": "Mozilla/5.0 (Linux; Android 14) AlipayClient/10.5",
            },
        }
        order, lost = shapes.build(Order, made)
        assert not lost and isinstance(order.merchant, Merchant) and isinstance(order.env, Env), lost
        assert isinstance(order.merchant.store, Store)
        return order

    def pay(self, cls, *more):
        ours = fresh("P")
        request = cls(ours, self.order(), "JPY", "5200", *more)
        request.payment_notify_url = "https://relay.example.test/notify"
        request.payment_redirect_url = "https://shop.example.test/return"
        request.settlement_strategy = {"settlementCurrency": "USD"}
        return ours, self.done(request)

    def test_pays_with_the_code_of_a_buyer_refunds_and_inquires(self):
        ours, paid = self.pay(UserPresentedCodePaymentRequest, fresh_code())
        assert (paid["paymentRequestId"], paid["paymentAmount"]) == (ours, money("JPY", 5200)), paid
        assert self.say("inquiryPayment", paymentRequestId=ours)["paymentStatus"] == "SUCCESS"
        refund = fresh("R")
        given = {"refundRequestId": refund, "paymentId": paid["paymentId"], "refundAmount": money("JPY", 200)}
        self.say("refund", **given)
        assert self.say("inquiryRefund", refundRequestId=refund)["refundStatus"] == "SUCCESS"

    def test_shows_the_code_of_an_order(self):
        ours, shown = self.pay(OrderCodePaymentRequest)
        assert shown["orderCodeForm"]["codeDetails"][0]["codeValue"], shown
        self.gateway.play("/practice/act", payment_request_id=ours, do="pay")
        assert self.say("inquiryPayment", paymentRequestId=ours)["paymentStatus"] == "SUCCESS"

    def test_sends_the_buyer_of_an_entry_code_to_a_page(self):
        ours, sent = self.pay(EntryCodePaymentRequest)
        assert sent["redirectActionForm"]["redirectUrl"], sent
        self.gateway.play("/practice/act", payment_request_id=ours, do="pay")
        assert self.say("inquiryPayment", paymentRequestId=ours)["paymentStatus"] == "SUCCESS"

    def test_registers_a_merchant_and_asks_about_it(self):
        ours, shop = fresh("REG"), fresh("SHOP")
        registered = self.say(
            "registration",
            registrationRequestId=ours,
            registrationNotifyURL="https://relay.example.test/notify",
            productCodes=["IN_STORE_PAYMENT"],
            merchantInfo={
                "referenceMerchantId": shop,
                "merchantDisplayName": "Sample Tea",
                "merchantMCC": "5499",
                "registrationDetail": {
                    "legalName": "Sample Tea Co., Ltd.",
                    "registrationType": "ENTERPRISE_REGISTRATION_NO",
                    "registrationNo": "0000-00-000000",
                    "businessType": "ENTERPRISE",
                    "contactInfo": [{"contactNo": "shop@example.test", "contactType": "EMAIL"}],
                },
            },
        )
        assert registered["result"]["resultCode"] == "SUCCESS", registered
        status = self.say("inquiryRegistrationStatus", registrationRequestId=ours)
        assert status["registrationResult"]["registrationStatus"], status
        found = self.say("inquiryRegistrationInfo", referenceMerchantId=shop)
        assert found["merchantInfo"]["merchantDisplayName"] == "Sample Tea", found


def fresh_code():
    """The digits of a buyer who pays at once, not scanned before."""
    return f"288{next(COUNT):013d}00"
