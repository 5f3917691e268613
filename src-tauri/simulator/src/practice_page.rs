//! Practice: the page on which a person plays the buyer.

use crate::gateway::Reply;

/// A page that says what is asked and offers choices; a choice is posted as JSON to `action`.
pub fn html(asked: &str, action: &str, (name, value): (&str, &str), choices: &[(&str, &str)]) -> Reply {
    let buttons: String = choices
        .iter()
        .map(|(step, label)| format!("<button data-do=\"{}\">{}</button> ", escaped(step), escaped(label)))
        .collect();
    let buttons = if choices.is_empty() { "<p>This was decided before.</p>".to_owned() } else { buttons };
    let page = format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Practice wallet</title>\
         <main data-action=\"{}\" data-name=\"{}\" data-value=\"{}\"><h1>Practice wallet</h1><p>{}</p>\
         {buttons}<p role=\"status\"></p></main><script>\
         const main=document.querySelector('main');\
         for(const button of document.querySelectorAll('button'))button.onclick=async()=>{{\
         const body=JSON.stringify({{[main.dataset.name]:main.dataset.value,do:button.dataset.do}});\
         const answer=await fetch(main.dataset.action,{{method:'POST',body}});\
         document.querySelector('[role=status]').textContent=answer.ok?'Done. Go back to the shop.':await answer.text();\
         for(const other of document.querySelectorAll('button'))other.disabled=true;}};</script></html>",
        escaped(action),
        escaped(name),
        escaped(value),
        escaped(asked),
    );
    let mut reply = Reply::json(200, page.into_bytes());
    reply.headers = vec![("content-type", "text/html; charset=UTF-8".to_owned())];
    reply
}

/// Text that cannot be taken for markup.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(letter),
        }
    }
    escaped
}
