export { NewsPage } from "./NewsPage";
export { NewsScreen } from "./NewsScreen";
