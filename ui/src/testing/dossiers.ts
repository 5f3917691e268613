import type { ActionView, AgreementView, DisputeView, DossierRowView, DossierView } from "../ipc";
import { money } from "./core";

const at = Date.parse("2026-11-20T15:04:00+08:00");

export function aRow(part: Partial<DossierRowView> = {}): DossierRowView {
  return {
    id: "20260202000000000001",
    state: "open",
    title: "Cardholder Dispute",
    amount: money("1000.00", "HKD"),
    opened_at: at,
    due_at: Date.parse("2026-12-02T19:09:16-08:00"),
    unknown: false,
    contradiction: false,
    payment: "PAY0001",
    wallet: null,
    roads: [],
    subject: null,
    ...part,
  };
}

function aDossier(part: Partial<DossierRowView>): DossierView {
  return { row: aRow(part), version: 3, acts: [], story: [], contradictions: [] };
}

const may = { allowed: true, problem: null };

/** An open chargeback of HKD 1,000.00. */
export function aDispute(part: Partial<DisputeView> = {}): DisputeView {
  return {
    dossier: aDossier({}),
    kind: "CHARGEBACK",
    reason_code: "4853",
    reason: "Cardholder Dispute",
    source: "Mastercard",
    due_text: "2026-12-02T19:09:16-08:00",
    payment_id: "202611200000000000001",
    judged: null,
    judged_amount: null,
    accepted_because: null,
    defended_because: null,
    refunded: null,
    accept: may,
    defend: may,
    evidence: may,
    advice: null,
    largest_file: 3_000_000,
    ...part,
  };
}

/** An active consent of a made-up buyer. */
export function anAgreement(part: Partial<AgreementView> = {}): AgreementView {
  return {
    dossier: aDossier({ id: "AGR0001", state: "active", title: "Sample Buyer", amount: null, payment: null }),
    wallet: "GCASH",
    wallet_name: "GCash",
    buyer: "Sample Buyer",
    login: "s***@example.com",
    url: null,
    token_until: null,
    renewable_until: null,
    renew: may,
    debit: may,
    revoke: may,
    give_up: { allowed: false, problem: null },
    ended_by: null,
    ended_because: null,
    refused: null,
    debits: [],
    ...part,
  };
}

export function anAction(kind: string, about: string, id: string, state = "done"): ActionView {
  return {
    id: "REQ1",
    kind,
    state,
    payment_id: null,
    amount: null,
    problem: null,
    about,
    payment: id,
    rounds: 0,
    most_rounds: null,
    order: "ORD1",
    next_at: null,
  };
}
