use std::sync::Arc;

use domain::Environment;
use engine::Merchant;
use engine::port::PracticeFact;

use crate::Desk;
use crate::form::{PracticeForm, PracticePlayForm};
use crate::problem::{Next, Problem};
use crate::view::PracticeFactView;

/// What can be made to happen at the practice gateway. Nothing can with any other.
pub async fn practice_facts(desk: &Desk, form: PracticeForm) -> Result<Vec<PracticeFactView>, Problem> {
    let Some(merchant) = practising(desk).await? else { return Ok(Vec::new()) };
    let practice = &desk.parts().practice;
    let base_url = &merchant.account().base_url;
    let told = practice.facts(base_url, form.place.as_deref(), form.subject.as_deref()).await;
    Ok(told.map_err(failed)?.into_iter().map(view).collect())
}

/// Plays what somebody else does at the practice gateway, and hears the news of it as a real desk would.
/// Tells what can be made to happen there now.
pub async fn practice_play(desk: &Desk, form: PracticePlayForm) -> Result<Vec<PracticeFactView>, Problem> {
    let refused = || Problem::new("failed.practice_only", Next::Nothing);
    let merchant = practising(desk).await?.ok_or_else(refused)?;
    let practice = &desk.parts().practice;
    practice
        .play(&merchant.account().base_url, &form.fact, form.subject.as_deref())
        .await
        .map_err(|why| Problem::new("failed.practice_play", Next::Reload).because(why))?;
    // A road that does not answer now is read again by itself.
    if let Err(error) = super::news::read_roads(&merchant).await {
        tracing::info!(code = error.code, "the news of what was played was not read");
    }
    practice_facts(desk, PracticeForm { place: Some(form.place), subject: form.subject }).await
}

async fn practising(desk: &Desk) -> Result<Option<Arc<Merchant>>, Problem> {
    let merchant = desk.merchant().await?;
    Ok(Some(merchant).filter(|merchant| merchant.account().environment == Environment::Practice))
}

fn failed(why: String) -> Problem {
    Problem::new("failed.practice", Next::TryAgain).because(why)
}

fn view(fact: PracticeFact) -> PracticeFactView {
    let PracticeFact { id, places, english, chinese, ends, exactly, fill, play, waits } = fact;
    PracticeFactView { id, places, says: (english, chinese), ends, exactly, fill, play, waits }
}
