"""A gateway that knows nothing of ours: it checks each request with the SDK's own verification, reads it into the
SDK's own request class, and signs its answers with the SDK's own signer."""

import base64
import http.server
import json
import re
import threading

from com.alipay.ams.api.tools.date_tools import get_cur_iso8601_time
from com.alipay.ams.api.tools.signature_tool import sign
from com.alipay.ams.api.tools.webhook_tool import check_signature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


class Pair:
    """A throw-away key pair: PKCS#8 and SubjectPublicKeyInfo, each one base64 line."""

    def __init__(self):
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        der = serialization.Encoding.DER
        self.private = base64.b64encode(
            key.private_bytes(der, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        ).decode()
        self.public = base64.b64encode(
            key.public_key().public_bytes(der, serialization.PublicFormat.SubjectPublicKeyInfo)
        ).decode()


class Heard:
    """One request as it came."""

    def __init__(self, handler):
        length = int(handler.headers["content-length"])
        self.method = handler.command
        self.path = handler.path
        self.headers = {name.lower(): value for name, value in handler.headers.items()}
        self.body = handler.rfile.read(length)

    def is_signed_by(self, public_key, body=None, path=None):
        """The SDK's own verdict on the signature; it raises when the signature does not fit."""
        text = (self.body if body is None else body).decode("utf-8")
        sent = self.headers
        signed = (path or self.path, sent["client-id"], sent["request-time"], text, sent["signature"])
        return check_signature(self.method, *signed, public_key)

    def key_version(self):
        """The version our header names."""
        return re.search(r"keyVersion=(\w+)", self.headers["signature"])[1]


class Counterpart:
    """Listens on this computer. `answer` is what it says next, or makes that of the call; `signer` signs it."""

    def __init__(self):
        self.merchant, self.own, self.stranger = Pair(), Pair(), Pair()
        self.heard, self.answer, self.signer = [], {}, self.own
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self):
                heard = Heard(self)
                outer.heard.append(heard)
                answer = outer.answer(heard) if callable(outer.answer) else outer.answer
                body = json.dumps(answer, ensure_ascii=False)
                client, time = heard.headers["client-id"], get_cur_iso8601_time()
                value = sign("POST", heard.path, client, time, body, outer.signer.private)
                self.send_response(200)
                for name, text in {
                    "content-type": "application/json; charset=UTF-8",
                    "client-id": client,
                    "response-time": time,
                    "signature": f"algorithm=RSA256,keyVersion=1,signature={value}",
                    "content-length": str(len(body.encode())),
                }.items():
                    self.send_header(name, text)
                self.end_headers()
                self.wfile.write(body.encode())

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.base_url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
