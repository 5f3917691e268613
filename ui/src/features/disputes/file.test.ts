import { expect, test } from "vitest";
import { base64, faultOf, fromBase64, sizeParts } from "./file";

const bytes = (text: string) => new TextEncoder().encode(text);
const largest = 3_000_000;

test("a PDF and both Word formats can be sent, whatever the case of their names", () => {
  expect(faultOf({ name: "proof.pdf", bytes: bytes("%PDF-1.7 …") }, largest)).toBeNull();
  expect(faultOf({ name: "PROOF.PDF", bytes: bytes("%PDF-1.7 …") }, largest)).toBeNull();
  expect(faultOf({ name: "proof.docx", bytes: new Uint8Array([0x50, 0x4b, 3, 4, 9]) }, largest)).toBeNull();
  expect(
    faultOf({ name: "a.b.doc", bytes: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 9]) }, largest),
  ).toBeNull();
});

test("another kind, another content, nothing and too much are refused, each with its reason", () => {
  expect(faultOf({ name: "photo.png", bytes: bytes("PNG") }, largest)).toBe("kind");
  expect(faultOf({ name: "pdf", bytes: bytes("%PDF-1.7") }, largest)).toBe("kind");
  expect(faultOf({ name: "photo.pdf", bytes: bytes("PNG") }, largest)).toBe("content");
  expect(faultOf({ name: "proof.pdf", bytes: new Uint8Array(0) }, largest)).toBe("empty");
  const full = new Uint8Array(largest);
  full.set(bytes("%PDF"));
  expect(faultOf({ name: "proof.pdf", bytes: full }, largest)).toBeNull();
  const over = new Uint8Array(largest + 1);
  over.set(bytes("%PDF"));
  expect(faultOf({ name: "proof.pdf", bytes: over }, largest)).toBe("large");
});

test("base64 gives back every byte, of large files too", () => {
  const all = new Uint8Array(70_000).map((_, at) => at % 256);
  expect(fromBase64(base64(all))).toEqual(all);
  expect(base64(bytes("%PDF-1.7"))).toBe("JVBERi0xLjc=");
});

test("a size is rounded up", () => {
  expect(sizeParts(812)).toEqual({ unit: "bytes", size: "812" });
  expect(sizeParts(3_000_001)).toEqual({ unit: "mb", size: "3.01" });
  expect(sizeParts(750_000)).toEqual({ unit: "kb", size: "750" });
});
