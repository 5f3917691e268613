"""Payments online and customs, with the SDK's objects filled field by field."""

from com.alipay.ams.api.default_alipay_client import DefaultAlipayClient
from com.alipay.ams.api.exception.exception import AlipayApiException
from com.alipay.ams.api.model.amount import Amount
from com.alipay.ams.api.model.certificate import Certificate
from com.alipay.ams.api.model.certificate_type import CertificateType
from com.alipay.ams.api.model.customs_info import CustomsInfo
from com.alipay.ams.api.model.env import Env
from com.alipay.ams.api.model.merchant_customs_info import MerchantCustomsInfo
from com.alipay.ams.api.model.order import Order
from com.alipay.ams.api.model.payment_factor import PaymentFactor
from com.alipay.ams.api.model.payment_method import PaymentMethod
from com.alipay.ams.api.model.product_code_type import ProductCodeType
from com.alipay.ams.api.model.terminal_type import TerminalType
from com.alipay.ams.api.model.user_name import UserName
from com.alipay.ams.api.request.declare.alipay_customs_declare_request import AlipayCustomsDeclareRequest
from com.alipay.ams.api.request.declare.alipay_customs_query_request import AlipayCustomsQueryRequest
from com.alipay.ams.api.request.pay.alipay_capture_request import AlipayCaptureRequest
from com.alipay.ams.api.request.pay.alipay_inquiry_refund_request import AlipayInquiryRefundRequest
from com.alipay.ams.api.request.pay.alipay_pay_cancel_request import AlipayPayCancelRequest
from com.alipay.ams.api.request.pay.alipay_pay_query_request import AlipayPayQueryRequest
from com.alipay.ams.api.request.pay.alipay_pay_request import AlipayPayRequest
from com.alipay.ams.api.request.pay.alipay_refund_request import AlipayRefundRequest

from practice import Speaker, fresh


def fill(thing, **fields):
    for name, value in fields.items():
        assert hasattr(type(thing), name), f"{type(thing).__name__} has no {name}"
        setattr(thing, name, value)
    return thing


def amount(currency, value):
    return Amount(currency, str(value))


class Payments(Speaker):
    def pay(self, method, money, **fields):
        request = fill(
            AlipayPayRequest(),
            product_code=ProductCodeType.CASHIER_PAYMENT,
            payment_request_id=fresh("P"),
            order=fill(
                Order(),
                reference_order_id=fresh("ORDER"),
                order_description="two tickets 两张票",
                order_amount=money,
                **fields.pop("order", {}),
            ),
            payment_amount=money,
            payment_method=method,
            payment_redirect_url="https://shop.example.test/return",
            env=fill(Env(), terminal_type=TerminalType.WEB, client_ip="203.0.113.7"),
            **fields,
        )
        return request, self.done(request)

    def card(self, value):
        method = fill(PaymentMethod(), payment_method_type="CARD", payment_method_id="PRACTICE_CARD_VISA_4242")
        factor = fill(PaymentFactor(), is_authorization=True, capture_mode="MANUAL")
        return self.pay(method, amount("SGD", value), payment_factor=factor)

    def wallet(self, value):
        return self.pay(fill(PaymentMethod(), payment_method_type="ALIPAY_HK"), amount("HKD", value))

    def inquire(self, payment):
        return self.done(fill(AlipayPayQueryRequest(), payment_id=payment))

    def test_pays_with_a_wallet_and_inquires(self):
        request, paid = self.wallet(4000)
        assert paid["paymentRequestId"] == request.payment_request_id
        found = self.inquire(paid["paymentId"])
        assert (found["paymentStatus"], found["paymentAmount"]["value"]) == ("SUCCESS", "4000"), found
        by_ours = self.done(fill(AlipayPayQueryRequest(), payment_request_id=request.payment_request_id))
        assert by_ours["paymentId"] == paid["paymentId"]
        assert self.gateway.effects("pay", request.payment_request_id) == 1

    def test_the_same_payment_again_is_the_same(self):
        request, paid = self.wallet(4000)
        request.path = "/ams/api/v1/payments/pay"
        assert self.done(request)["paymentId"] == paid["paymentId"]
        assert self.gateway.effects("pay", request.payment_request_id) == 1

    def test_captures_an_authorisation(self):
        _, held = self.card(10000)
        request = fill(
            AlipayCaptureRequest(),
            capture_request_id=fresh("C"),
            payment_id=held["paymentId"],
            capture_amount=amount("SGD", 2500),
        )
        captured = self.done(request)
        assert captured["captureAmount"] == {"currency": "SGD", "value": "2500"}, captured
        rows = self.inquire(held["paymentId"])["transactions"]
        assert [row["transactionRequestId"] for row in rows] == [request.capture_request_id], rows
        assert self.gateway.effects("capture", request.capture_request_id) == 1

    def test_refunds_in_part_and_inquires_the_refund(self):
        _, paid = self.wallet(4000)
        request = fill(
            AlipayRefundRequest(),
            refund_request_id=fresh("R"),
            payment_id=paid["paymentId"],
            refund_amount=amount("HKD", 1250),
            refund_reason="goods damaged",
        )
        refunded = self.done(request)
        assert refunded["refundId"], refunded
        asked = fill(AlipayInquiryRefundRequest(), refund_request_id=request.refund_request_id)
        found = self.done(asked)
        assert (found["refundStatus"], found["refundAmount"]["value"]) == ("SUCCESS", "1250"), found
        assert self.gateway.effects("refund", request.refund_request_id) == 1

    def test_a_refund_over_the_rest_is_refused_and_signed(self):
        _, paid = self.wallet(4000)
        request = fill(
            AlipayRefundRequest(),
            refund_request_id=fresh("R"),
            payment_id=paid["paymentId"],
            refund_amount=amount("HKD", 4001),
        )
        result = self.ask(request)["result"]
        assert (result["resultStatus"], result["resultCode"]) == ("F", "REFUND_AMOUNT_EXCEED"), result
        assert self.gateway.effects("refund", request.refund_request_id) == 0

    def test_cancels_a_hold(self):
        _, held = self.card(10000)
        cancelled = self.done(fill(AlipayPayCancelRequest(), payment_id=held["paymentId"]))
        assert cancelled["cancelTime"], cancelled
        assert self.inquire(held["paymentId"])["paymentStatus"] == "CANCELLED"
        assert self.gateway.effects("cancel", held["paymentId"]) == 1

    def test_declares_to_customs_and_inquires_the_declaration(self):
        method = fill(PaymentMethod(), payment_method_type="ALIPAY_CN")
        _, paid = self.pay(method, amount("CNY", 129900), order={"need_declaration": True})
        request = fill(
            AlipayCustomsDeclareRequest(),
            declaration_request_id=fresh("D"),
            payment_id=paid["paymentId"],
            declaration_amount=amount("CNY", 129900),
            customs=fill(CustomsInfo(), region="CN", customs_code="ZONGSHU"),
            merchant_customs_info=fill(
                MerchantCustomsInfo(), merchant_customs_code="3301960ABC", merchant_customs_name="样例跨境电商有限公司"
            ),
            split_order=False,
            buyer_certificate=fill(
                Certificate(),
                certificate_type=CertificateType.ID_CARD,
                certificate_no="11010519491231002X",
                holder_name=fill(UserName(), full_name="王小样"),
            ),
        )
        declared = self.done(request)
        assert declared["identityCheckResult"] == "CHECK_PASSED", declared
        asked = fill(AlipayCustomsQueryRequest(), declaration_request_ids=[request.declaration_request_id])
        records = self.done(asked)["declarationRecords"]
        assert [record["declarationRequestId"] for record in records] == [request.declaration_request_id], records
        assert self.gateway.effects("declare", request.declaration_request_id) == 1

    def test_what_is_signed_by_another_key_is_not_believed(self):
        told = self.gateway.listening
        # The merchant's own public key is not the gateway's.
        other = DefaultAlipayClient(
            "https://practice.invalid", told["client_id"], told["merchant_private_key"], told["merchant_public_key"]
        )
        try:
            self.ask(fill(AlipayPayQueryRequest(), payment_request_id="NOBODY"), other)
        except AlipayApiException as error:
            assert "verify" in str(error), error
        else:
            raise AssertionError("the SDK believed an answer that another key signed")
