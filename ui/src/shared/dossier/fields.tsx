import type { ReactNode } from "react";
import type { Problem } from "../../ipc";
import { ProblemLine } from "../ProblemCard";

/** A problem said under its field when the form has that field, and in a card when not. */
export function fieldProblems(problem: Problem | null, fields: readonly string[]) {
  const field = problem?.field ?? null;
  const placed = field !== null && fields.includes(field);
  return {
    at: (name: string): ReactNode => (placed && field === name ? <ProblemLine problem={problem} /> : null),
    rest: placed && problem?.next === "correct" ? null : problem,
  };
}
