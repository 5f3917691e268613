"""What a shop's own commands send: not a body written by hand, but the bytes the desk makes itself."""

import json

import our_bytes
import shapes
import table
from com.alipay.ams.api.tools.date_tools import get_cur_iso8601_time

# The counterpart's number of the payment of an order.
PAID = "20260914194010800100188-{}"

# A command of the terminal, and the call it makes; later ones work with what the earlier ones took.
COMMANDS = [
    ("payment consult --amount 39.20 --currency SGD", "consult"),
    ("payment take --order HELD --amount 39.20 --currency SGD --method CARD --capture manual", "pay"),
    ("payment take --order PAID --amount 39.20 --currency HKD --method ALIPAY_HK", "pay"),
    ("payment take --order LEFT --amount 39.20 --currency HKD --method ALIPAY_HK", "pay"),
    ("payment inquire " + PAID.format("PAID"), "inquiryPayment"),
    (f"amount update --payment {PAID.format('HELD')} --total 45.00", "updateAmount"),
    (f"capture create --payment {PAID.format('HELD')} --amount 20.00", "capture"),
    (f"refund create --payment {PAID.format('PAID')} --amount 1.50 --reason damaged", "refund"),
    (f"cancel create --payment {PAID.format('LEFT')}", "cancel"),
    ("session open --order LINK --amount 19.90 --currency SGD", "createPaymentSession"),
    ("rates ask --sell EUR --buy USD", "inquireExchangeRate"),
    ("agreement begin --wallet GCASH --buyer BUYER-1", "authorizationConsult"),
    (
        "subscription create --description tea --method GCASH --amount 899 --currency PHP --unit MONTH",
        "subscriptionCreate",
    ),
    (
        "registration create --merchant SHOP-JP-01 --display-name Tea --mcc 5499 --legal-name Tea"
        " --registration-no 0000-00-000000 --region JP --store S-1 --store-name Tea --store-mcc 5499",
        "registration",
    ),
    ("news read", "inquireNotificationList"),
]


def answer(heard):
    """Payments are paid at once; what becomes of the rest is not known yet."""
    if table.named(heard.path) != "pay":
        unknown = {"resultStatus": "U", "resultCode": "UNKNOWN_EXCEPTION", "resultMessage": "ask again"}
        return {"result": unknown}
    asked = json.loads(heard.body)
    return {
        "result": {"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "success"},
        "paymentRequestId": asked["paymentRequestId"],
        "paymentId": PAID.format(asked["order"]["referenceOrderId"]),
        "paymentAmount": asked["paymentAmount"],
        "paymentTime": get_cur_iso8601_time(),
    }


# The SDK has no class with a place for them; the published pages ask for them.
ONLY_ON_THE_PAGES = {("registration", "storeInfo")}


class Shop:
    """One desk; each command's requests are verified and read by the SDK."""

    def __init__(self, suite):
        self.suite, self.other, self.desk = suite, suite.other, suite.desk

    def tests(self):
        for command, call in COMMANDS:
            words = " ".join(command.split()[:2])
            yield f"{words} sends {call}", lambda command=command, call=call: self.sends(command, call)

    def sends(self, command, wanted):
        before, self.other.answer = len(self.other.heard), answer
        ended, _, said = self.desk.run(*command.split())
        # A fresh process asks for the time before its first order leaves.
        heard = [each for each in self.other.heard[before:] if b'"CLOCK_' not in each.body]
        assert heard and table.named(heard[0].path) == wanted, ([each.path for each in heard], said)
        assert wanted != "pay" or ended == our_bytes.DONE, said
        for each in heard:
            assert each.is_signed_by(self.other.merchant.public)
            call, body = table.named(each.path), json.loads(each.body)
            assert each.path == our_bytes.path_of(call, body), each.path
            # Nothing of it is unknown to the SDK, but for what only the pages have.
            said = {name: value for name, value in body.items() if (call, name) not in ONLY_ON_THE_PAGES}
            shapes.choose(shapes.request_classes()[table.CALLS[call]], said)
            self.suite.read_by_the_sdk(call, body)
