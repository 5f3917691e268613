import { commands, useQuery } from "../ipc";

/** The account at work, the key store, the outbox count: what every screen may need. */
export function useFrame() {
  return useQuery(commands.frame, undefined, {
    tags: ["frame", "accounts", "outbox"],
    keep: true,
    again: (frame) => (frame && frame.open_orders > 0 ? 5000 : 30_000),
  });
}
