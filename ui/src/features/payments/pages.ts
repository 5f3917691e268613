import { useQueries } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import {
  commands,
  type ListForm,
  type PaymentPageView,
  type PaymentRowView,
  problemOf,
  query,
} from "../../ipc";

export const pageSize = 100;
/** How many rows beyond the window are read ahead. */
const ahead = 60;

type Known = {
  filter: string;
  /** Where each page begins; the first begins at the beginning. */
  cursors: readonly (string | null)[];
  /** How many rows there are, once the last page was seen. */
  end: number | null;
};

/** Where the pages of the last filter begin: coming back to a row far down needs no walk there. */
let remembered: Known | null = null;

/**
 * A window onto a list that is read page by page. Only the pages in sight are kept; where the others begin is
 * remembered, so that scrolling back reads them again.
 */
export function usePages(form: ListForm) {
  const filter = JSON.stringify(form);
  const [known, setKnown] = useState<Known>(() =>
    remembered?.filter === filter ? remembered : { filter, cursors: [null], end: null },
  );
  useEffect(() => {
    remembered = known;
  }, [known]);
  const current = known.filter === filter ? known : { filter, cursors: [null], end: null };
  const [window, setWindow] = useState({ filter, first: 0, last: 40 });
  const sight = window.filter === filter ? window : { filter, first: 0, last: 40 };

  const onWindow = useCallback((first: number, last: number) => setWindow({ filter, first, last }), [filter]);

  const firstPage = Math.min(Math.floor(sight.first / pageSize), current.cursors.length - 1);
  const lastPage = Math.min(Math.floor((sight.last + ahead) / pageSize), current.cursors.length - 1);
  const wanted = Array.from({ length: lastPage - firstPage + 1 }, (_, at) => firstPage + at);

  const results = useQueries({
    queries: wanted.map((page) =>
      query(
        commands.paymentList,
        { ...form, limit: pageSize, after: current.cursors[page] ?? null },
        { tags: ["payments"], forget: 20_000 },
      ),
    ),
  });

  // The last rows seen of each page in sight stay while the page is read again.
  const seen = useRef(new Map<number, PaymentPageView>());
  const seenFilter = useRef(filter);
  if (seenFilter.current !== filter) {
    seen.current = new Map();
    seenFilter.current = filter;
  }
  results.forEach((result, at) => {
    const page = wanted[at];
    if (page !== undefined && result.data) seen.current.set(page, result.data);
  });
  for (const page of seen.current.keys()) if (!wanted.includes(page)) seen.current.delete(page);

  const answers = results.map((result) => result.data);
  const stamp = wanted
    .map((page, at) => `${page}:${answers[at]?.next ?? "-"}:${answers[at]?.payments.length ?? "-"}`)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stamp stands for the answers
  useEffect(() => {
    setKnown((old) => {
      const base = old.filter === filter ? old : { filter, cursors: [null], end: null };
      let cursors = [...base.cursors];
      let end = base.end;
      wanted.forEach((page, at) => {
        const answer = answers[at];
        if (!answer) return;
        if (answer.next === null) {
          end = page * pageSize + answer.payments.length;
          cursors = cursors.slice(0, page + 1);
        } else {
          if (end !== null && end <= (page + 1) * pageSize) end = null;
          cursors[page + 1] = answer.next;
        }
      });
      const same =
        old.filter === filter &&
        end === old.end &&
        cursors.length === old.cursors.length &&
        cursors.every((c, at) => c === old.cursors[at]);
      return same ? old : { filter, cursors, end };
    });
  }, [filter, stamp]);

  const rowAt = useCallback(
    (index: number): PaymentRowView | undefined =>
      seen.current.get(Math.floor(index / pageSize))?.payments[index % pageSize],
    [],
  );

  return useMemo(
    () => ({
      rowAt,
      onWindow,
      /** Rows that can be scrolled to now. */
      reach: current.end ?? (current.cursors.length === 1 ? 0 : current.cursors.length * pageSize),
      isEmpty: current.end === 0,
      isPending: results[0]?.isPending === true && current.cursors.length === 1,
      problem: problemOf(results.find((result) => result.error)?.error),
      reload: () => {
        for (const result of results) void result.refetch();
      },
    }),
    [rowAt, onWindow, current, results],
  );
}
