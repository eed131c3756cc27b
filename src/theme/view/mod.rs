//! The contract with theme authors: all that one template may see, as plain values.
//!
//! A template sees the view it is handed and nothing else. What a page depends on is
//! therefore its view, and whether a page must be made again is a comparison of two views.
//!
//! Every optional field is there, as `null` when there is nothing: Tera treats a missing
//! field as an error, so that a misspelt name never passes in silence. Fields of type
//! [`Html`](crate::base::Html) are already escaped: a template prints them with `| safe`.

mod lists;
mod menu;
mod page;
mod parts;
mod site;

pub use lists::{
    ConfusableView, GlossaryRowView, GlossaryView, LetterGroupView, LetterView,
    OtherNameView, PartView, PartsView, TermView, TopicGroupView, TopicRowView,
    TopicsView, UsedInView,
};
pub use menu::SectionMenu;
pub use page::{
    AccountView, ContentsView, DateView, FormatView, GuidePageView, GuideView, ImageView,
    NoticeView, PageView, PersonView, ProblemView, ReferenceView, ReviewView,
    StatementView, TranslationView,
};
pub use parts::{
    BlockView, ContactView, EmergencyView, MovedView, NavEntryView, NavTreeView, NavView,
    RedirectView,
};
pub use site::{BacklinkView, ColourView, IconView, LanguageView, LinkView, SiteView};
