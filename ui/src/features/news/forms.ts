/** What is wrong with what was pasted or typed; null when it can be sent. */
export type GivenFault = "headers" | "signature" | "body";

/** Headers as pasted: a name, a colon, a value, a line each. */
export function faultOfGiven(headers: string, body: string): GivenFault | null {
  const lines = headers
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  if (lines.length === 0 || lines.some((line) => !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+\s*:/.test(line)))
    return "headers";
  if (!lines.some((line) => /^signature\s*:/i.test(line))) return "signature";
  return body.trim() === "" ? "body" : null;
}

export type RelayFault = "address" | "path" | "token";

/** A relay is reached over TLS, at its root; an empty address takes it away. */
export function faultOfRelay(
  typed: { address: string; path: string; token: string },
  hasToken: boolean,
): RelayFault | null {
  const address = typed.address.trim();
  if (address === "") return null;
  if (!/^https:\/\/[^\s/?#@]+$/.test(address.replace(/\/$/, ""))) return "address";
  if (!/^\/\S*$/.test(typed.path.trim())) return "path";
  return typed.token.trim() === "" && !hasToken ? "token" : null;
}
