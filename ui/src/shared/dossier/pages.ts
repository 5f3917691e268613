import { useQueries } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import {
  type DossierListForm,
  type DossierPageView,
  type DossierRowView,
  problemOf,
  query,
  type Tag,
} from "../../ipc";

export const pageSize = 100;
/** How near the end of what is read the window comes before the next page is asked for. */
const ahead = 30;

export type ListCommand = (form: DossierListForm) => Promise<DossierPageView>;

/** Rows of a list, page after page, as far as somebody scrolled. */
export function useDossierPages(command: ListCommand, form: DossierListForm, tag: Tag, enabled = true) {
  const filter = JSON.stringify(form);
  const [known, setKnown] = useState<{ filter: string; tokens: readonly (string | null)[] }>({
    filter,
    tokens: [null],
  });
  const tokens = known.filter === filter ? known.tokens : [null];
  const pages = useQueries({
    queries: tokens.map((after) =>
      query(command, { ...form, limit: pageSize, after }, { tags: [tag], enabled, forget: 60_000 }),
    ),
  });
  const rows: DossierRowView[] = pages.flatMap((page) => page.data?.rows ?? []);
  const next = pages[pages.length - 1]?.data?.next ?? null;
  const loaded = rows.length;
  // How many there are does not hang on the filter: it stays while another filter is asked for.
  const counts = useRef<DossierPageView["counts"]>([]);
  const answered = pages[0]?.data?.counts;
  if (answered) counts.current = answered;
  const onWindow = useCallback(
    (_first: number, last: number) => {
      if (next === null || last + ahead < loaded) return;
      setKnown((old) => {
        const own = old.filter === filter ? old.tokens : [null];
        return own.includes(next) ? old : { filter, tokens: [...own, next] };
      });
    },
    [filter, next, loaded],
  );
  return {
    rows,
    counts: counts.current,
    whole: next === null,
    onWindow,
    problem: problemOf(pages.find((page) => page.error)?.error),
    isPending: enabled && (pages[0]?.isPending ?? true),
    reload: () => {
      for (const page of pages) void page.refetch();
    },
  };
}
