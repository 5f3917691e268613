//! Dossiers and notifications: what their lists read, folded from the entries, and the questions about it.

mod find;
mod fold;
pub(crate) mod list;
mod row;

#[cfg(test)]
mod plans;

pub(crate) use find::{find, learned_by_asking};
pub(crate) use fold::{fold_again, forget_all, next_folds, standing};
pub(crate) use list::{counts, page};
pub(crate) use row::{DossierView, insert};
