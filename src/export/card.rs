//! An entry for an address book as vCard 4.0 (RFC 6350). Contacts are named by their role; no
//! person is named, since no view contains one.

use super::content_lines::ContentLines;
use crate::plan::EntryIndex;
use crate::present::{CardView, Reach, Scope};
use crate::text::escape_content_line;

/// The card of an entry; `own` is its address.
pub(super) fn card(scope: Scope<'_>, index: EntryIndex, own: &str) -> Option<Vec<u8>> {
    Some(written(scope, &scope.card(index)?, own))
}

/// The card of the organisation.
pub(super) fn of_site(scope: Scope<'_>, own: &str) -> Option<Vec<u8>> {
    Some(written(scope, &scope.organisation_card()?, own))
}

fn written(scope: Scope<'_>, card: &CardView<'_>, own: &str) -> Vec<u8> {
    let mut lines = ContentLines::default();
    lines.raw("BEGIN", "VCARD");
    lines.raw("VERSION", "4.0");
    lines.raw("PRODID", "-//Spunweb//Spunweb//EN");
    lines.raw("KIND", card.kind);
    let id = format!("{}@{}", card.uid, scope.host());
    lines.raw("UID;VALUE=text", &id);
    lines.raw("SOURCE", own);
    lines.text("FN", card.name);
    if card.kind == "org" {
        lines.text("ORG", card.legal_name.as_deref().unwrap_or(card.name));
    }
    place(&mut lines, card);
    reach(&mut lines, "", &card.general);
    for (number, (role, contact)) in (1..).zip(&card.contacts) {
        let group = format!("contact{number}.");
        reach(&mut lines, &group, contact);
        if let Some(role) = role.as_ref().filter(|_| !is_empty(contact)) {
            lines.text(&format!("{group}X-ABLABEL"), role);
        }
    }
    let mut languages: Vec<&String> = Vec::new();
    let contacts = card.contacts.iter().map(|(_, contact)| contact);
    for tag in contacts.flat_map(|contact| &contact.languages) {
        if !languages.contains(&tag) {
            languages.push(tag);
            lines.raw("LANG", tag);
        }
    }
    if let Some(website) = &card.website {
        lines.raw("URL;PREF=1", website);
    }
    lines.raw("profile.URL", &scope.site.plan.absolute(card.link));
    lines.text("profile.X-ABLABEL", scope.site_title());
    if let Some(logo) = card.logo {
        lines.raw("LOGO", &scope.site.plan.edition.absolute(logo));
    }
    if let Some(summary) = card.summary {
        lines.text("NOTE", summary);
    }
    if let Some(day) = card.revised.filter(|day| day.has_day()) {
        let day = day.first_day().strftime("%Y%m%d");
        lines.raw("REV", &format!("{day}T000000Z"));
    }
    lines.raw("END", "VCARD");
    lines.finish()
}

fn place(lines: &mut ContentLines, card: &CardView<'_>) {
    if let Some(address) = &card.address {
        let parts = [
            "",
            "",
            &address.street,
            &address.locality,
            &address.region,
            &address.code,
            &address.country,
        ];
        let parts: Vec<String> = parts.into_iter().map(escape_content_line).collect();
        lines.raw("ADR", &parts.join(";"));
    }
    if let Some((lat, lon)) = card.position {
        lines.raw("GEO", &format!("geo:{lat},{lon}"));
    }
}

fn reach(lines: &mut ContentLines, group: &str, reach: &Reach) {
    for email in &reach.emails {
        lines.text(&format!("{group}EMAIL;TYPE=work"), email);
    }
    for phone in &reach.phones {
        lines.text(&format!("{group}TEL;TYPE=work"), phone);
    }
}

fn is_empty(reach: &Reach) -> bool {
    reach.emails.is_empty() && reach.phones.is_empty()
}
