use antom::parts::Address;
use antom::pay::IN_STORE;
use antom::registration::{
    Contact, Contacts, MerchantRegistration, RegistrationAsk, RegistrationDetail, StoreRegistration, WebSite,
};
use domain::{DossierKind, MerchantReference, Opening, RegistrationRequestId, StoreReference};
use engine::{DossierStanding, Failed, Merchant};
use serde_json::Value;

use super::action::action;
use super::checkout::flatten;
use crate::Desk;
use crate::dossier_show;
use crate::form::{DossierListForm, IdForm, RegistrationForm};
use crate::on_form::{OnForm as _, REGISTRATION, id};
use crate::problem::Problem;
use crate::typed::sendable;
use crate::view::{ActionView, DossierPageView, RegistrationView, WalletVerdictView};

/// Registrations.
pub async fn registration_list(desk: &Desk, form: DossierListForm) -> Result<DossierPageView, Problem> {
    let merchant = desk.merchant().await?;
    dossier_show::page(&merchant, DossierKind::Registration, form).await
}

/// One registration.
pub async fn registration_show(desk: &Desk, form: IdForm) -> Result<RegistrationView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.dossier(DossierKind::Registration, &form.id).await?;
    view(&merchant, &standing, Vec::new()).await
}

async fn view(
    merchant: &Merchant,
    standing: &DossierStanding,
    on_file: Vec<(String, String)>,
) -> Result<RegistrationView, Problem> {
    let Opening::Registration(opening) = &standing.dossier.opening else {
        return Err(Failed::NotFound(standing.stream.to_string()).into());
    };
    let latest = standing.dossier.registrations().last();
    let wallets = latest.map(|report| report.wallets.as_slice()).unwrap_or_default();
    Ok(RegistrationView {
        dossier: dossier_show::dossier(merchant, standing).await?,
        merchant: opening.merchant.to_string(),
        display_name: opening.display_name.clone(),
        legal_name: opening.legal_name.clone(),
        store: opening.store.as_ref().map(ToString::to_string),
        store_name: opening.store_name.clone(),
        status: latest.map(|report| report.status.clone()),
        reasons: latest.map(|report| report.reasons.clone()).unwrap_or_default(),
        wallets: wallets
            .iter()
            .map(|own| WalletVerdictView {
                wallet: own.wallet.clone(),
                status: own.status.clone(),
                reasons: own.reasons.clone(),
            })
            .collect(),
        on_file,
    })
}

fn text(typed: &str) -> Option<String> {
    Some(typed.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Registers a merchant with its store: the gateway registers for the counter only.
pub async fn registration_create(desk: &Desk, form: RegistrationForm) -> Result<ActionView, Problem> {
    let merchant = desk.merchant().await?;
    for (field, typed) in [
        ("display_name", &form.display_name),
        ("legal_name", &form.legal_name),
        ("registration_no", &form.registration_no),
        ("address", &form.address),
        ("store_name", &form.store_name),
        ("merchant", &form.merchant),
        ("store", &form.store),
        ("city", &form.city),
        ("zip", &form.zip),
        ("email", &form.email),
        ("website", &form.website),
    ] {
        sendable(typed, field)?;
    }
    let order = merchant.register(ask_of(&form)?).await.on_form(REGISTRATION)?;
    action(&merchant, &order).await
}

fn ask_of(form: &RegistrationForm) -> Result<RegistrationAsk, Problem> {
    let address = || Address {
        region: text(&form.region),
        city: text(&form.city),
        address1: text(&form.address),
        zip_code: text(&form.zip),
        ..Address::default()
    };
    let store = match text(&form.store) {
        None => None,
        Some(typed) => Some(StoreRegistration {
            reference_store_id: Some(id(
                StoreReference::parse(&typed),
                "storeInfo.referenceStoreId",
                "store",
                32,
            )?),
            store_name: text(&form.store_name),
            store_mcc: text(&form.store_mcc),
            store_address: Some(address()),
            ..StoreRegistration::default()
        }),
    };
    let contact = text(&form.email).map(|email| Contact {
        contact_no: Some(email),
        contact_type: Some("EMAIL".to_owned()),
        ..Contact::default()
    });
    let site = text(&form.website).map(|url| WebSite {
        url: Some(url),
        kind: Some("COMPANY_INTRODUCE".to_owned()),
        ..WebSite::default()
    });
    Ok(RegistrationAsk {
        registration_request_id: Some(RegistrationRequestId::parse(&form.draft).map_err(Failed::from)?),
        product_codes: vec![IN_STORE.to_owned()],
        merchant_info: Some(MerchantRegistration {
            reference_merchant_id: Some(id(
                MerchantReference::parse(&form.merchant),
                "merchantInfo.referenceMerchantId",
                "merchant",
                64,
            )?),
            merchant_display_name: text(&form.display_name),
            merchant_mcc: text(&form.mcc),
            websites: site.into_iter().collect(),
            merchant_address: Some(address()),
            registration_detail: Some(RegistrationDetail {
                legal_name: text(&form.legal_name),
                registration_type: text(&form.registration_type),
                registration_no: text(&form.registration_no),
                registration_address: Some(address()),
                business_type: text(&form.business_type),
                contact_info: Contacts(contact.into_iter().collect()),
                ..RegistrationDetail::default()
            }),
            ..MerchantRegistration::default()
        }),
        store_info: store,
        ..RegistrationAsk::default()
    })
}

/// Asks how a registration stands and what is on file. A merchant whose registration is not through yet may
/// have nothing on file.
pub async fn registration_inquire(desk: &Desk, form: IdForm) -> Result<RegistrationView, Problem> {
    let merchant = desk.merchant().await?;
    let standing = merchant.dossier(DossierKind::Registration, &form.id).await?;
    dossier_show::drive_open(&merchant, &standing.stream).await?;
    let standing = merchant.inquire_registration(&form.id).await?;
    let on_file = match merchant.registration_on_file(&form.id).await {
        Ok(answer) => flat(&serde_json::to_value(&answer).unwrap_or(Value::Null)),
        Err(Failed::Unanswered { code, .. }) if code == "RECORD_NOT_FOUND" => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    view(&merchant, &standing, on_file).await
}

/// Field by field, each under its path. Files of attachments are left out.
fn flat(value: &Value) -> Vec<(String, String)> {
    let mut fields = Vec::new();
    flatten("", value, &mut fields);
    fields.retain(|(path, _)| path.rsplit('.').next() != Some("file") && !path.starts_with("result."));
    fields
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::flat;

    #[test]
    fn what_is_on_file_is_shown_field_by_field_without_the_files() {
        let answer = json!({
            "result": { "resultCode": "SUCCESS" },
            "productCodes": ["IN_STORE_PAYMENT"],
            "merchantInfo": {
                "merchantMCC": "5411",
                "registrationDetail": { "attachments": [{ "file": "JVBERi0=", "attachmentName": "licence" }] },
            },
        });
        let mut fields = flat(&answer);
        fields.sort();
        let own = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        assert_eq!(
            fields,
            [
                own("merchantInfo.merchantMCC", "5411"),
                own("merchantInfo.registrationDetail.attachments.1.attachmentName", "licence"),
                own("productCodes.1", "IN_STORE_PAYMENT"),
            ]
        );
    }
}
