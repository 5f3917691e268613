use domain::{DossierKind, Moment, Money, OrderId, OrderKind, SubscriptionState};
use engine::Merchant;
use engine::port::{DossierQuery, OpenOrder, OrderFilter};

use super::action::action;
use crate::Desk;
use crate::form::{AskForm, Nothing, OrderForm};
use crate::problem::{Moved, Problem};
use crate::show::{self, Known};
use crate::subject::Subject;
use crate::view::{ActionView, AttemptView, MoneyView, OrderView, OutboxView};

/// The state's word of an order that waits for somebody else.
const WAITING: &str = "waiting";

/// Links work 48 hours at most; a subscription may have been made to begin a little earlier.
const LINKS_DAYS: i64 = 3;

/// More links than are out at once.
const MOST_LINKS: u32 = 1_000;

/// The views of orders of one account.
pub(crate) async fn views(merchant: &Merchant, orders: Vec<OpenOrder>) -> Result<Vec<OrderView>, Problem> {
    let mut views = Vec::new();
    for order in orders.into_iter().filter(|order| order.stream.is_of(&merchant.account().id)) {
        let attempts = merchant.ledger().attempts(&order.id).await?;
        let subject = Subject::of(merchant, &order).await?;
        let (state, problem) = subject.order_state(&order, &attempts, merchant.now());
        let known = Known { order, state, problem };
        views.push(show::order(&known, &subject));
    }
    Ok(views)
}

/// What is not at its end: the one count of the outbox's page, of the frame and of the day.
pub(crate) struct NotEnded {
    /// On its way, or not known.
    pub(crate) open: Vec<OrderView>,
    /// Waiting for a buyer, a review or the gateway.
    pub(crate) waiting: Vec<OrderView>,
}

/// Every order that is not at its end.
pub(crate) async fn not_ended(merchant: &Merchant) -> Result<NotEnded, Problem> {
    let open = views(merchant, merchant.ledger().orders(OrderFilter::Open).await?).await?;
    let (mut waiting, open): (Vec<_>, Vec<_>) = open.into_iter().partition(waits);
    waiting.extend(links_out(merchant).await?);
    waiting.sort_by_key(|order| order.recorded_at);
    Ok(NotEnded { open, waiting })
}

/// The gateway made the link of a subscription, and so its order is over; its buyer is waited for.
async fn links_out(merchant: &Merchant) -> Result<Vec<OrderView>, Problem> {
    let query = DossierQuery {
        kind: DossierKind::Subscription,
        account: merchant.account().id.clone(),
        states: vec![SubscriptionState::Offered.word().to_owned()],
        text: None,
        subject: None,
        by_deadline: false,
        limit: MOST_LINKS,
        after: None,
    };
    let mut made = Vec::new();
    for row in merchant.ledger().dossiers(&query).await? {
        made.extend(merchant.ledger().orders_of(&row.stream).await?);
    }
    made.retain(|order| order.closed_by.is_some());
    let mut made = views(merchant, made).await?;
    made.retain(waits);
    Ok(made)
}

fn waits(order: &OrderView) -> bool {
    order.state == WAITING
}

/// The outbox.
pub async fn outbox_list(desk: &Desk, _: Nothing) -> Result<OutboxView, Problem> {
    let merchant = desk.merchant().await?;
    let since = merchant.now().plus(-Moment::DAY);
    let NotEnded { open, waiting } = not_ended(&merchant).await?;
    let closed = merchant.ledger().orders(OrderFilter::ClosedSince(since)).await?;
    let mut closed = views(&merchant, closed).await?;
    closed.retain(|order| !waits(order));
    Ok(OutboxView { in_doubt: in_doubt(&open), closed, open, waiting })
}

/// Sums of what is not known, a line a currency. Declarations move no money.
fn in_doubt(open: &[OrderView]) -> Vec<MoneyView> {
    let mut sums: Vec<Money> = Vec::new();
    for order in open.iter().filter(|order| order.state == "unknown" && order.kind != "declare") {
        let money = order.amount.as_ref().and_then(|amount| {
            let currency = domain::Currency::parse(&amount.currency).ok()?;
            Money::parse(&amount.value, currency).ok()
        });
        let Some(money) = money else { continue };
        match sums.iter_mut().find(|sum| sum.currency() == money.currency()) {
            Some(sum) => *sum = sum.plus(money).unwrap_or(*sum),
            None => sums.push(money),
        }
    }
    sums.into_iter().map(MoneyView::of).collect()
}

/// Where one order stands.
pub async fn outbox_show(desk: &Desk, form: OrderForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = OrderId::parse(&form.order).map_err(engine::Failed::from)?;
    action(&merchant, &order).await
}

/// Asks about open orders now.
pub async fn outbox_ask(desk: &Desk, form: AskForm) -> Result<OutboxView, Problem> {
    let merchant = desk.merchant().await?;
    let asked = match form.order {
        Some(order) => ask_one(&merchant, &OrderId::parse(&order).map_err(engine::Failed::from)?).await,
        None => merchant.drive_open().await.map(|_| ()),
    };
    // What failed here says nothing about what was sent before.
    asked.map_err(|failed| Problem::from(failed).moved(Moved::Unknown))?;
    outbox_list(desk, Nothing {}).await
}

/// The gateway tells how a subscription stands by its own id, which comes with the buyer's consent: until then
/// its list is asked for.
async fn ask_one(merchant: &Merchant, id: &OrderId) -> Result<(), engine::Failed> {
    match merchant.ledger().order(id).await? {
        Some(order) if order.kind == OrderKind::Subscribe && order.closed_by.is_some() => {
            merchant.list_subscriptions(LINKS_DAYS).await.map(|_| ())
        }
        Some(_) | None => merchant.drive(id).await,
    }
}

/// Every attempt of an order down to its bytes, personal values masked.
pub async fn attempt_list(desk: &Desk, form: OrderForm) -> Result<Vec<AttemptView>, Problem> {
    let merchant = desk.merchant().await?;
    let id = OrderId::parse(&form.order).map_err(engine::Failed::from)?;
    let Some(order) = merchant.ledger().order(&id).await? else { return Ok(Vec::new()) };
    // A body that cannot be opened here is not shown; its attempts are.
    let body = merchant.body_of(&order).await.unwrap_or_default();
    let attempts = merchant.ledger().attempts(&id).await?;
    let mut views = Vec::new();
    for mut attempt in attempts {
        if let Some(end) = &mut attempt.end {
            end.body = merchant.answer_of(&order, end).await.unwrap_or_default();
        }
        views.push(show::attempt(&attempt, &body));
    }
    Ok(views)
}
