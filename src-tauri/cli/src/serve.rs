//! `practice serve`: the practice gateway on its own.

use std::time::Duration;

use anyhow::Result;

use crate::arguments::Serve;
use crate::exit;
use crate::print::Printer;

/// Serves until it is interrupted. Prints one line once it listens.
pub async fn serve(serve: Serve, printer: Printer) -> Result<u8> {
    let rate = serve.fault_per_mille;
    let fault_plan = serve.fault_seed.map(|seed| simulator::FaultPlan {
        seed,
        lose_request: rate,
        lose_answer: rate,
        slow: 0,
        unknown: rate,
        garbage_body: rate,
        wrong_signature: rate,
        http_500: rate,
        truncated: rate,
        quiet_after: serve.fault_quiet_after,
    });
    let server = simulator::serve(simulator::Options {
        port: serve.port,
        payments: serve.payments,
        seed: serve.seed,
        books: serve.books,
        slow: Duration::from_millis(serve.slow_ms),
        fault_plan,
        no_feed: serve.no_feed,
        notify_url: serve.notify_url,
        ..simulator::Options::default()
    })
    .await?;
    let listening = &server.listening;
    printer.data(listening, || {
        vec![
            format!("listening at   {}", listening.base_url),
            format!("client id      {}", listening.client_id),
            format!("journal        {}", listening.journal_url),
        ]
    });
    tokio::signal::ctrl_c().await?;
    server.shutdown().await;
    Ok(exit::OK)
}
