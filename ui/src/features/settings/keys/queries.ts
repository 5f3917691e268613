/** What a change of keys makes stale. */
export const keyTags = ["keys", "accounts", "frame"] as const;
