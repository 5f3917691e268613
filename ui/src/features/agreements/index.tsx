export { AgreementPage } from "./AgreementPage";
export { AgreementsScreen } from "./AgreementsScreen";
export { SubscriptionPage } from "./SubscriptionPage";
export { SubscriptionsScreen } from "./SubscriptionsScreen";
