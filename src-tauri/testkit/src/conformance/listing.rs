use std::collections::BTreeMap;

use domain::{
    AccountId, Card, Currency, DeclarationAsked, DeclarationRequestId, Event, Moment, OrderId, OrderNumber,
    PaymentRow, PaymentState,
};
use engine::port::{Ledger, PaymentQuery, StateCount};

use super::world;
use crate::{Story, matches, money, sgd, shown_state};

const NOW: Moment = Moment(1_772_900_000_000);

/// The naive answer: every row asked one by one, then sorted.
fn expected(query: &PaymentQuery, rows: &[(PaymentRow, Vec<String>)]) -> Vec<PaymentRow> {
    let fits = |(row, ids): &&(PaymentRow, Vec<String>)| matches(query, row, ids);
    let mut found: Vec<PaymentRow> = rows.iter().filter(fits).map(|(row, _)| row.clone()).collect();
    if query.holds_only {
        found.sort_by_key(|row| (row.hold_until, row.stream.clone()));
    } else {
        found.sort_by_key(|row| std::cmp::Reverse((row.created_at, row.stream.clone())));
    }
    found
}

fn expected_counts(query: &PaymentQuery, rows: &[PaymentRow]) -> Vec<StateCount> {
    let mut counts: BTreeMap<_, (u64, u128, u128)> = BTreeMap::new();
    for row in rows {
        let sum = counts.entry((shown_state(row, query.now), row.amount.currency())).or_default();
        sum.0 += 1;
        sum.1 += u128::from(row.amount.minor());
        sum.2 += u128::from(row.refunded.minor());
    }
    let line = |((state, currency), (count, amount_minor, refunded_minor))| StateCount {
        state,
        currency,
        count,
        amount_minor,
        refunded_minor,
    };
    counts.into_iter().map(line).collect()
}

/// Reads all pages; each but the last is full, and none says a row twice or leaves one out.
async fn compare(ledger: &dyn Ledger, query: &PaymentQuery, rows: &[(PaymentRow, Vec<String>)]) {
    let expected = expected(query, rows);
    for limit in [1, 7, 1000] {
        if limit == 1 && expected.len() > 40 {
            continue;
        }
        let mut found = Vec::new();
        let mut query = PaymentQuery { limit, ..query.clone() };
        loop {
            let page = ledger.payments(&query).await.unwrap();
            let full = page.rows.len() == usize::try_from(limit).unwrap();
            found.extend(page.rows);
            match page.next {
                None => break,
                Some(next) => {
                    assert!(full, "a page in the middle is not full: {query:?}");
                    query.after = Some(next);
                }
            }
        }
        assert_eq!(names(&found), names(&expected), "{query:?}");
        assert_eq!(found, expected);
    }
    let counts = ledger.count(query).await.unwrap();
    assert_eq!(counts, expected_counts(query, &expected), "{query:?}");
}

fn names(rows: &[PaymentRow]) -> Vec<&str> {
    rows.iter().map(|row| row.stream.as_str()).collect()
}

async fn filled(ledger: &dyn Ledger) -> Vec<(PaymentRow, Vec<String>)> {
    let stories = world::payments(300);
    // Some come as imported history, some one by one, some in two steps.
    let (first, second) = stories.split_at(150);
    ledger.import(first.iter().map(|story| story.append(0)).collect()).await.unwrap();
    for story in second {
        let mut begin = story.append(0);
        begin.facts.truncate(1);
        ledger.append(begin).await.unwrap();
        if story.events.len() > 1 {
            ledger.append(story.append(1)).await.unwrap();
        }
    }
    world::rows(&stories)
}

/// Every filter alone, and many together.
pub(super) async fn every_filter(ledger: &dyn Ledger) {
    let rows = filled(ledger).await;
    for query in queries() {
        compare(ledger, &query, &rows).await;
    }
}

fn queries() -> Vec<PaymentQuery> {
    let all = PaymentQuery { now: NOW, ..PaymentQuery::default() };
    let shop = AccountId::parse("second-shop").unwrap();
    let currency = |code: &str| Some(Currency::parse(code).unwrap());
    let mut queries = vec![
        all.clone(),
        PaymentQuery { now: Moment(0), ..all.clone() },
        PaymentQuery { account: Some(shop.clone()), ..all.clone() },
        PaymentQuery { account: Some(AccountId::parse("nobody").unwrap()), ..all.clone() },
        PaymentQuery { methods: vec!["GCASH".into()], ..all.clone() },
        PaymentQuery { methods: vec!["GCASH".into(), "CARD".into(), "NONE".into()], ..all.clone() },
        PaymentQuery { currency: currency("KWD"), ..all.clone() },
        PaymentQuery { currency: currency("USD"), ..all.clone() },
        PaymentQuery { currency: currency("SGD"), least_minor: Some(5000), ..all.clone() },
        PaymentQuery { currency: currency("SGD"), most_minor: Some(5000), ..all.clone() },
        PaymentQuery {
            currency: currency("JPY"),
            least_minor: Some(4000),
            most_minor: Some(9000),
            ..all.clone()
        },
        PaymentQuery { currency: currency("JPY"), least_minor: Some(u64::MAX), ..all.clone() },
        // Without a currency an amount means nothing.
        PaymentQuery { least_minor: Some(5000), ..all.clone() },
        PaymentQuery { from: Some(NOW.plus(-5 * Moment::DAY)), ..all.clone() },
        PaymentQuery { until: Some(NOW), ..all.clone() },
        PaymentQuery {
            from: Some(Moment(1_772_000_000_000)),
            until: Some(Moment(1_772_000_000_000)),
            ..all.clone()
        },
        PaymentQuery {
            from: Some(NOW.plus(-9 * Moment::DAY)),
            until: Some(NOW.plus(3 * Moment::DAY)),
            ..all.clone()
        },
        PaymentQuery { unknown_only: true, ..all.clone() },
        PaymentQuery { holds_only: true, ..all.clone() },
        PaymentQuery { holds_only: true, unknown_only: true, ..all.clone() },
        PaymentQuery {
            holds_only: true,
            account: Some(shop.clone()),
            currency: currency("SGD"),
            ..all.clone()
        },
    ];
    for state in STATES {
        queries.push(PaymentQuery { states: vec![state], ..all.clone() });
        queries.push(PaymentQuery { states: vec![state, PaymentState::Paid, state], ..all.clone() });
        queries.push(PaymentQuery {
            states: vec![state, PaymentState::Authorised],
            methods: vec!["CARD".into()],
            account: Some(AccountId::parse("shop").unwrap()),
            currency: currency("CNY"),
            least_minor: Some(500),
            ..all.clone()
        });
        queries.push(PaymentQuery {
            states: vec![state],
            unknown_only: true,
            text: Some("p".into()),
            ..all.clone()
        });
        queries.push(PaymentQuery { states: vec![state], holds_only: true, ..all.clone() });
    }
    queries
}

const STATES: [PaymentState; 11] = [
    PaymentState::Asked,
    PaymentState::Pending,
    PaymentState::Authorised,
    PaymentState::Expired,
    PaymentState::PartlyCaptured,
    PaymentState::Paid,
    PaymentState::PartlyRefunded,
    PaymentState::Refunded,
    PaymentState::Cancelled,
    PaymentState::Declined,
    PaymentState::Closed,
];

/// Beginnings and ends of every key, in any case and script.
pub(super) async fn texts(ledger: &dyn Ledger) {
    let rows = filled(ledger).await;
    let all = PaymentQuery { now: NOW, ..PaymentQuery::default() };
    let mut texts: Vec<String> = [
        "",
        "  ",
        "web",
        "WEB-",
        "Web-00001",
        "\u{8ba2}",
        "\u{8ba2}\u{5355}-",
        "\u{5355}",
        "\u{00e4}",
        "\u{00c4}3",
        "\u{00df}",
        "0007",
        "07",
        "g",
        "2026",
        "%",
        "_",
        "'",
        "\u{10ffff}",
        "nothing-has-this",
        " web ",
    ]
    .map(str::to_owned)
    .to_vec();
    for (row, ids) in rows.iter().step_by(23) {
        for id in ids.iter().chain(&row.last_four) {
            let chars: Vec<char> = id.chars().collect();
            let cut = chars.len() / 2;
            texts.push(id.to_uppercase());
            texts.push(chars[..cut].iter().collect());
            texts.push(chars[cut..].iter().collect::<String>().to_lowercase());
        }
    }
    for text in texts {
        let text = Some(text);
        compare(ledger, &PaymentQuery { text: text.clone(), ..all.clone() }, &rows).await;
        let account = Some(AccountId::parse("shop").unwrap());
        compare(ledger, &PaymentQuery { text, account, holds_only: true, ..all.clone() }, &rows).await;
    }
}

/// A hold counts until the moment it ends; then the authorisation has expired.
pub(super) async fn holds(ledger: &dyn Ledger) {
    let story = Story::card("p1", sgd(100)).succeeded();
    ledger.append(story.append(0)).await.unwrap();
    let until = story.payment().hold_until().unwrap();
    let found = |query: PaymentQuery| async move {
        let page = ledger.payments(&PaymentQuery { limit: 5, ..query.clone() }).await.unwrap();
        let counts = ledger.count(&query).await.unwrap();
        assert_eq!(
            counts.iter().map(|count| count.count).sum::<u64>(),
            u64::try_from(page.rows.len()).unwrap()
        );
        (page.rows.len(), counts.first().map(|count| count.state))
    };
    for (now, held) in [(until.plus(-1), true), (until, false), (until.plus(1), false)] {
        let at = PaymentQuery { now, ..PaymentQuery::default() };
        let with = |state| PaymentQuery { states: vec![state], ..at.clone() };
        let state = if held { PaymentState::Authorised } else { PaymentState::Expired };
        let other = if held { PaymentState::Expired } else { PaymentState::Authorised };
        assert_eq!(found(with(state)).await, (1, Some(state)));
        assert_eq!(found(with(other)).await, (0, None));
        assert_eq!(found(PaymentQuery { holds_only: true, ..at.clone() }).await.0, usize::from(held));
        // The row keeps the stored state; the clock is the reader's.
        let page = ledger.payments(&PaymentQuery { limit: 5, ..with(state) }).await.unwrap();
        assert_eq!(page.rows[0].state, PaymentState::Authorised);
    }
}

/// A payment with a declaration is found as one whatever became of the declaration; one without is not.
pub(super) async fn declared(ledger: &dyn Ledger) {
    let ask = |id: &str| {
        Event::DeclarationAsked(DeclarationAsked {
            request: DeclarationRequestId::parse(id).unwrap(),
            amount: money(1500, "CNY"),
            customs: "ZONGSHU".into(),
            merchant_code: "3301960ABC".into(),
            merchant_name: "made up".into(),
            suborder: None,
            buyer_masked: None,
            order: OrderId::parse(id).unwrap(),
        })
    };
    let refused = Event::DeclarationRefused {
        request: DeclarationRequestId::parse("d2").unwrap(),
        code: "PARAM_ILLEGAL".into(),
        message: String::new(),
    };
    let paid = |id: &str| Story::wallet(id, money(1500, "CNY")).succeeded();
    for story in [paid("p1").then(ask("d1")), paid("p2").then(ask("d2")).then(refused), paid("p3")] {
        ledger.append(story.append(0)).await.unwrap();
    }
    for (declared_only, wanted) in [(true, ["p1", "p2"].as_slice()), (false, &["p1", "p2", "p3"])] {
        let query = PaymentQuery { declared_only, limit: 10, ..PaymentQuery::default() };
        let page = ledger.payments(&query).await.unwrap();
        let mut found: Vec<String> = page.rows.iter().map(|row| row.request.to_string()).collect();
        found.sort();
        assert_eq!(found, wanted);
        let counted: u64 = ledger.count(&query).await.unwrap().iter().map(|count| count.count).sum();
        assert_eq!(counted, u64::try_from(wanted.len()).unwrap());
    }
}

/// Sums may be larger than any one amount, and than 64 bits.
pub(super) async fn sums_beyond_64_bits(ledger: &dyn Ledger) {
    let largest = 9_999_999_999_999_999;
    let story = |n: u64| Story::wallet(&format!("p{n}"), sgd(largest)).succeeded();
    ledger.import((0..2000).map(|n| story(n).append(0)).collect()).await.unwrap();
    let counts = ledger.count(&PaymentQuery::default()).await.unwrap();
    assert_eq!(counts.len(), 1);
    assert_eq!(counts[0].amount_minor, 2000 * u128::from(largest));
    // More hits than are listed one by one.
    let mut card = Story::card("the-one", sgd(5)).asked;
    card.order_number = OrderNumber::parse("p-last").unwrap();
    card.card = Card::default();
    ledger.append(Story::of(card, Moment(5)).append(0)).await.unwrap();
    let query = PaymentQuery { text: Some("P".into()), limit: 1500, ..PaymentQuery::default() };
    let page = ledger.payments(&query).await.unwrap();
    assert_eq!(page.rows.len(), 1500);
    let rest = ledger.payments(&PaymentQuery { after: page.next, ..query.clone() }).await.unwrap();
    assert_eq!((rest.rows.len(), rest.next), (501, None));
    assert_eq!(rest.rows[500].order_number.as_str(), "p-last");
    assert_eq!(ledger.count(&query).await.unwrap().iter().map(|count| count.count).sum::<u64>(), 2001);
    let currency = Some(Currency::parse("SGD").unwrap());
    let wide = PaymentQuery { text: None, currency, least_minor: Some(5), limit: 2500, ..query };
    assert_eq!(ledger.payments(&wide).await.unwrap().rows.len(), 2001);
    let narrow = PaymentQuery { most_minor: Some(6), ..wide };
    assert_eq!(ledger.payments(&narrow).await.unwrap().rows.len(), 1);
}
