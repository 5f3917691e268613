export { CustomsScreen } from "./CustomsScreen";
export { DeclarationSheet } from "./DeclarationSheet";
