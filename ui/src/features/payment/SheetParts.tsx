export { ActSheet as MoneySheet } from "../../shared";
