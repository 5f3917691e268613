export { OutboxScreen } from "./OutboxScreen";
