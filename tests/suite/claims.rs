//! Claims that a hospital does not make, in other words than the lists: each is told by the rule
//! that is for it, and what may be said is not.

use crate::harness::TestSite;

/// Claims, each with the rule that is for it.
const CLAIMS: &[(&str, &str)] = &[
    ("promotional-words", "Regenerative medicine is a revolutionary step for patients."),
    ("promotional-words", "The method is highly recommended by many patients."),
    (
        "promotional-words",
        "For lupus, a transplant means new hope and a brighter future.",
    ),
    (
        "promotional-words",
        "It works by permanently reversing the symptoms of the disease.",
    ),
    ("promotional-words", "A transplant offers a more definitive solution than tablets."),
    ("promotional-words", "With it you have a high chance of curing the disease."),
    ("discouraged-wording", "When white cells rise, it is the sign of implantation."),
    ("unsourced-claim", "Recent studies have highlighted how well it works in lupus."),
    ("unsourced-claim", "Results were printed in major medical journals last year."),
    ("early-promise", "The procedure is hoped to become a standard treatment one day."),
    (
        "own-cell-gvhd",
        "Risks of autologous transplants are infection, bleeding and GVHD.",
    ),
    ("person-first", "People suffering from sclerosis ask for it more and more often."),
    ("absolute-safety", "For a donor the collection is completely safe and takes hours."),
    ("promotional-words", "For people with lupus it brings renewed hope at last."),
    ("promotional-words", "It offers a lasting cure to everybody who has it."),
    ("promotional-words", "The clinic has outstanding results in these illnesses."),
    ("promotional-words", "It is the fundamental treatment for many illnesses."),
    ("promotional-words", "The pioneering therapy has come to our hospital now."),
    ("promotional-words", "The treatment is always effective in young people."),
    ("unsourced-claim", "New research has clearly demonstrated how well it works."),
    ("unsourced-claim", "Doctors agree that it works better than tablets do."),
    ("unsourced-claim", "According to recent studies it works for most people."),
    ("early-promise", "It is expected to become routine for people with lupus."),
    ("early-promise", "It may soon replace tablets for multiple sclerosis."),
    ("own-cell-gvhd", "GVHD can follow a transplant of your own stem cells."),
    ("fighting-words", "Many patients win their brave battle with leukaemia."),
    ("fighting-words", "We go with you on your transplant journey to the end."),
    ("person-first", "The ward is for cancer victims and diabetic patients."),
    ("unclear-dose", "Take 5.0 mg of it at night, and never more than that."),
    ("unclear-dose", "Take .5 mg of it at night, and never more than that."),
    ("unclear-dose", "Take 25 \u{3bc}g of it at night, and never more."),
    (
        "temperature-without-unit",
        "Call us when your temperature rises above 38 at any time.",
    ),
    ("brand-name", "Take Neoral in the morning and again in the evening."),
    ("unclear-date", "The first transplant of this year was on 03/04/2026."),
];

#[test]
fn each_claim_that_is_to_be_rejected_is_told_by_its_rule() {
    let site = TestSite::new();
    site.write(
        "site-content/glossary/engraftment.md",
        "---\nterm: engraftment\navoid: [implantation]\n---\n\nNew cells start to work.\n",
    );
    for (number, (_, claim)) in CLAIMS.iter().enumerate() {
        site.page(
            &format!("claim-{number}.md"),
            &format!("Claim {number}"),
            &format!("{claim}\n"),
        );
    }
    for (number, (rule, claim)) in CLAIMS.iter().enumerate() {
        let found = site.findings_of(rule);
        let file = format!("claim-{number}.md");
        let told = found.iter().any(|one| one.to_string().contains(&file));
        assert!(told, "{rule} does not tell `{claim}`: {found:?}");
    }
}

#[test]
fn what_may_be_said_is_not_told() {
    let site = TestSite::new();
    site.article(
        "fine.md",
        "title: Fine\ndescription: It.",
        "There is no permanent cure. Ask for medicine for breakthrough pain.\n\n\
         A transplant is not completely safe. GVHD does not come of your own cells.\n\n\
         Studies show that it helps ([a report](https://www.example.org/report)).\n\n\
         In a trial, it may become the standard treatment.\n\n\
         Our own research shows that readers like it. If research shows it, we say so.\n\n\
         You will soon be home.\n\n\
         The level was 5.0 mg/dL. The dose is 0.5 mg, or 25 micrograms. Call us at 38C.\n\n\
         A temperature between 38 and 39C is high. Cells fight infection.\n\n\
         Take ciclosporin (Neoral) twice. The ratio is 1/2, the page 3/4 of 10.\n\n\
         > For me it was a miracle, a true miracle.\n",
    );
    for rule in [
        "promotional-words",
        "person-first",
        "absolute-safety",
        "unsourced-claim",
        "early-promise",
        "own-cell-gvhd",
        "fighting-words",
        "unclear-dose",
        "temperature-without-unit",
        "brand-name",
        "unclear-date",
    ] {
        let found = site.findings_of(rule);
        assert!(found.is_empty(), "{rule}: {found:?}");
    }
}
