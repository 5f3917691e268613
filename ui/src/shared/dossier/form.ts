import type { DossierListForm } from "../../ipc";

/** A list form that filters nothing. */
export const everyDossier: DossierListForm = {
  states: [],
  text: null,
  payment: null,
  by_deadline: false,
  limit: null,
  after: null,
};
