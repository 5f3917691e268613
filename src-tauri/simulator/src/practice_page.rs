//! Practice: the wallet's page on which a person plays the buyer of a consent or a subscription.

use std::collections::HashMap;

use crate::auth::Arrived;
use crate::checkout::{STYLE, escaped};
use crate::checkout_text::Tongue;
use crate::gateway::Reply;

/// A text in English and Chinese.
pub type Both = (&'static str, &'static str);

/// What a page asks of the buyer.
pub struct Page<'a> {
    /// What the shop asks for, in each language.
    pub asks: (String, String),
    /// Names and values under it.
    pub facts: Vec<(Both, String)>,
    /// The path that shows this page, and that a choice is posted to as JSON.
    pub path: &'a str,
    /// How the query names what the page is about.
    pub query: (&'a str, &'a str),
    /// How a posted choice names it.
    pub named: &'a str,
    /// Steps, and what their buttons say; none when nothing can be decided any more.
    pub choices: &'a [(&'a str, Both)],
    /// How it stands.
    pub stands: Both,
}

const TITLE: Both = ("Practice wallet", "模拟钱包");
const ABOUT: Both = (
    "You are playing the buyer. No money moves: what you press happens in the practice gateway only.",
    "您正在扮演买家。不会发生真实的资金流动，操作只在模拟网关中生效。",
);
const DONE: Both = ("Done. Go back to the shop.", "已完成，请返回商户。");
const OVER: Both = ("This cannot be done any more.", "已无法操作。");

/// The language a request asks for.
pub fn tongue(request: &Arrived, query: &HashMap<String, String>) -> Tongue {
    let accepted = request.headers.iter().find(|(name, _)| name == "accept-language");
    let accepted = accepted.map(|(_, value)| value.as_str()).unwrap_or_default();
    Tongue::choose(query.get("lang").map(String::as_str), accepted)
}

/// In the language of the page.
pub fn said(tongue: Tongue, (english, chinese): Both) -> &'static str {
    match tongue {
        Tongue::English => english,
        Tongue::Chinese => chinese,
    }
}

pub fn html(tongue: Tongue, page: &Page<'_>) -> Reply {
    let say = |both: Both| said(tongue, both);
    let (other, other_name) = tongue.other();
    let (name, value) = page.query;
    let asks = match tongue {
        Tongue::English => &page.asks.0,
        Tongue::Chinese => &page.asks.1,
    };
    let facts: String = page
        .facts
        .iter()
        .map(|(name, value)| format!("<dt>{}</dt><dd>{}</dd>", say(*name), escaped(value)))
        .collect();
    let buttons: String = page
        .choices
        .iter()
        .enumerate()
        .map(|(at, (step, label))| {
            let class = if at == 0 && *step == "agree" { "pay" } else { "" };
            format!("<button class=\"{class}\" data-do=\"{}\">{}</button>", escaped(step), say(*label))
        })
        .collect();
    let page = format!(
        "<!doctype html><html lang=\"{tag}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title><style>{STYLE}</style></head>\
         <body><main data-action=\"{path}\" data-name=\"{named}\" data-value=\"{value}\" data-done=\"{done}\" \
         data-over=\"{over}\"><a href=\"{path}?{name}={value}&amp;lang={other_tag}\" lang=\"{other_tag}\">{other_name}</a>\
         <h1>{title}</h1><p class=\"about\">{about}</p><p><strong>{asks}</strong></p><dl>{facts}</dl>\
         <p class=\"end\" role=\"status\">{stands}</p>{buttons}</main><script>\
         const main=document.querySelector('main');const buttons=document.querySelectorAll('button');\
         for(const button of buttons)button.onclick=async()=>{{\
         const body=JSON.stringify({{[main.dataset.name]:main.dataset.value,do:button.dataset.do}});\
         const answer=await fetch(main.dataset.action,{{method:'POST',body}});\
         document.querySelector('[role=status]').textContent=answer.ok?main.dataset.done:main.dataset.over;\
         for(const other of buttons)other.disabled=true;}};</script></body></html>",
        tag = tongue.tag(),
        other_tag = other.tag(),
        title = say(TITLE),
        about = say(ABOUT),
        done = say(DONE),
        over = say(OVER),
        path = escaped(page.path),
        named = escaped(page.named),
        value = escaped(value),
        asks = escaped(asks),
        stands = say(page.stands),
    );
    let mut reply = Reply::of(200, "text/html; charset=UTF-8", page.into_bytes());
    reply.headers.push(("cache-control", "no-store".to_owned()));
    reply
}
