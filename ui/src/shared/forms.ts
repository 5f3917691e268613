import type { ListForm } from "../ipc";

/** A list form that filters nothing. */
export const everything: ListForm = {
  states: [],
  methods: [],
  currency: null,
  least: null,
  most: null,
  from: null,
  until: null,
  text: null,
  unknown_only: false,
  holds_only: false,
  declared_only: false,
  limit: null,
  after: null,
};
