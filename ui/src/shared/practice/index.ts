export { besides } from "./amount";
export { PracticeButton, PracticeInside, PracticeList, usePractising } from "./PracticeList";
export { type Stage, setPracticeOpen, usePracticeOpen, useStage } from "./stage";
