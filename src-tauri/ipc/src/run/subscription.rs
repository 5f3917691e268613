use antom::SubscriptionOrder;
use antom::parts::{Env, PaymentMethod, PeriodRule, Trial};
use antom::subscription_change::SubscriptionChangeAsk;
use antom::subscription_create::SubscriptionCreateAsk;
use antom::subscription_update::{ProrationSettings, SubscriptionUpdateAsk};
use domain::{
    Bar, Currency, DossierKind, DossierRow, Moment, Money, Opening, OrderId, Report, SubscriptionChangeId,
    SubscriptionReport, SubscriptionRequestId, SubscriptionState,
};
use engine::{ChangeWish, DossierStanding, EndWish, Failed, Merchant, or_now};

use super::action::action;
use super::checkout::some_money;
use super::news::read_roads;
use crate::dossier_show::{self, may};
use crate::form::{
    DossierListForm, IdForm, Nothing, SubscriptionChangeForm, SubscriptionEndForm, SubscriptionForm,
};
use crate::on_form::{OnForm as _, SUBSCRIPTION};
use crate::problem::{Next, Problem};
use crate::typed::sendable;
use crate::view::{ActionView, DossierPageView, MoneyView, PeriodView, SubscriptionView};
use crate::{Desk, parse};

/// Where a buyer comes back to after agreeing. Nothing is read there: the gateway tells us by its news.
const RETURN: &str = "https://counterfoil.invalid/subscription";

/// A link works less than this long: 48 hours.
const LINK_MINUTES: u32 = 48 * 60;

/// Subscriptions.
pub async fn subscription_list(desk: &Desk, form: DossierListForm) -> Result<DossierPageView, Problem> {
    let merchant = desk.merchant().await?;
    dossier_show::page(&merchant, DossierKind::Subscription, form).await
}

/// Asks for the subscriptions of the last 30 days, also those made elsewhere.
pub async fn subscription_find(desk: &Desk, _: Nothing) -> Result<DossierPageView, Problem> {
    let merchant = desk.merchant().await?;
    merchant.list_subscriptions(30).await?;
    subscription_list(desk, DossierListForm::default()).await
}

/// One subscription.
pub async fn subscription_show(desk: &Desk, form: IdForm) -> Result<SubscriptionView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.dossier(DossierKind::Subscription, &form.id).await?;
    view(&merchant, &standing).await
}

async fn view(merchant: &Merchant, standing: &DossierStanding) -> Result<SubscriptionView, Problem> {
    let own = &standing.dossier;
    let Opening::Subscription(opening) = &own.opening else {
        return Err(Failed::NotFound(standing.stream.to_string()).into());
    };
    let (mut period, mut ends, mut url) = (opening.period.clone(), opening.ends, None);
    for report in own.subscriptions() {
        match report {
            SubscriptionReport::Offered { url: offered, .. } => url = Some(offered.clone()),
            SubscriptionReport::Stands { period: said, ends: until, .. } => {
                period = said.clone().or(period);
                ends = until.or(ends);
            }
            SubscriptionReport::RanOut | SubscriptionReport::Period { .. } => {}
        }
    }
    let offered = own.subscription_state() == Some(SubscriptionState::Offered);
    Ok(SubscriptionView {
        dossier: dossier_show::dossier(merchant, standing).await?,
        subscription_id: own.subscription_id().map(ToString::to_string),
        method: opening.method.clone(),
        unit: period.as_ref().map(|period| period.unit.clone()),
        count: period.as_ref().map(|period| period.count),
        starts: opening.starts.map(|at| at.0),
        ends: ends.map(|at| at.0),
        url: url.filter(|_| offered),
        link_until: own.link_until().map(|at| at.0),
        periods: periods(merchant, standing).await?,
        change: may(merchant.may_change(standing)),
        end: may(merchant.may_end(standing)),
    })
}

/// The periods, newest first. One that was told by the news and by an inquiry is one.
async fn periods(merchant: &Merchant, standing: &DossierStanding) -> Result<Vec<PeriodView>, Problem> {
    let mut seen = Vec::new();
    let mut periods = Vec::new();
    for (at, report) in standing.dossier.reports.iter().rev() {
        let Report::Subscription(SubscriptionReport::Period { payment, phase, amount, paid }) = report else {
            continue;
        };
        if seen.contains(&payment) {
            continue;
        }
        seen.push(payment);
        let known = merchant.ledger().find(&merchant.account().id, payment.as_str()).await?;
        periods.push(PeriodView {
            payment: known.as_ref().map_or_else(|| payment.to_string(), dossier_show::own_id),
            phase: phase.clone(),
            amount: amount.map(MoneyView::of),
            paid: *paid,
            at: at.0,
        });
    }
    Ok(periods)
}

fn amount(typed: &str, currency: Currency, field: &str) -> Result<Money, Problem> {
    parse::money_of(typed, currency, field)
}

fn given(text: &Option<String>) -> Option<&str> {
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// Begins a subscription.
pub async fn subscription_create(desk: &Desk, form: SubscriptionForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    sendable(&form.description, "description")?;
    let ask = create_ask(&form, merchant.now())?;
    let order = merchant.subscribe(ask).await.on_form(SUBSCRIPTION)?;
    action(&merchant, &order).await
}

/// What a subscription would cost a period, for a dry run, or why it would be refused here.
pub async fn subscription_create_dry(desk: &Desk, form: SubscriptionForm) -> Result<MoneyView, Problem> {
    let merchant = desk.merchant().await?;
    sendable(&form.description, "description")?;
    let ask = merchant.ready_to_subscribe(create_ask(&form, merchant.now())?).on_form(SUBSCRIPTION)?;
    ask.payment_amount.map(MoneyView::of).ok_or_else(|| Problem::of_bar(&Bar::Zero))
}

fn create_ask(form: &SubscriptionForm, now: Moment) -> Result<SubscriptionCreateAsk, Problem> {
    let currency = parse::currency(&form.currency, "currency")?;
    let each = some_money(&form.amount, currency, "amount")?;
    if form.link_minutes.is_some_and(|minutes| !(1..LINK_MINUTES).contains(&minutes)) {
        return Err(Problem::new("subscription.link_minutes", Next::Correct)
            .text("most", LINK_MINUTES.saturating_sub(1))
            .on_field("link_minutes"));
    }
    let trials = match (form.trial_periods, given(&form.trial_amount)) {
        (None, None) => Vec::new(),
        (Some(periods), Some(typed)) => vec![Trial {
            trial_start_period: Some("1".to_owned()),
            trial_end_period: Some(periods.to_string()),
            trial_amount: Some(amount(typed, currency, "trial_amount")?),
            ..Trial::default()
        }],
        (Some(_), None) => return Err(half("trial_amount")),
        (None, Some(_)) => return Err(half("trial_periods")),
    };
    Ok(SubscriptionCreateAsk {
        subscription_request_id: Some(SubscriptionRequestId::parse(&form.draft).map_err(Failed::from)?),
        subscription_description: Some(form.description.trim().to_owned()),
        subscription_redirect_url: Some(RETURN.to_owned()),
        subscription_start_time: Some(or_now(form.starts.map(Moment), now)),
        subscription_end_time: form.ends.map(|at| antom::Stamp::new(Moment(at).iso())),
        subscription_expiry_time: form.link_minutes.map(|minutes| {
            antom::Stamp::new(now.plus(Moment::MINUTE.saturating_mul(i64::from(minutes))).iso())
        }),
        period_rule: Some(PeriodRule {
            period_type: Some(form.unit.trim().to_owned()),
            period_count: Some(form.count.to_string()),
            ..PeriodRule::default()
        }),
        payment_method: Some(PaymentMethod {
            payment_method_type: Some(form.method.trim().to_owned()),
            ..PaymentMethod::default()
        }),
        order_info: Some(SubscriptionOrder { order_amount: Some(each), ..SubscriptionOrder::default() }),
        payment_amount: Some(each),
        env: Some(Env { terminal_type: Some("WEB".to_owned()), ..Env::default() }),
        trials,
        ..SubscriptionCreateAsk::default()
    })
}

fn half(field: &str) -> Problem {
    Problem::new("subscription.trial_half", Next::Correct).on_field(field)
}

/// The currency a subscription is debited in, once it is known.
fn currency_of(standing: &DossierStanding) -> Result<Currency, Problem> {
    let row = DossierRow::of(&standing.stream, &standing.dossier, standing.version);
    let amount = row.amount.ok_or_else(|| Problem::new("subscription.amount_unknown", Next::AskNow))?;
    Ok(amount.currency())
}

/// Changes a subscription. Empty parts stay.
pub async fn subscription_change(desk: &Desk, form: SubscriptionChangeForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    if let Some(text) = &form.description {
        sendable(text, "description")?;
    }
    let standing = merchant.dossier(DossierKind::Subscription, &form.id).await?;
    let wish = change_wish(&form, &standing)?;
    let draft = OrderId::parse(&form.draft).map_err(Failed::from)?;
    let order = merchant.change_subscription(draft, &form.id, form.version, wish).await;
    let order = order.on_form(SUBSCRIPTION)?;
    action(&merchant, &order).await
}

/// What a change would cost a period, for a dry run, or why it would be refused here.
pub async fn subscription_change_dry(
    desk: &Desk,
    form: SubscriptionChangeForm,
) -> Result<Option<MoneyView>, Problem> {
    let merchant = desk.merchant().await?;
    if let Some(text) = &form.description {
        sendable(text, "description")?;
    }
    let standing = merchant.dossier(DossierKind::Subscription, &form.id).await?;
    let wish = change_wish(&form, &standing)?;
    let amount = merchant.may_change_so(&standing, wish).on_form(SUBSCRIPTION)?;
    Ok(amount.map(MoneyView::of))
}

fn change_wish(form: &SubscriptionChangeForm, standing: &DossierStanding) -> Result<ChangeWish, Problem> {
    let money = |typed: &Option<String>, field: &str| -> Result<Option<Money>, Problem> {
        given(typed).map(|typed| amount(typed, currency_of(standing)?, field)).transpose()
    };
    let request = Some(SubscriptionChangeId::parse(&form.draft).map_err(Failed::from)?);
    let each = money(&form.amount, "amount")?;
    let difference = money(&form.difference, "difference")?;
    let description = given(&form.description).map(str::to_owned);
    let ends = form.ends.map(|at| antom::Stamp::new(Moment(at).iso()));
    let unit = given(&form.unit).map(str::to_owned);
    let settle = given(&form.settle);
    let nothing = [each.is_some(), difference.is_some(), description.is_some(), ends.is_some()];
    if unit.is_none() && form.count.is_none() && settle.is_none() && !nothing.contains(&true) {
        return Err(Problem::new("subscription.nothing_changed", Next::Correct).on_field("amount"));
    }
    let rule = (unit.is_some() || form.count.is_some()).then(|| PeriodRule {
        period_type: unit,
        period_count: form.count.map(|count| count.to_string()),
        ..PeriodRule::default()
    });
    let order_info =
        each.map(|each| SubscriptionOrder { order_amount: Some(each), ..SubscriptionOrder::default() });
    match form.way.as_str() {
        "change" => {
            if settle.is_some() {
                return Err(
                    Problem::new("subscription.settle_needs_update", Next::Correct).on_field("settle")
                );
            }
            if each.is_some() && difference.is_none() {
                let problem = Problem::new("subscription.difference_missing", Next::Correct);
                return Err(problem.on_field("difference"));
            }
            Ok(ChangeWish::Change(Box::new(SubscriptionChangeAsk {
                subscription_change_request_id: request,
                subscription_description: description,
                subscription_end_time: ends,
                period_rule: rule,
                order_info,
                payment_amount: each,
                payment_amount_difference: difference,
                ..SubscriptionChangeAsk::default()
            })))
        }
        "update" => Ok(ChangeWish::Update(Box::new(SubscriptionUpdateAsk {
            subscription_update_request_id: request,
            subscription_description: description,
            subscription_end_time: ends,
            period_rule: rule,
            order_info,
            payment_amount: each,
            proration_settings: settlement(settle, difference)?,
            ..SubscriptionUpdateAsk::default()
        }))),
        other => Err(parse::choice(other, "way")),
    }
}

fn settlement(settle: Option<&str>, difference: Option<Money>) -> Result<Option<ProrationSettings>, Problem> {
    let mode = match (settle, difference) {
        (None, None) => return Ok(None),
        (Some("pay"), Some(_)) => "IMMEDIATE_PAY_CUSTOM_AMOUNT",
        (Some("refund"), Some(_)) => "IMMEDIATE_REFUND_CUSTOM_AMOUNT",
        (Some(other), Some(_)) => return Err(parse::choice(other, "settle")),
        (Some(_), None) => {
            return Err(Problem::new("subscription.settle_half", Next::Correct).on_field("difference"));
        }
        (None, Some(_)) => {
            return Err(Problem::new("subscription.settle_half", Next::Correct).on_field("settle"));
        }
    };
    Ok(Some(ProrationSettings {
        proration_mode: Some(mode.to_owned()),
        custom_amount: difference,
        ..ProrationSettings::default()
    }))
}

/// Ends a subscription.
pub async fn subscription_end(desk: &Desk, form: SubscriptionEndForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let wish = EndWish {
        draft: OrderId::parse(&form.draft).map_err(Failed::from)?,
        subscription: form.id,
        version: form.version,
        at_once: form.at_once,
    };
    let order = merchant.end_subscription(wish).await?;
    action(&merchant, &order).await
}

/// Asks the gateway how a subscription stands, with its periods. Its id is told by the news.
pub async fn subscription_inquire(desk: &Desk, form: IdForm) -> Result<SubscriptionView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.dossier(DossierKind::Subscription, &form.id).await?;
    dossier_show::drive_open(&merchant, &standing.stream).await?;
    let knows =
        async || -> Result<DossierStanding, Problem> { Ok(merchant.read_dossier(&standing.stream).await?) };
    if knows().await?.dossier.subscription_id().is_none() {
        if let Some(problem) = read_roads(&merchant).await?.problem {
            return Err(problem);
        }
        let unheard = knows().await?;
        if unheard.dossier.subscription_id().is_none() {
            // Nobody agreed as far as is known: the list would have it, and its news is not here.
            merchant.list_subscriptions(30).await?;
            let listed = knows().await?;
            if listed.dossier.subscription_id().is_none() {
                return view(&merchant, &listed).await;
            }
        }
    }
    let standing = merchant.inquire_subscription(&form.id).await?;
    view(&merchant, &standing).await
}
