//! How long a page of payments takes, from the form as JSON to the view as JSON.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use serde_json::{Value, json};
use site::History;

use crate::dispatch;
use crate::server::practice_desk;

/// One measured question.
#[derive(Debug)]
pub struct Figure {
    /// What was asked.
    pub what: &'static str,
    /// Half of the answers took less.
    pub median: Duration,
    /// Of a hundred answers, the one that took longest took this.
    pub worst_of_hundred: Duration,
}

/// Measures a desk with a history of this many payments.
pub async fn measure(data_dir: PathBuf, payments: u32) -> Result<Vec<Figure>> {
    let desk = practice_desk(data_dir, History { payments, ..History::default() }).await?;
    let ask = async |name: &str, form: Value| {
        dispatch(&desk, name, form).await.map_err(|problem| anyhow!("{name}: {problem:?}"))
    };
    ask("practice_open", json!({})).await?;
    let first = ask("payment_list", json!({ "limit": 50 })).await?;
    let id = first.pointer("/payments/0/id").and_then(Value::as_str).unwrap_or_default().to_owned();

    let questions = [
        ("page of 50 payments", "payment_list", json!({ "limit": 50 })),
        ("next page of 50", "payment_list", json!({ "limit": 50, "after": first["next"] })),
        ("page of 50, paid only", "payment_list", json!({ "limit": 50, "states": ["paid"] })),
        ("one payment in full", "payment_show", json!({ "id": id })),
        ("the desk", "desk_today", json!({})),
    ];
    let mut figures = Vec::new();
    for (what, name, form) in questions {
        let mut times = Vec::with_capacity(100);
        for _ in 0..100 {
            let began = Instant::now();
            let view = ask(name, form.clone()).await?;
            std::hint::black_box(view.to_string());
            times.push(began.elapsed());
        }
        times.sort_unstable();
        let at = |place: usize| times.get(place).copied().unwrap_or_default();
        figures.push(Figure { what, median: at(50), worst_of_hundred: at(99) });
    }
    Ok(figures)
}
