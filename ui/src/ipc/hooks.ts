import {
  type Query,
  QueryClient,
  queryOptions,
  useMutation,
  useQueryClient,
  useQuery as useTanstackQuery,
} from "@tanstack/react-query";
import { useCallback, useRef } from "react";
import { Refusal, unreachable } from "./call";
import { commands, type Problem } from "./generated";

export type Tag = string;
type Command<Form, View> = (form: Form) => Promise<View>;

const names = new Map<unknown, string>(Object.entries(commands).map(([name, command]) => [command, name]));

export function makeClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // The core announces what went stale; nothing is refetched on a whim.
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        retry: false,
        refetchOnWindowFocus: false,
        networkMode: "always",
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

export function problemOf(error: unknown): Problem | null {
  if (error === null || error === undefined) return null;
  if (error instanceof Refusal) return error.problem;
  return unreachable("ui.core_failed", String(error), "unknown");
}

export type Options<View> = {
  tags?: readonly Tag[];
  enabled?: boolean;
  /** How soon to ask again by ourselves, for what is under way; false: only when told. */
  again?: (view: View | undefined) => number | false;
  /** Show the last answer while another question of the same place is under way. */
  keep?: boolean;
  /** How long an answer nobody looks at is kept, in milliseconds. */
  forget?: number;
};

/** The query behind `useQuery`, for places that ask several at once. */
export function query<Form, View>(command: Command<Form, View>, form: Form, options: Options<View> = {}) {
  const { again } = options;
  return queryOptions<View>({
    queryKey: [names.get(command) ?? command.name, form ?? null],
    queryFn: () => command(form),
    enabled: options.enabled ?? true,
    meta: { tags: options.tags ?? [] },
    refetchInterval: again ? (q) => again(q.state.data) : false,
    ...(options.keep ? { placeholderData: (before: View | undefined) => before as never } : {}),
    ...(options.forget === undefined ? {} : { gcTime: options.forget }),
  });
}

/** Reads from the core and reads again when one of `tags` goes stale. */
export function useQuery<Form, View>(command: Command<Form, View>, form: Form, options: Options<View> = {}) {
  const result = useTanstackQuery(query(command, form, options));
  return {
    data: result.data,
    problem: problemOf(result.error),
    isPending: result.isPending && (options.enabled ?? true),
    isFetching: result.isFetching,
    isPlaceholder: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
    reload: result.refetch,
  };
}

export type Sent<View> = { onDone?: (view: View) => void; onProblem?: (problem: Problem) => void };

/** Sends a command. A press while one is under way is ignored, so that a double press sends once. */
export function useCommand<Form, View>(command: Command<Form, View>, touches: readonly Tag[] = []) {
  const client = useQueryClient();
  const busy = useRef(false);
  const mutation = useMutation<View, unknown, Form>({
    mutationFn: command,
    onSettled: () => {
      busy.current = false;
      invalidate(client, touches);
    },
  });
  const { mutate, reset } = mutation;
  const send = useCallback(
    (form: Form, then: Sent<View> = {}) => {
      if (busy.current) return;
      busy.current = true;
      mutate(form, {
        onSuccess: (view) => then.onDone?.(view),
        onError: (error) => {
          const problem = problemOf(error);
          if (problem) then.onProblem?.(problem);
        },
      });
    },
    [mutate],
  );
  return {
    send,
    reset,
    isPending: mutation.isPending,
    data: mutation.data,
    problem: problemOf(mutation.error),
  };
}

/** Everything read under one of these tags is read again; what nobody looks at is forgotten. */
export function invalidate(client: QueryClient, tags: readonly Tag[]): void {
  if (tags.length === 0) return;
  const predicate = (q: Query) => {
    const own = q.meta?.tags;
    return Array.isArray(own) && own.some((tag) => tags.includes(String(tag)));
  };
  for (const q of client.getQueryCache().findAll({ predicate })) {
    // A first answer that is on its way may be older than what made it stale, and would count as fresh.
    if (q.state.fetchStatus !== "fetching" || q.state.data !== undefined) continue;
    const again = () => void client.invalidateQueries({ queryKey: q.queryKey, exact: true });
    q.promise?.then(again, again);
  }
  void client.invalidateQueries({ predicate });
}
