"""Checkouts, agreements, subscriptions, disputes and the feed: one happy call each, through the SDK's classes."""

import base64
import datetime
import urllib.parse

from com.alipay.ams.api.request.pay.alipay_retrieve_payment_session_request import (
    AlipayRetrievePaymentSessionRequest,
)
from com.alipay.ams.api.request.subscription.alipay_subscriptions_inquiry_request import (
    AlipaySubscriptionsInquiryRequest,
)
from com.alipay.ams.api.tools.webhook_tool import check_signature

import shapes
from practice import Speaker, fresh, money

PDF = base64.b64encode(b"%PDF-1.4 made up").decode()


class Checkout(Speaker):
    """Consult, sessions, and an amount that is raised."""

    def test_consults_the_ways_to_pay(self):
        told = self.say(
            "consult",
            productCode="CASHIER_PAYMENT",
            paymentAmount=money("HKD", 10000),
            env={"terminalType": "WEB"},
            allowedPaymentMethods=["CARD", "ALIPAY_HK"],
        )
        offered = {option["paymentMethodType"]: option["enabled"] for option in told["paymentOptions"]}
        assert offered == {"CARD": True, "ALIPAY_HK": True}, told

    def session(self):
        asked = self.paying(money("SGD", 1990), {"paymentMethodType": "CARD"})
        asked |= {"productScene": "CHECKOUT_PAYMENT", "settlementStrategy": {"settlementCurrency": "SGD"}}
        return asked, self.say("createPaymentSession", **asked)

    def test_opens_a_session_that_the_buyer_pays(self):
        asked, opened = self.session()
        assert opened["paymentSessionData"] and opened["normalUrl"], opened
        ours = asked["paymentRequestId"]
        self.gateway.play("/practice/act", payment_request_id=ours, do="pay")
        found = self.say("inquiryPayment", paymentRequestId=ours)
        assert (found["paymentStatus"], found["paymentAmount"]["value"]) == ("SUCCESS", "1990"), found

    def test_retrieves_a_session(self):
        asked, _ = self.session()
        # The SDK's class names its one field as Python would, which no page knows: the body is put right here,
        # the path with its slash too many is sent as the SDK has it.
        request = AlipayRetrievePaymentSessionRequest()
        request.payment_request_id = asked["paymentRequestId"]
        assert shapes.written(request) == {"payment_request_id": asked["paymentRequestId"]}
        assert str(request.path) == "/ams/api//v1/payments/retrievePaymentSession", request.path
        request.to_ams_json = lambda: '{"paymentRequestId": "%s"}' % asked["paymentRequestId"]
        found = self.done(request)
        assert found["order"]["referenceOrderId"] == asked["order"]["referenceOrderId"], found
        assert found["order"]["orderAmount"] == money("SGD", 1990), found

    def test_raises_an_authorised_amount(self):
        _, held = self.card(10000, card="PRACTICE_CARD_VISA_4242_SG_INCREMENTAL")
        ours = fresh("U")
        raised = self.say(
            "updateAmount", updateRequestId=ours, paymentId=held["paymentId"], amount=money("SGD", 12000)
        )
        assert (raised["updateRequestId"], raised["amount"]) == (ours, money("SGD", 12000)), raised
        assert self.gateway.effects("updateAmount", ours) == 1

    def test_asks_for_a_rate(self):
        told = self.say(
            "inquireExchangeRate",
            currencyPairs=[{"sellCurrency": "EUR", "buyCurrency": "USD"}],
            rateType="TRADE",
            productCode="CASHIER_PAYMENT",
        )
        pairs = [(quote["quoteCurrencyPair"], float(quote["quotePrice"]) > 0) for quote in told["quotes"]]
        assert pairs == [("EUR/USD", True)], told


class Agreements(Speaker):
    """Auto debit, from consent to its end."""

    def test_a_consent_from_consult_to_revoke(self):
        state = fresh("STATE")
        sent = self.say(
            "authorizationConsult",
            customerBelongsTo="GCASH",
            authRedirectUrl="https://shop.example.test/agreed",
            scopes=["AGREEMENT_PAY"],
            authState=state,
            terminalType="WEB",
        )
        assert urllib.parse.quote(state).replace("-", "%2D") in sent["normalUrl"], sent
        agreed = self.gateway.play("/practice/consent", auth_state=state, do="agree")
        code = agreed["redirect"].partition("authCode=")[2]
        tokens = self.say("applyToken", grantType="AUTHORIZATION_CODE", customerBelongsTo="GCASH", authCode=code)
        again = self.say(
            "applyToken",
            grantType="REFRESH_TOKEN",
            customerBelongsTo="GCASH",
            refreshToken=tokens["refreshToken"],
        )
        token = again["accessToken"]
        assert token and token != tokens["accessToken"]
        assert self.say("authorizationQuery", accessToken=token)["tokenStatusType"] == "ACTIVE"
        asked = self.paying(money("PHP", 89900), {"paymentMethodType": "GCASH", "paymentMethodId": token})
        asked |= {"productCode": "AGREEMENT_PAYMENT", "settlementStrategy": {"settlementCurrency": "USD"}}
        debited = self.say("pay", **asked)
        found = self.say("inquiryPayment", paymentId=debited["paymentId"])
        assert (found["paymentStatus"], found["paymentAmount"]) == ("SUCCESS", money("PHP", 89900)), found
        self.say("revoke", accessToken=token)
        refused = self.ask(self.request("pay", asked | {"paymentRequestId": fresh("P")}))["result"]
        assert refused["resultStatus"] == "F", refused


class Subscriptions(Speaker):
    """A subscription, from its first day to its last."""

    def subscribe(self):
        ours = fresh("SUB")
        start = datetime.datetime.now(datetime.timezone.utc)
        told = self.say(
            "subscriptionCreate",
            subscriptionRequestId=ours,
            subscriptionDescription="a box of tea",
            subscriptionRedirectUrl="https://shop.example.test/subscribed",
            subscriptionStartTime=start.isoformat(timespec="seconds"),
            periodRule={"periodType": "MONTH", "periodCount": 1},
            paymentMethod={"paymentMethodType": "GCASH"},
            orderInfo={"orderAmount": money("PHP", 89900)},
            paymentAmount=money("PHP", 89900),
            settlementStrategy={"settlementCurrency": "USD"},
            env={"terminalType": "WEB"},
        )
        assert told["normalUrl"], told
        agreed = self.gateway.play("/practice/subscription", subscription_request_id=ours, do="agree")
        return ours, agreed["subscription_id"]

    def test_makes_changes_updates_and_ends_a_subscription(self):
        ours, theirs = self.subscribe()
        found = self.say("subscriptionInquiry", subscriptionId=theirs)
        assert theirs in str(found) and "ACTIVE" in str(found), found
        # The SDK has an older class for the same question, at a path of its own.
        older = AlipaySubscriptionsInquiryRequest()
        older.subscription_id = theirs
        assert str(older.path) == "/ams/api/v1/subscriptions/inquiry", older.path
        assert self.done(older) == found
        self.say(
            "subscriptionChange",
            subscriptionChangeRequestId=fresh("CHG"),
            subscriptionId=theirs,
            subscriptionDescription="green tea",
        )
        self.say(
            "subscriptionUpdate",
            subscriptionUpdateRequestId=fresh("UPD"),
            subscriptionId=theirs,
            subscriptionDescription="black tea",
        )
        listed = self.say("subscriptionInquiryList", statuses=["ACTIVE"])["subscriptions"]
        assert theirs in [row["subscriptionId"] for row in listed], listed
        paid = self.say("subscriptionInquiryPayment", subscriptionId=theirs)["payments"]
        first = [(row["status"], row["paymentAmount"]) for row in paid]
        assert first == [("SUCCESS", money("PHP", 89900))], paid
        self.say("subscriptionCancel", subscriptionId=theirs, cancellationType="CANCEL")
        listed = self.say("subscriptionInquiryList", statuses=["ACTIVE"]).get("subscriptions", [])
        assert theirs not in [row["subscriptionId"] for row in listed], listed


class Disputes(Speaker):
    """What a shop answers to a claim."""

    def dispute(self):
        ours, _ = self.wallet(100000)
        return self.gateway.play("/practice/dispute", payment=ours, due_hours=72)["dispute_id"]

    def test_accepts_a_dispute(self):
        case = self.dispute()
        accepted = self.say("acceptDispute", disputeId=case)
        assert accepted["disputeId"] == case and accepted["disputeResolutionTime"], accepted
        assert self.gateway.effects("acceptDispute", case) == 1

    def test_defends_a_dispute_and_downloads_what_it_supplied(self):
        case = self.dispute()
        self.say("supplyDefenseDocument", disputeId=case, disputeEvidence=PDF)
        file = self.say("downloadDisputeEvidence", disputeId=case, disputeEvidenceType="DISPUTE_EVIDENCE_FILE")
        assert (file["disputeEvidence"], file["disputeEvidenceFormat"]) == (PDF, "PDF"), file

    def test_supplies_evidence_by_tag(self):
        case = self.dispute()
        tags = {"LOGISTIC_INFORMATION": {"trackingNumber": "T-1", "postCode": "018956"}}
        assert self.say("supplyEvidence", disputeId=case, evidenceContent=tags)["disputeId"] == case
        assert self.gateway.effects("supplyEvidence", case) == 1


class Feed(Speaker):
    """Notifications fetched, and those that come by themselves."""

    def test_reads_the_feed_and_one_event_of_it(self):
        ours, _ = self.wallet(4000)
        page = self.say("inquireNotificationList", notifyType=["PAYMENT_RESULT"], limit=5)
        events = {event["notificationData"].get("paymentRequestId"): event for event in page["notifications"]}
        assert ours in events, page
        one = self.say("inquireNotification", eventId=events[ours]["eventId"])["notification"]
        assert one["notificationData"]["paymentAmount"] == money("HKD", 4000), one

    def test_every_notification_it_signs_passes_the_check_for_webhooks(self):
        ours, _ = self.wallet(4000)
        events = self.gateway.look("/practice/events?path=/notify")["events"]
        assert ours in str(events)
        for event in events:
            headers = {name.lower(): value for name, value in dict(event["headers"]).items()}
            signed = ("/notify", headers["client-id"], headers["request-time"], event["body"], headers["signature"])
            assert check_signature("POST", *signed, self.gateway.listening["gateway_public_key"]), event
