//! Every rule of the ledger's contract, for any ledger. Each part gets a fresh, empty one.

mod appending;
mod asking;
mod attempts;
mod chain;
mod dossiers;
mod finding;
mod importing;
mod listing;
mod orders;
mod racing;
mod world;

use std::sync::Arc;

use engine::port::Ledger;

/// Runs all parts. `make` gives an empty ledger each time.
pub async fn all<F: Future<Output = Arc<dyn Ledger>>>(make: impl Fn() -> F) {
    appending::all(&*make().await).await;
    appending::refusals(&*make().await).await;
    appending::accounts(&*make().await).await;
    orders::opened_and_closed(&*make().await).await;
    orders::kept_each_way(&*make().await).await;
    orders::refusals(&*make().await).await;
    orders::filters(&*make().await).await;
    attempts::begin_and_end(&*make().await).await;
    attempts::last_signed(&*make().await).await;
    attempts::refusals(&*make().await).await;
    racing::one_wins(make().await).await;
    racing::many_streams(make().await).await;
    racing::one_payment_an_order(make().await).await;
    racing::what_ended_is_in_no_way(make().await).await;
    finding::by_every_id(&*make().await).await;
    finding::newest_of_an_order_number(&*make().await).await;
    finding::debits(&*make().await).await;
    listing::every_filter(&*make().await).await;
    listing::texts(&*make().await).await;
    listing::holds(&*make().await).await;
    listing::declared(&*make().await).await;
    listing::sums_beyond_64_bits(&*make().await).await;
    importing::leaves_what_is_there(&*make().await).await;
    importing::with_orders(&*make().await).await;
    dossiers::lists(&*make().await).await;
    dossiers::in_any_order(&*make().await).await;
    dossiers::found_by_keys(&*make().await).await;
    dossiers::refusals(&*make().await).await;
    dossiers::texts_of_many(&*make().await).await;
    asking::learned_by_asking(&*make().await).await;
    asking::marks(&*make().await).await;
    chain::holds(&*make().await).await;
}
