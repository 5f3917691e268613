//! The gateway's own numbers: the day, a fixed middle, a kind and a count.

use crate::clock::day_digits;

pub fn payment_id(at: i64, count: u64) -> String {
    format!("{}1940108001001888F02{count:08}", day_digits(at))
}

pub fn capture_id(at: i64, count: u64) -> String {
    format!("{}1940109001001888C02{count:08}", day_digits(at))
}

pub fn refund_id(at: i64, count: u64) -> String {
    format!("{}1940109001001888R02{count:08}", day_digits(at))
}

/// The request id the gateway chooses for a capture nobody asked for.
pub fn automatic_capture_request_id(at: i64, count: u64) -> String {
    format!("AUTO{}{count:08}", day_digits(at))
}

pub fn customs_payment_id(at: i64, count: u64) -> String {
    format!("{}2200118888{count:010}", day_digits(at))
}

pub fn clearing_id(at: i64, count: u64) -> String {
    format!("{}0011223344{count:010}", day_digits(at))
}

pub fn dispute_id(at: i64, count: u64) -> String {
    format!("{}{count:012}", day_digits(at))
}

pub fn update_id(at: i64, count: u64) -> String {
    format!("{}1940108001001888I02{count:08}", day_digits(at))
}

pub fn session_id(at: i64, count: u64) -> String {
    format!("{}1940110001001888S02{count:08}", day_digits(at))
}

pub fn subscription_id(at: i64, count: u64) -> String {
    format!("{}1940110001001888S02{count:08}", day_digits(at))
}
