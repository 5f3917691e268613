import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { commands, problemOf, query } from "../../ipc";
import { everything } from "../../shared";

const pageSize = 200;

/** Open holds, soonest end first, page after page. */
export function useHolds() {
  const [tokens, setTokens] = useState<readonly (string | null)[]>([null]);
  const pages = useQueries({
    queries: tokens.map((after) =>
      query(
        commands.paymentList,
        { ...everything, holds_only: true, limit: pageSize, after },
        { tags: ["payments"], keep: true },
      ),
    ),
  });
  const last = pages[pages.length - 1];
  const next = last?.data?.next ?? null;
  return {
    holds: pages.flatMap((page) => page.data?.payments ?? []),
    problem: problemOf(pages.find((page) => page.error)?.error),
    isPending: pages[0]?.isPending ?? true,
    isFetching: last?.isFetching ?? false,
    more: next === null ? null : () => setTokens((before) => [...before, next]),
  };
}
