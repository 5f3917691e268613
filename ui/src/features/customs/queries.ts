import { useQueries } from "@tanstack/react-query";
import { useState } from "react";
import { commands, type DeclarationView, problemOf, query } from "../../ipc";
import { everything } from "../../shared";

const pageSize = 100;

/** Declarations page after page; what was loaded stays and is read again when it goes stale. */
export function useDeclarations() {
  const [tokens, setTokens] = useState<readonly (string | null)[]>([null]);
  const pages = useQueries({
    queries: tokens.map((after) =>
      query(
        commands.declarationList,
        { ...everything, declared_only: true, limit: pageSize, after },
        { tags: ["customs", "payments"], keep: true },
      ),
    ),
  });
  const last = pages[pages.length - 1];
  const next = last?.data?.next ?? null;
  const declarations: DeclarationView[] = pages.flatMap((page) => page.data?.declarations ?? []);
  return {
    declarations,
    problem: problemOf(pages.find((page) => page.error)?.error),
    isPending: pages[0]?.isPending ?? true,
    isFetching: last?.isFetching ?? false,
    more: next === null ? null : () => setTokens((before) => [...before, next]),
  };
}
