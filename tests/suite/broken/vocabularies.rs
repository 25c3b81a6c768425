//! Vocabularies whose terms do not fit together.

use crate::support::SiteTest;

/// Terms without a label, with an id that cannot be in an address, and broader
/// terms that are missing or go round in a circle.
pub(super) fn terms(site: SiteTest) -> SiteTest {
    site.file(
        "content/vocabularies/topics.yaml",
        "
        lable: {en: Topics, cs: Témata}
        terms:
          research: {label: {en: Research, cs: Výzkum}, broader: scince}
          science: {label: {en: Science, cs: Věda}, broader: physics}
          physics: {label: {en: Physics, cs: Fyzika}, broader: science}
          Human Resources: {label: People}
          finance: Finance
          events: {name: Events}
          empty:
          research: {label: Again}
        ",
    )
    .file(
        "content/vocabularies/regions.yaml",
        "label: Regions\nterms: [prague, brno]\n",
    )
    .file(
        "content/vocabularies/forms.yaml",
        "membrane: {label: Membrane}\n",
    )
    .file(
        "content/vocabularies/unused.yaml",
        "label: {en: Unused, de: Unbenutzt}\nterms: {a: {label: A, slug: B}}\n",
    )
}
