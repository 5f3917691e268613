//! A buyer's standing consent: asked for, exchanged for a token, renewed, debited, ended.

use std::collections::BTreeMap;

use antom::apply_token::{self, ApplyToken, ApplyTokenAnswer, ApplyTokenAsk, GrantType, TokenKnown};
use antom::authorization_consult::{AuthorizationConsult, AuthorizationConsultAsk};
use antom::authorization_query::{AuthorizationQuery, AuthorizationQueryAsk};
use antom::revoke::{self, Revoke, RevokeAnswer, RevokeAsk};
use antom::{Ask, Endpoint, Heard, Proof, ResultStatus, SecretText};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::{
    ActAsked, AgreementOpening, AgreementReport, AgreementState, AuthState, Bar, Body, Dossier, DossierEvent,
    DossierKind, EndedBy, Moment, Opening, OrderId, OrderKind, Report, Source, StreamId, live_token,
};
use sha2::{Digest, Sha256};

use crate::Failed;
use crate::dossier::DossierStanding;
use crate::hear::News;
use crate::merchant::Merchant;
use crate::outbox::drive::{Finding, may_have_been_heard};
use crate::outbox::nothing_proved;
use crate::port::{Append, DossierQuery, LedgerError, NewFact, OpenOrder};
use crate::speak::Spoken;
use crate::usecase::start::{Beginning, Kept};

/// SHA-256 of a secret, hexadecimal: tells one from another without keeping it.
#[must_use]
pub(crate) fn digest(secret: &str) -> String {
    Sha256::digest(secret).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A consent to be asked for.
#[derive(Debug, Clone)]
pub struct ConsentWish {
    /// The sheet's id: becomes the consent's own.
    pub draft: AuthState,
    /// Whose wallet.
    pub wallet: String,
    /// Who the buyer is, in the shop's words.
    pub buyer: String,
}

/// An act on an agreement that needs nothing but itself.
#[derive(Debug, Clone)]
pub struct AgreementAct {
    /// The sheet's id: becomes the order's.
    pub draft: OrderId,
    /// Any id of the agreement.
    pub agreement: String,
    /// The version the sheet was opened on.
    pub version: Option<u64>,
}

/// How many consents are looked at in one round; the newest come first, and old codes are dead.
const LEFT_OVER: u32 = 20;
const SCOPE: &str = "AGREEMENT_PAY";
const RETURN: &str = "https://counterfoil.invalid/consent";

impl Merchant {
    /// Asks the gateway for a place where a buyer can consent. Written down first, so that what comes of it
    /// finds its consent; asking again gives the same consent another link.
    pub async fn ask_consent(&self, wish: ConsentWish) -> Result<DossierStanding, Failed> {
        let ask = AuthorizationConsultAsk {
            customer_belongs_to: Some(wish.wallet.clone()),
            auth_redirect_url: Some(RETURN.to_owned()),
            scopes: vec![SCOPE.to_owned()],
            auth_state: Some(wish.draft.clone()),
            terminal_type: Some("WEB".to_owned()),
            auth_notify_url: self.account.notify_url.clone(),
            recurring_payment: (wish.wallet == "PAYPAY").then_some(true),
            ..AuthorizationConsultAsk::default()
        };
        ask.check()?;
        let stream = StreamId::dossier(DossierKind::Agreement, &self.account.id, wish.draft.as_str())?;
        let opening = AgreementOpening {
            state: wish.draft,
            wallet: wish.wallet,
            buyer: wish.buyer,
            scopes: vec![SCOPE.to_owned()],
        };
        self.open_dossier(&stream, Opening::Agreement(opening)).await?;
        let call = self.call(AuthorizationConsult::PATH, ask.to_body()).await?;
        let spoken = self.ask::<AuthorizationConsult>(call).await;
        match &spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                let Some(url) = answer.address() else {
                    let message = "the answer has no address".to_owned();
                    return Err(Failed::Unanswered { code: antom::ANSWER_INCOMPLETE.to_owned(), message });
                };
                let report = AgreementReport::Offered { url: url.to_owned() };
                self.hear_report(&stream, Source::Answer, Report::Agreement(report), self.now()).await
            }
            heard => {
                if let Some(Heard::Verified { result, .. }) = heard
                    && result.status == ResultStatus::Failure
                {
                    let (code, message) = (result.code.clone(), result.message.clone());
                    let report = Report::Agreement(AgreementReport::Refused { code, message });
                    self.hear_report(&stream, Source::Answer, report, self.now()).await?;
                }
                Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message })
            }
        }
    }

    /// Writes down that a dossier begins; one that is there already is left alone.
    pub(crate) async fn open_dossier(&self, stream: &StreamId, opening: Opening) -> Result<(), Failed> {
        if !self.parts.ledger.stream(stream).await?.is_empty() {
            return Ok(());
        }
        let now = self.now();
        let body = Body::Dossier(DossierEvent::Opened(opening));
        let append = Append {
            stream: stream.clone(),
            expected_version: 0,
            actor: self.actor.clone(),
            heard_at: now,
            facts: vec![NewFact { source: Source::Us, occurred_at: now, body }],
            open: None,
            close: None,
        };
        match self.parts.ledger.append(append).await {
            Ok(_) | Err(LedgerError::SomeoneElseWrote) => {
                self.announce(stream);
                Ok(())
            }
            Err(error) => Err(error.into()),
        }
    }

    pub(crate) async fn hear_report(
        &self,
        stream: &StreamId,
        source: Source,
        report: Report,
        at: Moment,
    ) -> Result<DossierStanding, Failed> {
        let news = [News { event: DossierEvent::Reported(report), at }];
        self.hear_dossier(stream, source, &news, None).await
    }

    async fn opened_text(&self, sealed: &str) -> Result<SecretText, Failed> {
        let damaged = || LedgerError::Damaged("a sealed token cannot be read".to_owned());
        let bytes = STANDARD.decode(sealed).map_err(|_| damaged())?;
        let plain = self.parts.keys.open(bytes).await?;
        Ok(SecretText::new(String::from_utf8(plain).map_err(|_| damaged())?))
    }

    /// The live token of an agreement, opened for one request body.
    pub(crate) async fn live_token(&self, standing: &DossierStanding) -> Result<SecretText, Failed> {
        match live_token(standing.dossier.agreements()) {
            Some(AgreementReport::Token { token, expires, .. }) => {
                if let Some(at) = expires.filter(|at| self.now().since(*at) >= 0) {
                    return Err(Bar::TokenEnded { at }.into());
                }
                self.opened_text(token).await
            }
            Some(_) | None => Err(Bar::NoConsent.into()),
        }
    }

    /// Exchanges the code of a consent for a token, once: the order's id is made of the code's digest.
    pub async fn exchange_consent(&self, stream: &StreamId) -> Result<(), Failed> {
        let standing = self.read_dossier(stream).await?;
        let Opening::Agreement(opening) = &standing.dossier.opening else {
            return Err(Failed::NotFound(stream.to_string()));
        };
        // A code that came after another one was refused is exchanged all the same.
        if AgreementState::of(standing.dossier.agreements()) != AgreementState::Consented {
            return Ok(());
        }
        let newest = standing.dossier.agreements().filter_map(|report| match report {
            AgreementReport::Consented { code, digest } => Some((code.clone(), digest.clone())),
            AgreementReport::Offered { .. }
            | AgreementReport::Token { .. }
            | AgreementReport::Refused { .. }
            | AgreementReport::GivenUp
            | AgreementReport::Ended { .. } => None,
        });
        let Some((sealed, digest)) = newest.last() else { return Ok(()) };
        let order = OrderId::parse(&format!("token_{}", digest.get(..32).unwrap_or(&digest)))?;
        if self.parts.ledger.order(&order).await?.is_some() {
            return Ok(());
        }
        let ask = ApplyTokenAsk {
            grant_type: Some(GrantType::AuthorizationCode),
            customer_belongs_to: Some(opening.wallet.clone()),
            auth_code: Some(self.opened_text(&sealed).await?),
            ..ApplyTokenAsk::default()
        };
        let details = BTreeMap::from([("grant".to_owned(), "consent".to_owned())]);
        self.begin_token(&standing, order, ask, details).await
    }

    /// Exchanges the codes of consents that could not be exchanged when they came: the keys were locked, or
    /// something failed on the way. Nothing happens where the exchange is written down.
    pub(crate) async fn exchange_left_over(&self) -> Result<(), Failed> {
        let query = DossierQuery {
            kind: DossierKind::Agreement,
            account: self.account.id.clone(),
            states: vec![AgreementState::Consented.word().to_owned()],
            text: None,
            subject: None,
            by_deadline: false,
            limit: LEFT_OVER,
            after: None,
        };
        for row in self.parts.ledger.dossiers(&query).await? {
            self.exchange_consent(&row.stream).await?;
        }
        Ok(())
    }

    /// Renews an agreement's token with its refresh token.
    pub async fn renew_agreement(&self, act: AgreementAct) -> Result<OrderId, Failed> {
        let standing = self.dossier(DossierKind::Agreement, &act.agreement).await?;
        if self.act_pressed_before(&act.draft, OrderKind::ApplyToken, &standing).await? {
            return Ok(act.draft);
        }
        Self::fresh_dossier(&standing, act.version)?;
        self.may_renew(&standing)?;
        let Opening::Agreement(opening) = &standing.dossier.opening else {
            return Err(Bar::NoConsent.into());
        };
        let Some(AgreementReport::Token { refresh: Some(sealed), .. }) =
            live_token(standing.dossier.agreements())
        else {
            return Err(Bar::NoConsent.into());
        };
        let ask = ApplyTokenAsk {
            grant_type: Some(GrantType::RefreshToken),
            customer_belongs_to: Some(opening.wallet.clone()),
            refresh_token: Some(self.opened_text(sealed).await?),
            ..ApplyTokenAsk::default()
        };
        let details = BTreeMap::from([("grant".to_owned(), "refresh".to_owned())]);
        self.begin_token(&standing, act.draft.clone(), ask, details).await?;
        Ok(act.draft)
    }

    /// Asks the gateway how the live token of an agreement stands. A token the gateway no longer takes ends the
    /// agreement here; a later end of its life is taken over.
    pub async fn query_agreement(&self, id: &str) -> Result<DossierStanding, Failed> {
        let standing = self.dossier(DossierKind::Agreement, id).await?;
        let Some(AgreementReport::Token { token, digest, expires, refresh, refresh_expires, login }) =
            live_token(standing.dossier.agreements()).cloned()
        else {
            return Ok(standing);
        };
        let ask = AuthorizationQueryAsk {
            access_token: Some(self.opened_text(&token).await?),
            ..AuthorizationQueryAsk::default()
        };
        ask.check()?;
        let call = self.call(AuthorizationQuery::PATH, ask.to_body()).await?;
        let spoken = self.ask::<AuthorizationQuery>(call).await;
        let report = match &spoken.heard {
            Some(Heard::Verified { result, answer, .. }) if result.status == ResultStatus::Success => {
                let until = answer.access_token_expiry_time.as_ref().and_then(antom::Stamp::moment);
                let renewable = answer.refresh_token_expiry_time.as_ref().and_then(antom::Stamp::moment);
                AgreementReport::Token {
                    token,
                    digest,
                    expires: until.or(expires),
                    refresh,
                    refresh_expires: renewable.or(refresh_expires),
                    login,
                }
            }
            Some(Heard::Verified { result, .. }) if result.code == "INVALID_ACCESS_TOKEN" => {
                AgreementReport::Ended {
                    digest: Some(digest),
                    by: EndedBy::Found,
                    reason: result.message.clone(),
                }
            }
            Some(_) | None => {
                return Err(Failed::Unanswered { code: spoken.end.code, message: spoken.end.message });
            }
        };
        self.hear_report(&standing.stream, Source::Inquiry, Report::Agreement(report), self.now()).await
    }

    /// Whether a token can be renewed now.
    pub fn may_renew(&self, standing: &DossierStanding) -> Result<(), Bar> {
        match live_token(standing.dossier.agreements()) {
            Some(AgreementReport::Token { refresh: Some(_), refresh_expires, .. }) => {
                match refresh_expires.filter(|at| self.now().since(*at) >= 0) {
                    Some(at) => Err(Bar::TokenEnded { at }),
                    None => no_open_act(standing, OrderKind::ApplyToken),
                }
            }
            Some(_) | None => Err(Bar::NoConsent),
        }
    }

    /// Whether a consent can be debited now.
    pub fn may_debit(&self, standing: &DossierStanding) -> Result<(), Bar> {
        no_open_act(standing, OrderKind::Revoke)?;
        match live_token(standing.dossier.agreements()) {
            Some(AgreementReport::Token { expires, .. }) => expires
                .filter(|at| self.now().since(*at) >= 0)
                .map_or(Ok(()), |at| Err(Bar::TokenEnded { at })),
            Some(_) | None => Err(Bar::NoConsent),
        }
    }

    /// Whether a consent can be ended now.
    pub fn may_revoke(&self, standing: &DossierStanding) -> Result<(), Bar> {
        no_open_act(standing, OrderKind::Revoke)?;
        live_token(standing.dossier.agreements()).map(|_| ()).ok_or(Bar::NoConsent)
    }

    async fn begin_token(
        &self,
        standing: &DossierStanding,
        order: OrderId,
        ask: ApplyTokenAsk,
        details: BTreeMap<String, String>,
    ) -> Result<(), Failed> {
        ask.check()?;
        let asked = ActAsked { order: order.clone(), kind: OrderKind::ApplyToken, amount: None, details };
        let beginning = Beginning {
            request_id: order.to_string(),
            order,
            kind: OrderKind::ApplyToken,
            path: ApplyToken::PATH,
            body: ask.to_body(),
            kept: Kept::Sealed,
            amount: None,
            body_event: Body::Dossier(DossierEvent::ActAsked(asked)),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await
    }

    pub(crate) async fn send_apply_token(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let repeated = self.was_heard(order).await?;
        let id = order.id.clone();
        let now = self.now();
        // Sealing is slow and may fail: it is done once the answer proved something, before it is written.
        let (finding, known) = self
            .deliver_attempt_keeping::<ApplyToken, TokenKnown>(order, |spoken: &Spoken<ApplyTokenAnswer>| {
                match &spoken.heard {
                    Some(Heard::Verified { result, answer, .. }) => {
                        apply_token::prove(repeated, result, answer)
                    }
                    other => nothing_proved(other.as_ref()),
                }
            })
            .await?;
        let mut news = act_news(&id, &known, now);
        if let Proof::Done(token) = &known {
            let report = AgreementReport::Token {
                token: self.sealed_text(&token.access).await?,
                digest: digest(token.access.expose()),
                expires: token.access_until,
                refresh: match &token.refresh {
                    Some(refresh) => Some(self.sealed_text(refresh).await?),
                    None => None,
                },
                refresh_expires: token.refresh_until,
                login: None,
            };
            news.insert(0, News { event: DossierEvent::Reported(Report::Agreement(report)), at: now });
        }
        Ok(finding.telling(news))
    }

    /// Stops waiting for a buyer who was asked for a consent. The gateway is told nothing: it has no call for
    /// it, and the link may work on; a consent given all the same is taken as ever.
    pub async fn give_up_consent(&self, id: &str) -> Result<DossierStanding, Failed> {
        let standing = self.dossier(DossierKind::Agreement, id).await?;
        if standing.dossier.agreement_state() == Some(AgreementState::GivenUp) {
            return Ok(standing);
        }
        self.may_give_up(&standing)?;
        let report = Report::Agreement(AgreementReport::GivenUp);
        self.hear_report(&standing.stream, Source::Us, report, self.now()).await
    }

    /// Whether a buyer is waited for.
    pub fn may_give_up(&self, standing: &DossierStanding) -> Result<(), Bar> {
        match standing.dossier.agreement_state() {
            Some(AgreementState::Asked | AgreementState::Offered) => Ok(()),
            Some(_) | None => Err(Bar::NotWaiting),
        }
    }

    /// Ends a consent.
    pub async fn revoke_agreement(&self, act: AgreementAct) -> Result<OrderId, Failed> {
        let standing = self.dossier(DossierKind::Agreement, &act.agreement).await?;
        if self.act_pressed_before(&act.draft, OrderKind::Revoke, &standing).await? {
            return Ok(act.draft);
        }
        Self::fresh_dossier(&standing, act.version)?;
        self.may_revoke(&standing)?;
        let Some(AgreementReport::Token { token, .. }) = live_token(standing.dossier.agreements()) else {
            return Err(Bar::NoConsent.into());
        };
        let ask = RevokeAsk { access_token: Some(self.opened_text(token).await?), ..RevokeAsk::default() };
        ask.check()?;
        let asked = ActAsked {
            order: act.draft.clone(),
            kind: OrderKind::Revoke,
            amount: None,
            details: BTreeMap::new(),
        };
        let beginning = Beginning {
            order: act.draft.clone(),
            kind: OrderKind::Revoke,
            request_id: act.draft.to_string(),
            path: Revoke::PATH,
            body: ask.to_body(),
            kept: Kept::Sealed,
            amount: None,
            body_event: Body::Dossier(DossierEvent::ActAsked(asked)),
            only_for: None,
        };
        self.begin(&standing.stream, standing.version, beginning).await?;
        Ok(act.draft)
    }

    pub(crate) async fn send_revoke(&self, order: &OpenOrder) -> Result<Finding, Failed> {
        let repeated = self.was_heard(order).await?;
        let standing = self.read_dossier(&order.stream).await?;
        let token = match live_token(standing.dossier.agreements()) {
            Some(AgreementReport::Token { digest, .. }) => Some(digest.clone()),
            Some(_) | None => None,
        };
        let (id, now) = (order.id.clone(), self.now());
        self.deliver_attempt::<Revoke, (), _>(
            order,
            |spoken: &Spoken<RevokeAnswer>| match &spoken.heard {
                Some(Heard::Verified { result, .. }) => revoke::prove(repeated, result),
                other => nothing_proved(other.as_ref()),
            },
            |proof| {
                let mut news = act_news(&id, proof, now);
                let ended = match proof {
                    Proof::Done(()) => Some(EndedBy::Us),
                    // The token does not work, whoever ended it.
                    Proof::Refused { code, .. } | Proof::Unknown { code, .. }
                        if code == "INVALID_ACCESS_TOKEN" =>
                    {
                        Some(if repeated { EndedBy::Us } else { EndedBy::Found })
                    }
                    Proof::Refused { .. } | Proof::InProcess { .. } | Proof::Unknown { .. } => None,
                };
                if let Some(by) = ended {
                    let report = AgreementReport::Ended { digest: token.clone(), by, reason: String::new() };
                    news.push(News { event: DossierEvent::Reported(Report::Agreement(report)), at: now });
                }
                news
            },
        )
        .await
    }

    /// Writes down that a debit found the token dead, so that nothing else is debited with it.
    pub(crate) async fn token_found_dead(&self, agreement: &AuthState) -> Result<(), Failed> {
        let standing = self.dossier(DossierKind::Agreement, agreement.as_str()).await?;
        if let Some(AgreementReport::Token { digest, .. }) = live_token(standing.dossier.agreements()) {
            let report = AgreementReport::Ended {
                digest: Some(digest.clone()),
                by: EndedBy::Found,
                reason: String::new(),
            };
            self.hear_report(&standing.stream, Source::Answer, Report::Agreement(report), self.now()).await?;
        }
        Ok(())
    }

    /// Whether an earlier delivery of this order may have reached the gateway.
    pub(crate) async fn was_heard(&self, order: &OpenOrder) -> Result<bool, Failed> {
        Ok(may_have_been_heard(&self.parts.ledger.attempts(&order.id).await?))
    }

    /// The sheet must have been opened on what stands now. News that changed neither the state nor our own acts
    /// (one more period of a subscription was debited) leaves a sheet as good as it was.
    pub(crate) fn fresh_dossier(standing: &DossierStanding, version: Option<u64>) -> Result<(), Failed> {
        let Some(version) = version.filter(|version| *version != standing.version) else { return Ok(()) };
        let seen = standing.entries.iter().filter(|entry| entry.version <= version);
        let then = Dossier::fold(seen.filter_map(|entry| match &entry.body {
            Body::Dossier(event) => Some((event, entry.occurred_at)),
            Body::Payment(_) | Body::Account(_) | Body::News(_) | Body::Mark(_) => None,
        }));
        let now = &standing.dossier;
        let same = then.is_some_and(|then| then.state_word() == now.state_word() && then.acts == now.acts);
        if same && version < standing.version { Ok(()) } else { Err(Failed::Stale) }
    }

    /// The same sheet pressed again: the order is there. Another use of the same draft is refused.
    pub(crate) async fn act_pressed_before(
        &self,
        order: &OrderId,
        kind: OrderKind,
        standing: &DossierStanding,
    ) -> Result<bool, Failed> {
        let Some(known) = self.parts.ledger.order(order).await? else { return Ok(false) };
        if known.kind == kind && known.stream == standing.stream { Ok(true) } else { Err(Failed::DraftUsed) }
    }
}

/// No act of this kind is under way or not known.
pub(crate) fn no_open_act(standing: &DossierStanding, kind: OrderKind) -> Result<(), Bar> {
    let open = standing.dossier.acts.values().any(|act| act.asked.kind == kind && act.progress.is_open());
    if open { Err(Bar::AlreadyUnderWay { kind }) } else { Ok(()) }
}

/// What a proof says of the act itself.
pub(crate) fn act_news<T>(order: &OrderId, proof: &Proof<T>, now: Moment) -> Vec<News<DossierEvent>> {
    let order = order.clone();
    let event = match proof {
        Proof::Done(_) => DossierEvent::ActDone { order, at: now },
        Proof::Refused { code, message } => {
            DossierEvent::ActRefused { order, code: code.clone(), message: message.clone() }
        }
        Proof::InProcess { .. } => DossierEvent::ActPending { order },
        Proof::Unknown { .. } => return Vec::new(),
    };
    vec![News { event, at: now }]
}
