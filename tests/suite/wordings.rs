//! Words that the glossary asks authors not to use.

use engraft::html::WordingFault;

use crate::glossary::{facts, site};

#[test]
fn words_that_are_not_to_be_used_are_told_with_the_better_ones() {
    let site = site();
    site.write(
        "site-content/glossary/transplant.md",
        "---\nterm: transplant\nabbreviation: TX\navoid: [implantation, IMP, bone marrow rescue]\n\
         aliases: [transplantation]\n---\n\nA definition.\n",
    );
    site.page(
        "case.md",
        "Case",
        "## IMPLANTATION\n\nImplantations, implantation's, an *implantation*. IMPs, GVhD, GvHDs, Gvhd.\n\n\
         > implantation\n\nBone marrow rescue &amp; [[tX]] and [an implantation](gvhd.md).\n",
    );
    let (facts, text) = facts(&site, "case.md");
    let told: Vec<(&str, &str, WordingFault)> = facts
        .wordings
        .iter()
        .map(|one| {
            assert_eq!(*one.written, text[one.span.range()]);
            (&*one.written, &*one.preferred, one.fault)
        })
        .collect();
    let avoided = WordingFault::Avoided;
    let expected = [
        ("IMPLANTATION", "TRANSPLANT", avoided),
        ("Implantations", "Transplants", avoided),
        ("implantation's", "transplant's", avoided),
        ("implantation", "transplant", avoided),
        ("IMPs", "TXs", avoided),
        ("GVhD", "GVHD", WordingFault::Case),
        ("GvHDs", "GVHDs", WordingFault::Case),
        ("Bone marrow rescue", "Transplant", avoided),
        ("implantation", "transplant", avoided),
    ];
    assert_eq!(told, expected);
}
