export { CapturesScreen } from "./CapturesScreen";
