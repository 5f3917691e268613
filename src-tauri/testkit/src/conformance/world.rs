use domain::{Card, Moment, OrderNumber, PaymentRow};
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};

use crate::{Story, keys_of, money};

/// Payments of all kinds, the same in every run.
pub(super) fn payments(count: usize) -> Vec<Story> {
    let mut chance = StdRng::seed_from_u64(7);
    (0..count).map(|n| payment(n, &mut chance)).collect()
}

fn payment(n: usize, chance: &mut StdRng) -> Story {
    let currency = *["SGD", "JPY", "KWD", "CNY"].choose(chance).unwrap();
    let minor = chance.gen_range(100..20_000);
    let request = format!("{:08x}pay{n:04}", chance.r#gen::<u32>());
    let shop = if chance.gen_bool(0.8) { "shop" } else { "second-shop" };
    let card = chance.gen_bool(0.5);
    let mut story = if card {
        Story::card(&request, money(minor, currency))
    } else {
        Story::wallet(&request, money(minor, currency))
    };
    let number = match n % 4 {
        0 => format!("\u{8ba2}\u{5355}-{n}"),
        1 => format!("Web-{n:05}"),
        2 => format!("{}-{n}", chance.gen_range(0..9)),
        _ => format!("\u{00c4}{n}\u{00df}"),
    };
    story.asked.order_number = OrderNumber::parse(&number).unwrap();
    if card {
        let last_four = format!("{:04}", chance.gen_range(0..30));
        let brand = (*["VISA", "AMEX"].choose(chance).unwrap()).to_owned();
        story.asked.card = Card { brand: Some(brand), last_four: Some(last_four) };
    } else {
        story.asked.method = (*["ALIPAY_CN", "GCASH", "PAYPAY"].choose(chance).unwrap()).to_owned();
    }
    // Few instants for many payments: ties happen.
    let at = Moment(1_772_000_000_000).plus(chance.gen_range(0..40) * Moment::DAY / 2);
    let story = Story::of(story.asked, at).at_shop(shop);
    grow(story, card, minor, n, chance)
}

fn grow(story: Story, card: bool, minor: u64, n: usize, chance: &mut StdRng) -> Story {
    let (c, r) = (format!("c{n}"), format!("r{n}"));
    let half = minor / 2;
    match (chance.gen_range(0..10), card) {
        (0, _) => story,
        (1, _) => {
            let order = story.asked.request.to_string();
            story.left_unknown(&order)
        }
        (2, _) => story.pending(),
        (3, _) => story.declined(),
        (4, _) => story.succeeded().cancelled(),
        (5, false) => story.succeeded().refunded(&r, minor),
        (6, false) => story.succeeded().refunded(&r, half),
        (7, false) => story.succeeded().refund_asked(&r, half).left_unknown(&r),
        (5, true) => story.succeeded().captured(&c, half),
        (6, true) => story.succeeded().captured(&c, minor),
        (7, true) => story.succeeded().captured(&c, minor).refunded(&r, half),
        _ => story.succeeded(),
    }
}

/// The row and the ids of each story, as the list should have them.
pub(super) fn rows(stories: &[Story]) -> Vec<(PaymentRow, Vec<String>)> {
    let row = |story: &Story| {
        let payment = story.payment();
        let version = u64::try_from(story.events.len()).unwrap();
        (PaymentRow::of(&story.stream(), &payment, version), keys_of(&payment))
    };
    stories.iter().map(row).collect()
}
