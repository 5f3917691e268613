import { expect, test } from "vitest";
import { faultOfGiven, faultOfRelay } from "./forms";
import { placeOfSubject } from "./subject";

const headers = "Client-Id: SANDBOX_1\nsignature: algorithm=RSA256, keyVersion=1, signature=abc\n";

test("a notification is its headers, with the signature among them, and its exact body", () => {
  expect(faultOfGiven(headers, '{"notifyType":"PAYMENT_RESULT"}')).toBeNull();
  expect(faultOfGiven("", "{}")).toBe("headers");
  expect(faultOfGiven(`${headers}not a header`, "{}")).toBe("headers");
  expect(faultOfGiven("client-id: SANDBOX_1", "{}")).toBe("signature");
  expect(faultOfGiven(headers, " ")).toBe("body");
});

test("a relay is an address over TLS, the registered path, and a token unless there is one", () => {
  const relay = { address: "https://relay.example:8443", path: "/antom/notify", token: "made-up" };
  expect(faultOfRelay(relay, false)).toBeNull();
  expect(faultOfRelay({ ...relay, address: "https://relay.example/" }, false)).toBeNull();
  expect(faultOfRelay({ ...relay, address: "http://relay.example" }, false)).toBe("address");
  expect(faultOfRelay({ ...relay, address: "https://relay.example/path" }, false)).toBe("address");
  expect(faultOfRelay({ ...relay, address: "https://user@relay.example" }, false)).toBe("address");
  expect(faultOfRelay({ ...relay, path: "antom/notify" }, false)).toBe("path");
  expect(faultOfRelay({ ...relay, token: "" }, false)).toBe("token");
  expect(faultOfRelay({ ...relay, token: "" }, true)).toBeNull();
  expect(faultOfRelay({ address: "", path: "", token: "" }, false)).toBeNull();
});

test("what a notification speaks of has a screen of its own", () => {
  expect(placeOfSubject(["payment", "P-1"])).toBe("#/payments/P-1");
  expect(placeOfSubject(["registration", "R-1"])).toBe("#/stores/R-1");
  expect(placeOfSubject(["payout", "X-1"])).toBeNull();
});
