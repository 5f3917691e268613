export { RegisterScreen } from "./RegisterScreen";
export { StorePage } from "./StorePage";
export { StoresScreen } from "./StoresScreen";
