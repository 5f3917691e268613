import { expect, test } from "vitest";
import { readKeyFile } from "./keyFile";

test("DER becomes base64, text stays as it is", async () => {
  expect(await readKeyFile(new Blob([new Uint8Array([0x30, 0x82, 0x01, 0xff])]))).toBe("MIIB/w==");
  const pem = "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----\n";
  expect(await readKeyFile(new Blob([pem]))).toBe(pem);
});
