/** Why a file cannot be sent as the answer. */
export type FileFault = "empty" | "kind" | "content" | "large";

/** A document that was read and checked. */
export type Chosen = { name: string; bytes: Uint8Array };

// PDF, the old Word format, and the zip that a DOCX is.
const beginnings: Record<string, readonly number[]> = {
  pdf: [0x25, 0x50, 0x44, 0x46],
  doc: [0xd0, 0xcf, 0x11, 0xe0],
  docx: [0x50, 0x4b, 0x03, 0x04],
};

/** What the input offers to choose from. */
export const accepted = ".pdf,.doc,.docx";

function ending(name: string): string {
  const at = name.lastIndexOf(".");
  return at < 0 ? "" : name.slice(at + 1).toLowerCase();
}

/** PDF, DOC or DOCX by name and by its first bytes, and not larger than the gateway takes. Null: it can be sent. */
export function faultOf({ name, bytes }: Chosen, largest: number): FileFault | null {
  const beginning = beginnings[ending(name)];
  if (!beginning) return "kind";
  if (bytes.length === 0) return "empty";
  if (bytes.length > largest) return "large";
  return beginning.every((byte, at) => bytes[at] === byte) ? null : "content";
}

/** Base64 of many bytes; a piece at a time, because a call takes only so many arguments. */
export function base64(bytes: Uint8Array): string {
  const piece = 0x8000;
  let text = "";
  for (let at = 0; at < bytes.length; at += piece) {
    text += String.fromCharCode(...bytes.subarray(at, at + piece));
  }
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text);
  const bytes = new Uint8Array(plain.length);
  for (let at = 0; at < plain.length; at += 1) bytes[at] = plain.charCodeAt(at);
  return bytes;
}

/** Bytes as people read sizes: "812 bytes", "2.9 MB". Rounded up, so that what is too large never looks allowed. */
export function sizeParts(bytes: number): { unit: "bytes" | "kb" | "mb"; size: string } {
  if (bytes < 1000) return { unit: "bytes", size: String(bytes) };
  if (bytes < 1_000_000) return { unit: "kb", size: String(Math.ceil(bytes / 1000)) };
  return { unit: "mb", size: (Math.ceil(bytes / 10_000) / 100).toFixed(2) };
}
