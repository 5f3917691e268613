//! The form a merchant downloads for a dispute: a PDF of one page, written here.

use crate::dispute::Dispute;

/// A valid PDF that names the dispute and leaves room for the answer.
pub fn pdf(dispute: &Dispute) -> Vec<u8> {
    let lines = [
        "Dispute evidence form (practice)".to_owned(),
        format!("Dispute: {}", dispute.dispute_id),
        format!("Payment: {}", dispute.payment_id),
        format!("Amount in minor units: {} {}", dispute.amount.currency, dispute.amount.value),
        format!("Reason: {}", dispute.reason),
        "What was sold, when it was delivered, and how the buyer was told:".to_owned(),
    ];
    let mut text = String::from("BT /F1 12 Tf 16 TL 56 780 Td\n");
    for line in lines {
        text.push_str(&format!("({}) Tj T*\n", escaped(&line)));
    }
    text.push_str("ET");
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
         /Resources << /Font << /F1 5 0 R >> >> >>"
            .to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
    ];
    assemble(&objects)
}

/// Numbers the objects from 1 and adds the table of where each begins.
fn assemble(objects: &[String]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut table = String::from("0000000000 65535 f \n");
    let mut number = 0_usize;
    for object in objects {
        number = number.saturating_add(1);
        table.push_str(&format!("{:010} 00000 n \n", file.len()));
        file.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let (size, start) = (number.saturating_add(1), file.len());
    file.push_str(&format!(
        "xref\n0 {size}\n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    ));
    file.into_bytes()
}

/// Plain ASCII between the brackets of a PDF string.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '(' | ')' | '\\' => escaped.extend(['\\', letter]),
            ' '..='~' => escaped.push(letter),
            _ => escaped.push('?'),
        }
    }
    escaped
}
