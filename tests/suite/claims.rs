//! Claims that a hospital does not make, in other words than the lists: each is told by the rule
//! that is for it, and what may be said is not.

use crate::harness::TestSite;

#[test]
fn each_claim_that_is_to_be_rejected_is_told_by_its_rule() {
    let site = TestSite::new();
    site.write(
        "site-content/glossary/engraftment.md",
        "---\nterm: engraftment\navoid: [implantation]\n---\n\nNew cells start to work.\n",
    );
    let claims = [
        (
            "promotional-words",
            "Regenerative medicine is a revolutionary step for patients.",
        ),
        ("promotional-words", "The method is highly recommended by many patients."),
        (
            "promotional-words",
            "For lupus, a transplant means new hope and a brighter future.",
        ),
        (
            "promotional-words",
            "It works by permanently reversing the symptoms of the disease.",
        ),
        (
            "promotional-words",
            "A transplant offers a more definitive solution than tablets.",
        ),
        ("promotional-words", "With it you have a high chance of curing the disease."),
        ("discouraged-wording", "When white cells rise, it is the sign of implantation."),
        (
            "unsourced-claim",
            "Recent studies have highlighted how well it works in lupus.",
        ),
        ("unsourced-claim", "Results were printed in major medical journals last year."),
        (
            "early-promise",
            "The procedure is hoped to become a standard treatment one day.",
        ),
        (
            "own-cell-gvhd",
            "Risks of autologous transplants are infection, bleeding and GVHD.",
        ),
        (
            "person-first",
            "People suffering from sclerosis ask for it more and more often.",
        ),
        (
            "absolute-safety",
            "For a donor the collection is completely safe and takes hours.",
        ),
    ];
    for (number, (_, claim)) in claims.iter().enumerate() {
        site.page(
            &format!("claim-{number}.md"),
            &format!("Claim {number}"),
            &format!("{claim}\n"),
        );
    }
    for (number, (rule, claim)) in claims.iter().enumerate() {
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
         > For me it was a miracle, a true miracle.\n",
    );
    for rule in [
        "promotional-words",
        "person-first",
        "absolute-safety",
        "unsourced-claim",
        "early-promise",
        "own-cell-gvhd",
    ] {
        let found = site.findings_of(rule);
        assert!(found.is_empty(), "{rule}: {found:?}");
    }
}
