import "./dossier.css";

export { Act } from "./ActList";
export { CasePage, Crumb, NotYet } from "./CasePage";
export { DossierBadge } from "./DossierBadge";
export { DossierList } from "./DossierList";
export { DueText } from "./DueText";
export { fieldProblems } from "./fields";
export { everyDossier } from "./form";
export { OfferPanel } from "./OfferPanel";
export { type DossierKind, dossierTone, statesOf } from "./tones";
export { type Urgency, urgencyOf } from "./urgency";
