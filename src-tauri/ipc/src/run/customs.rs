use super::payment::{orders_of, query_of, view};
use crate::Desk;
use crate::form::{IdForm, ListForm, Nothing};
use crate::parse::cursor_text;
use crate::problem::Problem;
use crate::show;
use crate::view::{DeclarationPageView, OfficeView, PaymentView};

/// Declarations, newest payment first.
pub async fn declaration_list(desk: &Desk, form: ListForm) -> Result<DeclarationPageView, Problem> {
    let merchant = desk.merchant().await?;
    let mut query = query_of(&merchant, &form)?;
    query.declared_only = true;
    let page = merchant.ledger().payments(&query).await?;
    let now = merchant.now();
    let mut declarations = Vec::new();
    for row in &page.rows {
        let standing = merchant.read(&row.stream).await?;
        let orders = orders_of(&merchant, &standing).await?;
        declarations.extend(show::declarations(&standing.payment, &orders, now));
    }
    Ok(DeclarationPageView { declarations, next: page.next.as_ref().map(cursor_text) })
}

/// Asks what customs said.
pub async fn declaration_inquire(desk: &Desk, form: IdForm) -> Result<PaymentView, Problem> {
    let merchant = desk.merchant().await?;
    let inquired = merchant.inquire(&form.id).await?;
    if let Some(heard) = inquired.trouble {
        return Err(crate::trouble::of_question(&heard));
    }
    view(&merchant, &inquired.standing).await
}

/// The customs office directory.
pub async fn customs_offices(_: &Desk, _: Nothing) -> Result<Vec<OfficeView>, Problem> {
    let offices = domain::CUSTOMS_OFFICES.iter().map(|office| OfficeView {
        code: office.code.to_owned(),
        english: office.english.to_owned(),
        chinese: office.chinese.to_owned(),
    });
    Ok(offices.collect())
}
