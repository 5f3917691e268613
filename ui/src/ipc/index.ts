export { insideWindow, Refusal } from "./call";
export * from "./generated";
export {
  invalidate,
  makeClient,
  type Options,
  problemOf,
  query,
  type Tag,
  useCommand,
  useQuery,
} from "./hooks";
export { listenToStale } from "./stale";
