//! Kinds of input that grow: each is written at any size, the same bytes every time.

mod faults;
mod html;
mod pages;
mod site;
mod terms;
mod texts;

pub(crate) use site::Site;

/// A kind of input that grows.
#[derive(Clone, Copy)]
pub(crate) struct Family {
    pub(crate) name: &'static str,
    /// The size that is measured, and the double of it.
    pub(crate) size: usize,
    /// What is typed behind `engraft`.
    pub(crate) command: &'static [&'static str],
    write: fn(&mut Site, usize),
}

impl Family {
    /// A kind of input that is built. Sizes are such that a build of twice the size takes
    /// some tenths of a second, and that no limit of Engraft's refuses it.
    const fn new(name: &'static str, size: usize, write: fn(&mut Site, usize)) -> Self {
        Family { name, size, command: &["build"], write }
    }

    /// The same, put to another command.
    const fn put_to(self, command: &'static [&'static str]) -> Self {
        Family { command, ..self }
    }

    /// The site of a size.
    pub(crate) fn site(&self, size: usize) -> Site {
        let mut site = Site::new();
        (self.write)(&mut site, size);
        site
    }
}

/// Every kind.
pub(crate) fn all() -> impl Iterator<Item = &'static Family> {
    let kinds = [
        texts::FAMILIES,
        html::FAMILIES,
        pages::FAMILIES,
        terms::FAMILIES,
        faults::FAMILIES,
    ];
    kinds.into_iter().flatten()
}
