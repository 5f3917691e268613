"""The other side: `counterfoil call` makes every call of the table, with the published request, at a gateway built on
the SDK's own verification."""

import json
import pathlib
import subprocess
import tempfile

import counterpart
import fields
import shapes
import table

SANDBOX = "SANDBOX_5Y0000MADEUP"
# Exit codes of `counterfoil`, as its help names them.
DONE, REFUSED, UNKNOWN, UNAVAILABLE = 0, 10, 20, 69
# Calls that belong to the counter alone; they and payments at the counter keep their path in the sandbox.
AT_THE_COUNTER = {"registration", "inquiryRegistrationStatus", "inquiryRegistrationInfo"}
# What the SDK's own classes do wrong with what they know: the class's module and the field.
FAULTS_OF_THE_SDK = {
    # Reads the list of scopes as if it were one word, and forgets it.
    ("alipay_auth_consult_request", "scopes"),
    # Calls a method that its model does not have.
    ("alipay_auth_create_session_request", "agreementInfo"),
    # Cannot write its own enumeration.
    ("alipay_inquire_exchange-rate_request", "productCode"),
}
# The classes for payments at the counter, each for one way to pay, which the body names.
WAYS = {
    "UserPresentedCodePaymentRequest": "PaymentCode",
    "OrderCodePaymentRequest": "OrderCode",
    "EntryCodePaymentRequest": "EntryCode",
}


def path_of(call, request):
    """Where a sandbox account sends a call."""
    path = table.CALLS[call]
    at_the_counter = call in AT_THE_COUNTER or request.get("productCode") == "IN_STORE_PAYMENT"
    return path if at_the_counter else path.replace("/ams/api/", "/ams/sandbox/api/", 1)


class Desk:
    """A desk of its own, with an account at the counterpart."""

    def __init__(self, counterfoil, other, client_id, *more):
        self.folder = tempfile.TemporaryDirectory()
        self.counterfoil, self.home = counterfoil, pathlib.Path(self.folder.name)
        merchant, gateway = (self.file(name, key) for name, key in self.keys(other))
        account = ["--name", "shop", "--environment", "sandbox", "--base-url", other.base_url]
        account += ["--client-id", client_id, "--private-key-file", merchant, "--gateway-key-file", gateway]
        ended, _, said = self.run("account", "add", *account, *more)
        assert ended == DONE, said

    def keys(self, other):
        return [("merchant.key", other.merchant.private), ("gateway.pub", other.own.public)]

    def file(self, name, text):
        path = self.home / name
        path.write_text(text, encoding="utf-8")
        return str(path)

    def run(self, *words):
        """Runs the program; its exit code, its document and what it said."""
        secret = self.file("passphrase", "made up for one test")
        command = [self.counterfoil, "--data-dir", str(self.home / "desk"), "--json"]
        command += ["--vault", "passphrase", "--passphrase-file", secret, *words]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")
        return done.returncode, json.loads(done.stdout or "null"), done.stderr

    def call(self, name, body):
        return self.run("call", name, "--body", self.file("body.json", body))

    def close(self):
        self.folder.cleanup()


class OurBytes:
    """Every published request, and what must not pass."""

    def __init__(self, counterfoil):
        self.counterfoil = counterfoil
        self.other = counterpart.Counterpart()
        self.desk = Desk(counterfoil, self.other, SANDBOX)

    def close(self):
        self.desk.close()
        self.other.close()

    def tests(self):
        for file, example in fields.published():
            yield f"our bytes of {file}", lambda example=example: self.published(**example)
        for name in sorted(name for name in dir(self) if name.startswith("test_")):
            yield name[5:].replace("_", " "), getattr(self, name)

    def sends(self, desk, call, body, answer):
        """Lets a desk make a call; what it reports and what was heard."""
        before, self.other.answer = len(self.other.heard), answer
        ended, view, said = desk.call(call, body)
        assert len(self.other.heard) == before + 1, (ended, view, said)
        return ended, view, self.other.heard[-1]

    def published(self, call, request, answer, **_):
        text = json.dumps(request, ensure_ascii=False, indent=1)
        ended, view, heard = self.sends(self.desk, call, text, answer)
        assert heard.is_signed_by(self.other.merchant.public)
        assert (heard.method, heard.body.decode("utf-8"), heard.key_version()) == ("POST", text, "1")
        assert heard.headers["client-id"] == SANDBOX
        assert heard.headers["content-type"].lower() == "application/json; charset=utf-8", heard.headers
        assert heard.path == path_of(call, request), heard.path
        self.read_by_the_sdk(call, request)
        assert (ended, view["verdict"], view["code"]) == (DONE, "verified", answer["result"]["resultCode"]), view
        assert json.loads(view["answer"]) == answer

    def read_by_the_sdk(self, call, request):
        """Every class the SDK has for the call reads the body."""
        for cls in shapes.request_classes()[table.CALLS[call]]:
            self.reads(cls, request)

    def reads(self, cls, request):
        """The SDK's class reads our body and says the same again, but for what it has no place for."""
        way = request.get("paymentFactor", {}).get("inStorePaymentScenario")
        if WAYS.get(cls.__name__, way) != way:
            return
        module = cls.__module__.rpartition(".")[2]
        known = shapes.known(cls, request)
        wrong = {name for name in known if (module, name) in FAULTS_OF_THE_SDK}
        known = {name: value for name, value in known.items() if name not in wrong}
        if hasattr(cls, "parse_rsp_body"):
            thing = shapes.blank(cls)
            thing.parse_rsp_body(json.dumps(request))
        else:
            thing, _ = shapes.build(cls, known)
        again = shapes.written(thing)
        assert again == known, (cls.__name__, again, known)

    def question(self, desk):
        body = json.dumps({"paymentRequestId": "PAYREQ_0001"})
        answer = {"result": {"resultStatus": "S", "resultCode": "SUCCESS", "resultMessage": "成功"}}
        return self.sends(desk, "inquiryPayment", body, answer)

    def at(self, client_id, *more):
        desk = Desk(self.counterfoil, self.other, client_id, *more)
        try:
            return self.question(desk)[2]
        finally:
            desk.close()

    def test_the_path_is_rewritten_for_a_sandbox_id_unless_the_account_says_otherwise(self):
        plain, rewritten = "/ams/api/v1/payments/inquiryPayment", "/ams/sandbox/api/v1/payments/inquiryPayment"
        assert self.question(self.desk)[2].path == rewritten
        for client_id, more, wanted in [
            (SANDBOX, ("--path-mode", "production"), plain),
            (SANDBOX, ("--path-mode", "sandbox"), rewritten),
        ]:
            heard = self.at(client_id, *more)
            assert heard.path == wanted, (client_id, more, heard.path)
            assert heard.is_signed_by(self.other.merchant.public), (client_id, more)

    def test_the_check_of_the_sdk_fails_on_one_changed_byte(self):
        heard = self.question(self.desk)[2]
        for key, change in [
            (self.other.merchant, {"body": heard.body.replace(b"0001", b"0002")}),
            (self.other.merchant, {"path": heard.path.replace("/sandbox", "")}),
            (self.other.stranger, {}),
        ]:
            try:
                fits = heard.is_signed_by(key.public, **change)
            except Exception as error:
                assert "erif" in str(error), error
                fits = False
            assert not fits, change

    def test_an_answer_that_another_key_signed_is_not_verified(self):
        self.other.signer = self.other.stranger
        try:
            ended, view, _ = self.question(self.desk)
        finally:
            self.other.signer = self.other.own
        assert (ended, view["verdict"]) == (UNAVAILABLE, "unclear"), view
