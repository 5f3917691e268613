use std::collections::BTreeMap;

use domain::{
    AccountId, AuthState, Body, DossierEvent, DossierKind, DossierRow, NewsEvent, OrderId, OrderNumber,
    Payment, PaymentRow, StreamId,
};
use engine::chain::{GENESIS, canonical, link};
use engine::port::{Append, Attempt, ChainReport, Head, LedgerError, NewFact, OpenOrder, Stored, Written};

use super::{dossiers, keys_of, no_such};
use crate::written;

/// What the list and the search read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct View {
    pub row: PaymentRow,
    pub ids: Vec<String>,
}

/// Everything the ledger holds.
#[derive(Debug, Default)]
pub(super) struct Books {
    pub events: Vec<Stored>,
    /// Positions in `events`.
    pub streams: BTreeMap<StreamId, Vec<usize>>,
    pub orders: Vec<OpenOrder>,
    pub attempts: BTreeMap<OrderId, Vec<Attempt>>,
    pub views: BTreeMap<StreamId, View>,
    pub dossiers: BTreeMap<StreamId, DossierRow>,
}

impl Books {
    pub fn stream(&self, stream: &StreamId) -> Vec<Stored> {
        let places = self.streams.get(stream).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|place| self.events.get(*place)).cloned().collect()
    }

    pub fn order_mut(&mut self, id: &OrderId) -> Result<&mut OpenOrder, LedgerError> {
        self.orders.iter_mut().find(|order| order.id == *id).ok_or_else(|| no_such(id))
    }

    /// All of it or nothing: everything that can be refused is refused before anything is written.
    pub fn append(&mut self, append: Append) -> Result<Written, LedgerError> {
        self.check(&append)?;
        let Append { stream, expected_version, actor, heard_at, facts, open, close } = append;
        let mut version = expected_version;
        for NewFact { source, occurred_at, body } in facts {
            version += 1;
            let previous = self.events.last().map_or(GENESIS, |entry| entry.hash);
            let text = canonical(&body).unwrap();
            let hash = link(&previous, &stream, version, &actor, source, occurred_at, heard_at, &text);
            let seq = i64::try_from(self.events.len()).unwrap() + 1;
            let stream = stream.clone();
            let actor = actor.clone();
            self.streams.entry(stream.clone()).or_default().push(self.events.len());
            self.events.push(Stored {
                seq,
                stream,
                version,
                actor,
                source,
                occurred_at,
                heard_at,
                body,
                hash,
            });
        }
        let seq = self.stream(&stream).last().map(|entry| entry.seq).unwrap();
        if let Some(new) = open {
            self.orders.push(written(new, &stream, heard_at));
        }
        if let Some(close) = close {
            let order = self.order_mut(&close.order)?;
            order.closed_by = Some(seq);
            order.closed_at = Some(heard_at);
        }
        if let Some(row) = self.fold_dossier(&stream) {
            self.dossiers.insert(stream.clone(), row);
        }
        if let Some(view) = self.fold(&stream) {
            self.views.insert(stream, view);
        }
        Ok(Written { version, seq })
    }

    /// Payments of an account under exactly this order number, newest first.
    pub fn of_order(&self, account: &AccountId, number: &OrderNumber) -> Vec<PaymentRow> {
        let rows = self.views.values().map(|view| &view.row);
        let prefix = StreamId::payment_prefix(account);
        let own = |row: &&PaymentRow| row.stream.as_str().starts_with(&prefix) && row.order_number == *number;
        let mut found: Vec<PaymentRow> = rows.filter(own).cloned().collect();
        found.sort_by(|a, b| (b.created_at, &b.stream).cmp(&(a.created_at, &a.stream)));
        found
    }

    /// Payments of an account that were debited under this consent, newest first.
    pub fn debits_of(&self, account: &AccountId, agreement: &AuthState, limit: u32) -> Vec<PaymentRow> {
        let prefix = StreamId::payment_prefix(account);
        let own = |stream: &StreamId| {
            let first = self.stream(stream).into_iter().next().map(|entry| entry.body);
            matches!(first, Some(Body::Payment(domain::Event::Asked(asked)))
                if asked.agreement.as_ref() == Some(agreement))
        };
        let rows =
            self.views.iter().filter(|(stream, _)| stream.as_str().starts_with(&prefix) && own(stream));
        let mut found: Vec<PaymentRow> = rows.map(|(_, view)| view.row.clone()).collect();
        found.sort_by(|a, b| (b.created_at, &b.stream).cmp(&(a.created_at, &a.stream)));
        found.truncate(usize::try_from(limit).unwrap());
        found
    }

    fn check(&self, append: &Append) -> Result<(), LedgerError> {
        if let Some(new) = &append.open
            && let Some(there) = self.orders.iter().find(|order| order.id == new.id)
        {
            return Err(if there.body_hash == new.body_hash {
                LedgerError::SomeoneElseWrote
            } else {
                LedgerError::OtherBody(new.id.to_string())
            });
        }
        let there = self.stream(&append.stream);
        if u64::try_from(there.len()).unwrap() != append.expected_version {
            return Err(LedgerError::SomeoneElseWrote);
        }
        if append.facts.is_empty() && (append.close.is_none() || there.is_empty()) {
            return Err(LedgerError::Failed("nothing to write".into()));
        }
        if let Some((account, number)) = append.open.as_ref().and_then(|new| new.only_for.as_ref()) {
            let rows = self.of_order(account, number);
            let mut others = rows.into_iter().filter(|row| row.stream != append.stream);
            if let Some(row) = others.find(|row| row.is_in_the_way(append.heard_at)) {
                return Err(LedgerError::InTheWay(Box::new(row)));
            }
        }
        if let Some(close) = &append.close {
            let own = self.orders.iter().find(|order| order.id == close.order);
            let own = own.filter(|order| order.stream == append.stream);
            let own = own.ok_or_else(|| no_such(&close.order))?;
            if own.closed_by.is_some() || close.deliveries.is_some_and(|seen| seen != own.deliveries) {
                return Err(LedgerError::SomeoneElseWrote);
            }
        }
        let first = there.first().map(|entry| &entry.body).or(append.facts.first().map(|fact| &fact.body));
        match first {
            Some(first) if !may_begin(&append.stream, first) => {
                Err(LedgerError::Failed(format!("{} does not begin so", append.stream)))
            }
            None | Some(_) => Ok(()),
        }
    }

    fn fold(&self, stream: &StreamId) -> Option<View> {
        let entries = self.stream(stream);
        let events = entries.iter().filter_map(|entry| match &entry.body {
            Body::Payment(event) => Some((event, entry.occurred_at)),
            Body::Account(_) | Body::Dossier(_) | Body::News(_) | Body::Mark(_) => None,
        });
        let payment = Payment::fold(events).filter(|_| stream.is_payment())?;
        let version = entries.last()?.version;
        Some(View { row: PaymentRow::of(stream, &payment, version), ids: keys_of(&payment) })
    }

    fn fold_dossier(&self, stream: &StreamId) -> Option<DossierRow> {
        dossiers::fold(stream, &self.stream(stream))
    }

    pub fn rebuild(&mut self) {
        let streams: Vec<StreamId> = self.streams.keys().cloned().collect();
        let rows = streams.iter().filter_map(|stream| self.fold_dossier(stream));
        self.dossiers = rows.map(|row| (row.stream.clone(), row)).collect();
        self.views =
            streams.into_iter().filter_map(|stream| self.fold(&stream).map(|view| (stream, view))).collect();
    }

    /// Memory keeps no second chain: nobody can change it behind our back.
    pub fn head(&self) -> Head {
        Head {
            entries: u64::try_from(self.events.len()).unwrap(),
            hash: self.events.last().map_or(GENESIS, |entry| entry.hash),
            evidence: 0,
            evidence_hash: GENESIS,
        }
    }

    pub fn grew_from(&self, head: &Head) -> bool {
        let before = usize::try_from(head.entries).unwrap().checked_sub(1);
        let hash = before.map_or(Some(GENESIS), |place| self.events.get(place).map(|entry| entry.hash));
        hash == Some(head.hash)
    }

    pub fn verify(&self) -> ChainReport {
        let mut head = GENESIS;
        let mut broken_at = None;
        for entry in &self.events {
            let text = canonical(&entry.body).unwrap();
            let Stored { stream, version, actor, source, occurred_at, heard_at, .. } = entry;
            let hash = link(&head, stream, *version, actor, *source, *occurred_at, *heard_at, &text);
            if hash != entry.hash && broken_at.is_none() {
                broken_at = Some((entry.seq, "the hash does not fit".into()));
            }
            head = entry.hash;
        }
        let differs = |stream: &&StreamId| {
            self.fold(stream).as_ref() != self.views.get(*stream)
                || self.fold_dossier(stream).as_ref() != self.dossiers.get(*stream)
        };
        ChainReport {
            entries: u64::try_from(self.events.len()).unwrap(),
            head,
            broken_at,
            evidence_broken_at: None,
            views_differ: self.streams.keys().filter(differs).cloned().collect(),
        }
    }
}

/// Whether a stream of this name may begin so: only what can be folded later is written.
fn may_begin(stream: &StreamId, first: &Body) -> bool {
    match (stream.dossier_kind(), first) {
        (Some(DossierKind::News), first) => matches!(first, Body::News(NewsEvent::Arrived(_))),
        (Some(kind), Body::Dossier(DossierEvent::Opened(opening))) => opening.kind() == kind,
        (Some(_), _) => false,
        (None, first) if stream.is_payment() => matches!(first, Body::Payment(domain::Event::Asked(_))),
        (None, Body::Account(_)) => stream.as_str().starts_with("account/"),
        (None, Body::Mark(_)) => stream.as_str().starts_with("mark/"),
        (None, Body::Payment(_) | Body::Dossier(_) | Body::News(_)) => false,
    }
}
