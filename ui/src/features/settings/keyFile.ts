/** A key file as text: PEM and base64 as they are, DER as base64. */
export async function readKeyFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // DER begins with a SEQUENCE of a length in long form; no text does.
  const der = bytes[0] === 0x30 && (bytes[1] ?? 0) > 0x7f;
  if (!der) return new TextDecoder().decode(bytes);
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}
