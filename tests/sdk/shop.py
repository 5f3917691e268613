"""What a shop's own commands send: not a body written by hand, but the bytes the desk makes itself."""

import json

import our_bytes
import shapes
import table

# A command of the terminal, and the calls it makes first.
COMMANDS = [
    ("payment consult --amount 39.20 --currency SGD", ["consult"]),
    ("payment take --order ORDER-1 --amount 39.20 --currency SGD --method CARD --capture manual", ["pay"]),
    ("payment take --order ORDER-2 --amount 39.20 --currency HKD --method ALIPAY_HK", ["pay"]),
    ("session open --order ORDER-3 --amount 19.90 --currency SGD", ["createPaymentSession"]),
    ("rates ask --sell EUR --buy USD", ["inquireExchangeRate"]),
    ("agreement begin --wallet GCASH --buyer BUYER-1", ["authorizationConsult"]),
    (
        "subscription create --description tea --method GCASH --amount 899 --currency PHP --unit MONTH",
        ["subscriptionCreate"],
    ),
    (
        "registration create --merchant SHOP-JP-01 --display-name Tea --mcc 5499 --legal-name Tea"
        " --registration-no 0000-00-000000 --region JP",
        ["registration"],
    ),
    ("news read", ["inquireNotificationList"]),
]


class Shop:
    """One desk; each command's requests are verified and read by the SDK."""

    def __init__(self, suite):
        self.suite, self.other, self.desk = suite, suite.other, suite.desk

    def tests(self):
        for command, calls in COMMANDS:
            noun, verb = command.split()[:2]
            yield f"what {noun} {verb} sends ({calls[0]})", lambda c=command, w=calls: self.sends(c, w)

    def sends(self, command, wanted):
        before = len(self.other.heard)
        # Nobody answers as hoped: what counts is what was asked.
        self.other.answer = {
            "result": {"resultStatus": "U", "resultCode": "UNKNOWN_EXCEPTION", "resultMessage": "try again"}
        }
        _, _, said = self.desk.run(*command.split())
        heard = self.other.heard[before:]
        assert [table.named(each.path) for each in heard][: len(wanted)] == wanted, ([h.path for h in heard], said)
        for each in heard:
            assert each.is_signed_by(self.other.merchant.public)
            call, body = table.named(each.path), json.loads(each.body)
            assert each.path == our_bytes.path_of(call, body), each.path
            shapes.choose(shapes.request_classes()[table.CALLS[call]], body)
            self.suite.read_by_the_sdk(call, body)
