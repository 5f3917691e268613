export { DisputePage } from "./DisputePage";
export { DisputesScreen } from "./DisputesScreen";
