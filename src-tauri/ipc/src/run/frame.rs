use engine::port::{OrderFilter, PaymentQuery};

use super::outbox::{NotEnded, not_ended, views};
use super::payment::{day_start_utc8, orders_of, sums};
use crate::Desk;
use crate::form::Nothing;
use crate::problem::Problem;
use crate::show;
use crate::view::{DeskView, FrameView, HostView};

/// What the frame of the window shows. Answers even when the ledger or the keys do not work.
pub async fn frame(desk: &Desk, _: Nothing) -> Result<FrameView, Problem> {
    let parts = desk.parts();
    let settings = desk.settings().await;
    let mut ledger_problem = desk.trouble().await;
    let accounts = match desk.accounts().await {
        Ok(written) => {
            let mut accounts = Vec::with_capacity(written.len());
            for account in written {
                accounts.push(desk.at_work(account).await);
            }
            accounts
        }
        Err(problem) => {
            ledger_problem = ledger_problem.or(Some(problem));
            Vec::new()
        }
    };
    let current = settings.current.as_ref().and_then(|current| {
        accounts
            .iter()
            .find(|account| account.id == current.account && account.environment == current.environment)
    });
    let vault_locked = (settings.passphrase_vault || parts.vault_only) && desk.keys().await.is_err();
    let health = desk.key_health().await;
    let (mut open_orders, mut unknown_orders, mut waiting_orders) = (0, 0, 0);
    let (mut last_contact, mut clock_ahead_ms) = (None, None);
    if current.is_some()
        && let Ok(merchant) = desk.merchant().await
        && let Ok(NotEnded { open, waiting }) = not_ended(&merchant).await
    {
        let counted = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        waiting_orders = counted(waiting.len());
        open_orders = counted(open.len()).saturating_add(waiting_orders);
        unknown_orders = counted(open.iter().filter(|order| order.state == "unknown").count());
        last_contact = merchant.last_contact().map(|at| at.0);
        clock_ahead_ms = merchant.clock_ahead();
    }
    let trouble = health.trouble.filter(|_| !vault_locked);
    Ok(FrameView {
        current: current.map(show::account),
        accounts: accounts.iter().map(show::account).collect(),
        key_store: show::store_word(health.store).to_owned(),
        key_store_works: health.works,
        key_store_problem: trouble.map(|why| engine::port::KeysError::NoStore(why).into()),
        vault_locked,
        open_orders,
        unknown_orders,
        waiting_orders,
        last_contact,
        clock_ahead_ms,
        hosts: antom::hosts::HOSTS
            .iter()
            .map(|host| HostView {
                url: format!("https://{}", host.name),
                region: host.region.to_owned(),
                legacy: host.legacy,
            })
            .collect(),
        practice_available: true,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        data_dir: parts.data_dir.display().to_string(),
        ledger_problem,
    })
}

/// What needs a person today.
pub async fn desk_today(desk: &Desk, _: Nothing) -> Result<DeskView, Problem> {
    let merchant = desk.merchant().await?;
    let (ledger, now) = (merchant.ledger(), merchant.now());
    let base = PaymentQuery {
        account: Some(merchant.account().id.clone()),
        now,
        limit: 20,
        ..PaymentQuery::default()
    };
    let holds = PaymentQuery { holds_only: true, limit: 500, ..base.clone() };
    let ending: Vec<_> = ledger
        .payments(&holds)
        .await?
        .rows
        .into_iter()
        .filter(|row| {
            row.hold_until.is_some_and(|until| until > now && until.since(now) <= show::EXPIRING_MS)
        })
        .collect();
    let refused_query = PaymentQuery { declared_only: true, limit: 500, ..base.clone() };
    let mut customs_refused = Vec::new();
    for row in ledger.payments(&refused_query).await?.rows {
        if customs_refused.len() < 20 && row.flags.contains(&domain::Flag::CustomsRefused) {
            let standing = merchant.read(&row.stream).await?;
            let orders = orders_of(&merchant, &standing).await?;
            let all = show::declarations(&standing.payment, &orders, now);
            customs_refused.extend(
                all.into_iter().filter(|own| own.state == "customs_refused" || own.state == "refused"),
            );
        }
    }
    let NotEnded { open, waiting } = not_ended(&merchant).await?;
    let since = now.plus(-domain::Moment::DAY);
    let closed = views(&merchant, ledger.orders(OrderFilter::ClosedSince(since)).await?).await?;
    // Takings: what was never paid, was refused or was cancelled is none.
    let states = vec![
        domain::PaymentState::Authorised,
        domain::PaymentState::PartlyCaptured,
        domain::PaymentState::Paid,
        domain::PaymentState::PartlyRefunded,
        domain::PaymentState::Refunded,
    ];
    let today = PaymentQuery { from: Some(day_start_utc8(now)), states, ..base };
    let coverage = ledger.coverage().await?;
    Ok(DeskView {
        expiring_count: u64::try_from(ending.len()).unwrap_or(u64::MAX),
        expiring_sums: hold_sums(&ending),
        expiring: ending.iter().take(20).map(|row| show::row(row, now)).collect(),
        unknown: open.into_iter().filter(|order| order.state == "unknown").collect(),
        waiting,
        customs_refused,
        refused: closed.into_iter().filter(|order| order.state == "refused").collect(),
        today: sums(&ledger.count(&today).await?),
        payments: coverage.payments,
        oldest: coverage.oldest.map(|at| at.0),
    })
}

/// What is still to be captured of these holds, a line a currency.
fn hold_sums(rows: &[domain::PaymentRow]) -> Vec<crate::view::SumView> {
    let mut sums: Vec<(domain::Currency, u64, u128)> = Vec::new();
    for row in rows {
        let (currency, minor) = (row.capturable.currency(), u128::from(row.capturable.minor()));
        match sums.iter_mut().find(|(own, _, _)| *own == currency) {
            Some((_, count, sum)) => {
                *count = count.saturating_add(1);
                *sum = sum.saturating_add(minor);
            }
            None => sums.push((currency, 1, minor)),
        }
    }
    sums.into_iter()
        .map(|(currency, count, minor)| crate::view::SumView {
            currency: currency.to_string(),
            count,
            amount: super::payment::decimal(minor, currency.decimals()),
            refunded: super::payment::decimal(0, currency.decimals()),
        })
        .collect()
}
