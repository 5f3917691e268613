import type { Tone } from "../StatusBadge";

export type DossierKind = "dispute" | "agreement" | "subscription" | "registration" | "news";

const tones: Record<DossierKind, Record<string, Tone>> = {
  dispute: {
    open: "unknown",
    evidence_given: "waiting",
    defended: "waiting",
    resolved: "waiting",
    accepted: "returned",
    missed: "refused",
    withdrawn: "done",
    won: "done",
    lost: "refused",
    judged: "part",
  },
  agreement: {
    // Written down and nothing more: the gateway refused the link, or was not reached.
    asked: "expired",
    offered: "waiting",
    consented: "part",
    active: "done",
    ended: "expired",
    given_up: "expired",
    refused: "refused",
  },
  subscription: {
    asked: "waiting",
    offered: "waiting",
    ran_out: "expired",
    pending: "waiting",
    active: "done",
    cancelled: "returned",
    terminated: "expired",
    refused: "refused",
    other: "unknown",
  },
  registration: {
    asked: "waiting",
    pending: "waiting",
    approved: "done",
    rejected: "refused",
    other: "unknown",
  },
  news: {
    waiting: "waiting",
    changed: "done",
    repeated: "expired",
    contradicts: "refused",
    not_ours: "expired",
    reread: "expired",
    kept: "part",
    beside: "done",
    unverified: "refused",
  },
};

/** A word nobody here knows is shown as it is, as something not known. */
export function dossierTone(kind: DossierKind, state: string): Tone {
  return tones[kind][state] ?? "unknown";
}

/** The states of a kind in the order in which they come about. */
export function statesOf(kind: DossierKind): readonly string[] {
  return Object.keys(tones[kind]);
}
