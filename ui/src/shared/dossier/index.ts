import "./dossier.css";

export { Act, OwnActs } from "./ActList";
export { ActSheet } from "./ActSheet";
export { CaseHead, Contradictions, Crumb, NotYet } from "./CasePage";
export { CodePicture } from "./CodePicture";
export { DossierBadge } from "./DossierBadge";
export { DossierList } from "./DossierList";
export { DueText } from "./DueText";
export { useDraft } from "./draft";
export { fieldProblems, looksLikeAmount } from "./fields";
export { everyDossier } from "./form";
export { OfferPanel } from "./OfferPanel";
export { Tale } from "./Tale";
export { type DossierKind, dossierTone, statesOf } from "./tones";
export { type Urgency, urgencyOf } from "./urgency";
