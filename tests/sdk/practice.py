"""A practice gateway in a process of its own, and the SDK's client that speaks to it."""

import http.client
import itertools
import json
import socket
import subprocess
import urllib.parse
import urllib.request

import shapes
import table
from com.alipay.ams.api.default_alipay_client import DefaultAlipayClient


class Gateway:
    """A practice gateway in a process of its own."""

    def __init__(self, counterfoil):
        command = [counterfoil, "practice", "serve", "--port", "0", "--json"]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.listening = json.loads(self.process.stdout.readline())
        place = urllib.parse.urlparse(self.listening["base_url"])
        self.place = (place.hostname, place.port)

    def journal(self):
        with urllib.request.urlopen(self.listening["journal_url"]) as answer:
            return json.load(answer)["effects"]

    def effects(self, api, request_id):
        lines = self.journal()
        return sum(line["api"] == api and line["request_id"] == request_id and line["effect"] for line in lines)

    def look(self, path):
        with urllib.request.urlopen(self.listening["base_url"] + path) as answer:
            return json.load(answer)

    def play(self, path, **deed):
        """Plays the buyer or the bank."""
        body = json.dumps(deed).encode()
        with urllib.request.urlopen(self.listening["base_url"] + path, body) as answer:
            return json.load(answer)

    def close(self):
        self.process.terminate()
        self.process.wait()


def only_the_socket(place):
    """The SDK insists on HTTPS on port 443. Everything above the socket stays as it is."""

    def connect(connection):
        assert connection.port == 443, connection.port
        connection.sock = socket.create_connection(place, connection.timeout)

    http.client.HTTPSConnection.connect = connect


COUNT = itertools.count(1)


def fresh(prefix):
    """An id the gateway of this run has not seen."""
    return f"{prefix}-{next(COUNT):06d}"


def money(currency, value):
    """An amount in minor units."""
    return {"currency": currency, "value": str(value)}


class Speaker:
    """The SDK, speaking to the practice gateway."""

    # The calls of the table that were made and done, over all suites.
    made = set()

    def __init__(self, gateway):
        self.gateway = gateway
        told = gateway.listening
        self.client = DefaultAlipayClient(
            "https://practice.invalid", told["client_id"], told["merchant_private_key"], told["gateway_public_key"]
        )

    def ask(self, request, client=None):
        """Sends a request. The SDK raises when the answer's signature does not fit."""
        name = table.named(str(request.path))
        answer = json.loads((client or self.client).execute(request))
        if answer["result"]["resultStatus"] == "S":
            self.made.add(name)
        return answer

    def done(self, request):
        """Sends a request; the answer must be a success."""
        answer = self.ask(request)
        assert answer["result"]["resultStatus"] == "S", answer
        return answer

    def say(self, call, **body):
        """Makes a call of the table with the SDK's own class; the answer must be a success."""
        return self.done(self.request(call, body))

    def request(self, call, body):
        """The SDK's own request, saying all of the body and nothing else."""
        classes = shapes.request_classes().get(table.CALLS[call], [])
        return shapes.choose(classes, body)

    def wallet(self, value, currency="HKD", method="ALIPAY_HK", **more):
        """Takes a payment from a wallet; the request's id and the answer."""
        asked = self.paying(money(currency, value), {"paymentMethodType": method}, **more)
        return asked["paymentRequestId"], self.say("pay", **asked)

    def card(self, value, card="PRACTICE_CARD_VISA_4242", **more):
        """Holds an amount on a card, to be captured by hand."""
        method = {"paymentMethodType": "CARD", "paymentMethodId": card}
        factor = {"isAuthorization": True, "captureMode": "MANUAL"}
        asked = self.paying(money("SGD", value), method, paymentFactor=factor, **more)
        return asked["paymentRequestId"], self.say("pay", **asked)

    def paying(self, amount, method, order=None, **more):
        """The body of a payment."""
        body = {
            "productCode": "CASHIER_PAYMENT",
            "paymentRequestId": fresh("P"),
            "order": {
                "referenceOrderId": fresh("ORDER"),
                "orderDescription": "two tickets 两张票",
                "orderAmount": amount,
            },
            "paymentAmount": amount,
            "paymentMethod": method,
            "paymentRedirectUrl": "https://shop.example.test/return",
            "env": {"terminalType": "WEB", "clientIp": "203.0.113.7"},
        }
        body["order"].update(order or {})
        return body | more
