use domain::{
    AgreementReport, AgreementState, AuthState, DossierKind, Flag, Moment, Opening, OrderId,
    PaymentRequestId, PaymentRow, live_token, method_name,
};
use engine::outbox::Heardless;
use engine::{AgreementAct, ConsentWish, DebitWish, DossierStanding, Failed, Merchant};

use super::action::action;
use super::checkout::some_money;
use super::news::read_roads;
use crate::dossier_show::{self, may};
use crate::dossier_story::ended_by;
use crate::form::{AgreementForm, DebitForm, DossierActForm, DossierListForm, IdForm};
use crate::on_form::{CONSENT, OnForm as _, PAYMENT, order_number};
use crate::problem::Problem;
use crate::trouble::of_question;
use crate::typed::sendable;
use crate::view::{ActionView, AgreementView, DebitView, DossierPageView, MoneyView};
use crate::{Desk, parse};

/// Debits an agreement shows.
const DEBITS_SHOWN: u32 = 50;

/// Agreements.
pub async fn agreement_list(desk: &Desk, form: DossierListForm) -> Result<DossierPageView, Problem> {
    let merchant = desk.merchant().await?;
    dossier_show::page(&merchant, DossierKind::Agreement, form).await
}

/// One agreement.
pub async fn agreement_show(desk: &Desk, form: IdForm) -> Result<AgreementView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.dossier(DossierKind::Agreement, &form.id).await?;
    view(&merchant, &standing).await
}

async fn view(merchant: &Merchant, standing: &DossierStanding) -> Result<AgreementView, Problem> {
    let own = &standing.dossier;
    let Opening::Agreement(opening) = &own.opening else {
        return Err(Failed::NotFound(standing.stream.to_string()).into());
    };
    let (mut url, mut login) = (None, None);
    for report in own.agreements() {
        match report {
            AgreementReport::Offered { url: offered } => url = Some(offered.clone()),
            AgreementReport::Token { login: known, .. } => login = known.clone().or(login),
            AgreementReport::Ended { .. }
            | AgreementReport::Refused { .. }
            | AgreementReport::GivenUp
            | AgreementReport::Consented { .. } => {}
        }
    }
    let state = own.agreement_state();
    let (token_until, renewable_until) = match live_token(own.agreements()) {
        Some(AgreementReport::Token { expires, refresh, refresh_expires, .. }) => {
            (*expires, refresh.as_ref().and(*refresh_expires))
        }
        Some(_) | None => (None, None),
    };
    let debits = merchant.debits_under(&opening.state, DEBITS_SHOWN).await?;
    // An agreement that was renewed or consented to again after an end is not over.
    let ended = own.ended_by().filter(|_| state == Some(AgreementState::Ended));
    Ok(AgreementView {
        dossier: dossier_show::dossier(merchant, standing).await?,
        wallet: opening.wallet.clone(),
        wallet_name: method_name(&opening.wallet).to_owned(),
        buyer: opening.buyer.clone(),
        login,
        url: url.filter(|_| state == Some(AgreementState::Offered)),
        token_until: token_until.map(|at| at.0),
        renewable_until: renewable_until.map(|at| at.0),
        renew: may(merchant.may_renew(standing)),
        debit: may(merchant.may_debit(standing)),
        revoke: may(merchant.may_revoke(standing)),
        give_up: may(merchant.may_give_up(standing)),
        ended_by: ended.map(|(by, _)| ended_by(by).to_owned()),
        ended_because: ended.map(|(_, reason)| reason.to_owned()).filter(|reason| !reason.is_empty()),
        refused: own.consent_refused().map(|(code, message)| {
            of_question(&Heardless { code: code.to_owned(), message: message.to_owned() })
        }),
        debits: debits.iter().map(|row| debit_view(row, merchant.now())).collect(),
    })
}

fn debit_view(row: &PaymentRow, now: Moment) -> DebitView {
    DebitView {
        payment: row.request.to_string(),
        order_number: row.order_number.to_string(),
        amount: MoneyView::of(row.amount),
        state: parse::state_word(row.state_at(now)).to_owned(),
        unknown: row.flags.contains(&Flag::Unknown),
        at: row.created_at.0,
    }
}

/// Asks a buyer for a standing consent.
pub async fn agreement_begin(desk: &Desk, form: AgreementForm) -> Result<AgreementView, Problem> {
    let merchant = desk.merchant().await?;
    sendable(&form.buyer, "buyer")?;
    let wish = ConsentWish {
        draft: AuthState::parse(&form.draft).map_err(Failed::from)?,
        wallet: form.wallet.trim().to_owned(),
        buyer: form.buyer.trim().to_owned(),
    };
    let standing = merchant.ask_consent(wish).await.on_form(CONSENT)?;
    view(&merchant, &standing).await
}

/// Asks the gateway how a consent stands, and goes on with it. The gateway tells of a consent by its news
/// only, so the roads of news are read; a code that came is exchanged for a token.
pub async fn agreement_inquire(desk: &Desk, form: IdForm) -> Result<AgreementView, Problem> {
    let merchant = desk.merchant().await?;
    let stream = merchant.dossier(DossierKind::Agreement, &form.id).await?.stream;
    let before = merchant.read_dossier(&stream).await?.version;
    let read = Box::pin(read_roads(&merchant)).await?;
    Box::pin(merchant.exchange_consent(&stream)).await?;
    Box::pin(dossier_show::drive_open(&merchant, &stream)).await?;
    let asked = Box::pin(merchant.query_agreement(&form.id)).await;
    let standing = merchant.read_dossier(&stream).await?;
    if let Err(failed) = asked {
        return Err(failed.into());
    }
    match read.problem {
        // Nothing new was learned because a road was silent: that is the answer.
        Some(problem) if standing.version == before => Err(problem),
        Some(_) | None => view(&merchant, &standing).await,
    }
}

fn act(form: DossierActForm) -> Result<AgreementAct, Problem> {
    let draft = OrderId::parse(&form.draft).map_err(Failed::from)?;
    Ok(AgreementAct { draft, agreement: form.id, version: form.version })
}

/// Renews an agreement's token.
pub async fn agreement_renew(desk: &Desk, form: DossierActForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.renew_agreement(act(form)?).await?;
    action(&merchant, &order).await
}

/// Ends a consent.
pub async fn agreement_revoke(desk: &Desk, form: DossierActForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.revoke_agreement(act(form)?).await?;
    action(&merchant, &order).await
}

/// Stops waiting for a buyer. Nothing is sent; a consent given all the same is taken as ever.
pub async fn agreement_give_up(desk: &Desk, form: IdForm) -> Result<AgreementView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.give_up_consent(&form.id).await?;
    view(&merchant, &standing).await
}

/// Debits a buyer under a consent.
pub async fn agreement_debit(desk: &Desk, form: DebitForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    let order = merchant.debit(debit_wish(form)?).await.on_form(PAYMENT)?;
    action(&merchant, &order).await
}

/// What a debit would send, for a dry run: its amount, or why it would be refused here.
pub async fn agreement_debit_dry(desk: &Desk, form: DebitForm) -> Result<MoneyView, Problem> {
    let merchant = desk.merchant().await?;
    let wish = debit_wish(form)?;
    merchant.may_be_debited(&wish).await.on_form(PAYMENT)?;
    Ok(MoneyView::of(wish.amount))
}

fn debit_wish(form: DebitForm) -> Result<DebitWish, Problem> {
    sendable(&form.description, "description")?;
    let currency = parse::currency(&form.currency, "currency")?;
    let description = match form.description.trim() {
        "" => form.order_number.trim().to_owned(),
        text => text.to_owned(),
    };
    Ok(DebitWish {
        draft: PaymentRequestId::parse(&form.draft).map_err(Failed::from)?,
        agreement: form.id,
        order_number: order_number(&form.order_number, "order.referenceOrderId", "order_number")?,
        description,
        amount: some_money(&form.amount, currency, "amount")?,
        again: form.again,
    })
}
