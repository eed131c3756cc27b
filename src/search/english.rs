//! What is known of English when somebody searches. It goes to the browser with the names, so
//! that the script holds no words of any language.

/// Words that say nothing of what is looked for.
const STOP: &str = "\
    a an and are as at be been but by can could did do does for from had has have \
    he her him his how i if in into is it its long may me might must my of on or \
    our shall she should so that the their them then there these they this to up \
    us was we were what when where which who why will with would you your im ive \
    cant wont dont didnt doesnt not no am get out go back again about after \
    tell till until went while";

/// Words that signs of danger share, and that say nothing of which one is meant.
const COMMON: &str = "\
    new very much bad badly feel feeling find keep being see often suddenly \
    sudden strong turn that than before properly really";

/// Words between others, without which a sign says the same.
const LINKS: &str = "\
    a an the my your his her in of to at i am is are was be been have has";

/// Beginnings that turn a word into its opposite, or into another thing.
const STARTS: &str = "\
    hypo hyper|allo auto|intra inter|ante anti|pre post|macro micro|homo hetero|\
    endo exo ecto|un in im ir il non dis anti a ab";

/// Ends that do.
const ENDS: &str = "\
    penia philia cytosis|ectomy otomy ostomy|blast cyte|less ful|phagia phasia \
    plasia|itis osis oma";

/// Words that look alike and are not the same.
const APART: &str = "\
    infection injection|ileum ilium|aphasia aplasia aphagia|perineal peroneal \
    peritoneal|prednisone prednisolone|vinblastine vincristine|mucus mucous|bleed \
    breed|breath breast";

/// All of it in the order in which `speak` of the script takes it: words by spaces, groups by
/// bars.
pub(super) const ENGLISH: [&str; 6] = [STOP, COMMON, LINKS, STARTS, ENDS, APART];
