//! `review`: when pages fall due, and who signs them.

use crate::base::{Date, Spanned};
use crate::diagnostic::did_you_mean;
use crate::yaml::{Fields, ValueKind, shown};

/// As what somebody checks or signs a page.
pub const ROLES: &[&str] = &[
    "clinical",
    "patient",
    "plain-language",
    "pharmacy",
    "accessibility",
    "translation",
    "legal",
    "editorial",
];

/// `review`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewConfig {
    /// `interval` in months: when a review falls due, where the page does not say.
    /// Default: 24.
    pub interval_months: u32,
    /// `grace` in days: so long an overdue review counts one step less. Default: 0.
    pub grace_days: u32,
    /// `as_of`: the day that counts as today, so that a build is the same on any day.
    pub as_of: Option<Date>,
    /// `roles`: who signs pages, by a type, an audience, or `all`. Default: nobody has to.
    pub roles: Vec<RoleNeeds>,
    /// `notice`: whether readers are told that a page changed since it was signed. Default:
    /// they are not.
    pub notice: bool,
}

/// Who signs some of the pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleNeeds {
    /// Which: a type, an audience, or `all`.
    pub pages: Spanned<String>,
    /// `needs`: the roles in which they are signed.
    pub needs: Vec<String>,
    /// `authors`: whether those who wrote a page may sign it.
    pub authors: bool,
}

impl Default for ReviewConfig {
    fn default() -> Self {
        ReviewConfig {
            interval_months: 24,
            grace_days: 0,
            as_of: None,
            roles: Vec::new(),
            notice: false,
        }
    }
}

impl ReviewConfig {
    /// Reads the group.
    pub(super) fn read(&mut self, fields: &mut Fields<'_>) {
        let Some((mapping, keys)) = fields.group("review") else { return };
        let mut inner = fields.inner(mapping, keys);
        self.interval_months = inner.months("interval").unwrap_or(self.interval_months);
        self.grace_days = inner.days("grace").unwrap_or(self.grace_days);
        self.as_of = inner.date("as_of").map(|date| date.value);
        self.notice = inner.flag("notice").unwrap_or(self.notice);
        self.roles = roles(&mut inner);
        inner.finish(&[]);
    }
}

/// `roles`: for each kind of page a list of roles, or a group with it.
fn roles(fields: &mut Fields<'_>) -> Vec<RoleNeeds> {
    let Some(mapping) = fields.entries("roles") else { return Vec::new() };
    let keys = fields.inner_keys("roles");
    let mut roles = Vec::new();
    for entry in &mapping.entries {
        let mut own =
            RoleNeeds { pages: entry.key.clone(), needs: Vec::new(), authors: false };
        if let ValueKind::Mapping(inner) = &entry.value.kind {
            let mut inner = fields.inner(inner, keys);
            own.needs =
                inner.choices("needs").into_iter().map(|role| role.value).collect();
            own.authors = inner.flag("authors").unwrap_or(false);
            inner.finish(&[("roles", "needs"), ("role", "needs"), ("author", "authors")]);
        } else if !entry.value.is_null() {
            for role in fields.texts_of(&entry.value, &entry.key.value) {
                if ROLES.contains(&role.value.as_str()) {
                    own.needs.push(role.value);
                    continue;
                }
                let message = format!("`{}` is no role", shown(&role.value));
                let otherwise = format!("choose one of: {}", ROLES.join(", "));
                let help = did_you_mean(&role.value, ROLES.iter().copied(), otherwise);
                fields.bad_value(role.span, message, help);
            }
        }
        roles.push(own);
    }
    roles
}
