use domain::{Moment, OrderId, OrderKind};
use engine::port::{Append, Attempt, AttemptEnd, Close, Ledger, LedgerError, NewAttempt, Verdict};

use crate::{Story, order, sgd};

fn id() -> OrderId {
    OrderId::parse("o1").unwrap()
}

fn attempt(question: bool, at: i64) -> NewAttempt {
    NewAttempt {
        order: id(),
        question,
        at: Moment(at),
        path: "/ams/sandbox/api/v1/payments/refund".into(),
        headers: vec![("Client-Id".into(), "SANDBOX_1".into()), ("Signature".into(), "a=b,c=\"d\"".into())],
        body: if question { b"{\"ask\":1}".to_vec() } else { Vec::new() },
    }
}

fn end(verdict: Verdict, code: &str) -> AttemptEnd {
    AttemptEnd {
        at: Moment(50),
        verdict,
        code: code.into(),
        message: "\u{8bf7}\u{7a0d}\u{540e}".into(),
        status: Some(200),
        headers: vec![("signature".into(), "x".into()), ("signature".into(), "y".into())],
        body: vec![0, 255, b'{', b'\n'],
        verified: true,
    }
}

async fn with_order(ledger: &dyn Ledger) -> Story {
    let story = Story::wallet("p1", sgd(10));
    let new = order("o1", OrderKind::Pay, sgd(10), "{}", Moment(0));
    ledger.append(Append { open: Some(new), ..story.append(0) }).await.unwrap();
    story
}

/// The last attempt that was signed with a key version, of one account.
pub(super) async fn last_signed(ledger: &dyn Ledger) {
    let account = with_order(ledger).await.account;
    let signed = |version: &str, question, at| {
        let signature = format!("algorithm=RSA256,keyVersion={version},signature=made-up");
        NewAttempt { headers: vec![("Signature".into(), signature)], ..attempt(question, at) }
    };
    for (version, question, at) in [("1", false, 10), ("1", true, 20), ("12", true, 30)] {
        ledger.attempt_begins(signed(version, question, at)).await.unwrap();
    }
    let (one, twelve, two) = (
        ledger.last_signed(&account, "1").await,
        ledger.last_signed(&account, "12").await,
        ledger.last_signed(&account, "2").await,
    );
    assert_eq!((one, twelve, two), (Ok(Some(Moment(20))), Ok(Some(Moment(30))), Ok(None)));
    let other = domain::AccountId::parse("another").unwrap();
    assert_eq!(ledger.last_signed(&other, "1").await, Ok(None));
}

/// An attempt is there when it begins, and its end is kept to the byte.
pub(super) async fn begin_and_end(ledger: &dyn Ledger) {
    with_order(ledger).await;
    assert_eq!(ledger.attempts(&id()).await, Ok(Vec::new()));
    assert_eq!(ledger.attempt_begins(attempt(false, 1)).await, Ok(1));
    let begun = Attempt { order: id(), n: 1, begun: attempt(false, 1), end: None };
    assert_eq!(ledger.attempts(&id()).await, Ok(vec![begun.clone()]));
    let order = ledger.order(&id()).await.unwrap().unwrap();
    assert_eq!((order.attempts, order.deliveries, order.last_verdict), (1, 1, None));

    ledger.attempt_ends(&id(), 1, end(Verdict::Unknown, "UNKNOWN_EXCEPTION")).await.unwrap();
    assert_eq!(ledger.attempt_begins(attempt(true, 2)).await, Ok(2));
    let lost = AttemptEnd { status: None, verified: false, ..end(Verdict::NotSent, "no_route") };
    ledger.attempt_ends(&id(), 2, lost.clone()).await.unwrap();
    let order = ledger.order(&id()).await.unwrap().unwrap();
    assert_eq!((order.attempts, order.deliveries), (2, 1));
    assert_eq!(order.last_verdict, Some(Verdict::NotSent));
    assert_eq!(order.last_code.as_deref(), Some("no_route"));
    let first = Attempt { end: Some(end(Verdict::Unknown, "UNKNOWN_EXCEPTION")), ..begun };
    let second = Attempt { order: id(), n: 2, begun: attempt(true, 2), end: Some(lost) };
    assert_eq!(ledger.attempts(&id()).await, Ok(vec![first, second]));
}

/// An attempt ends once, belongs to an order, and a closed order is not delivered again.
pub(super) async fn refusals(ledger: &dyn Ledger) {
    let nowhere = ledger.attempt_begins(attempt(false, 1)).await;
    assert!(matches!(nowhere, Err(LedgerError::Failed(_))));
    let story = with_order(ledger).await;
    let early = ledger.attempt_ends(&id(), 1, end(Verdict::Done, "SUCCESS")).await;
    assert!(matches!(early, Err(LedgerError::Failed(_))));
    assert_eq!(ledger.attempt_begins(attempt(false, 1)).await, Ok(1));
    ledger.attempt_ends(&id(), 1, end(Verdict::Refused, "RISK_REJECT")).await.unwrap();
    let twice = ledger.attempt_ends(&id(), 1, end(Verdict::Done, "SUCCESS")).await;
    assert!(matches!(twice, Err(LedgerError::Failed(_))));
    assert_eq!(ledger.order(&id()).await.unwrap().unwrap().last_verdict, Some(Verdict::Refused));

    // Whoever saw another number of deliveries does not know how it ends.
    let blind = Some(Close { order: id(), deliveries: Some(2) });
    let append = story.clone().declined().append(1);
    let refused = ledger.append(Append { close: blind, ..append }).await;
    assert_eq!(refused, Err(LedgerError::SomeoneElseWrote));
    assert_eq!(ledger.coverage().await.unwrap().entries, 1);
    let close = Some(Close { order: id(), deliveries: Some(1) });
    ledger.append(Append { close, ..story.declined().append(1) }).await.unwrap();
    assert_eq!(ledger.attempt_begins(attempt(false, 3)).await, Err(LedgerError::SomeoneElseWrote));
    assert_eq!(ledger.attempt_begins(attempt(true, 3)).await, Ok(2));
}
