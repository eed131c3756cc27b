//! Values that much of a build is made from, compared by where they lie.
//!
//! To compare what ten thousand pages share with what they shared in the last build is
//! work for once, not for each of them. [`Interned`] does it once per build: a value that
//! equals the last one *is* the last one from then on. A [`Shared`] value then differs from
//! another where its address does. It can be taken for another without need, never for the
//! same: whoever remembers it holds it, so nothing else can come to lie there.

use std::ops::Deref;
use std::sync::Arc;

use super::Memory;

/// A value that is compared by its address.
#[derive(Debug)]
pub struct Shared<T>(Arc<T>);

impl<T> Shared<T> {
    /// A value that is equal to no other yet.
    pub fn new(value: T) -> Self {
        Shared(Arc::new(value))
    }
}

impl<T> From<Arc<T>> for Shared<T> {
    fn from(value: Arc<T>) -> Self {
        Shared(value)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Arc::clone(&self.0))
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Eq for Shared<T> {}

/// Gives a value the address of the last build's, if the two are equal.
#[derive(Debug)]
pub struct Interned<T> {
    memory: Memory,
    last: Option<Shared<T>>,
}

impl<T: PartialEq> Interned<T> {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        Interned { memory, last: None }
    }

    /// The value, as it is to be compared in this build.
    pub fn share(&mut self, value: impl Into<Arc<T>>) -> Shared<T> {
        let value = Shared(value.into());
        if self.memory == Memory::Forgetful {
            return value;
        }
        let last = self.last.take().filter(|last| *last == value || **last == *value);
        self.last.insert(last.unwrap_or(value)).clone()
    }
}

/// A text or a row of values that is compared by its address, and byte for byte only where that
/// is another. `Arc` does so for values of known size alone: ten thousand texts that nobody
/// touched would be read to their ends at each build.
#[derive(Debug)]
pub struct Addressed<T: ?Sized>(Arc<T>);

impl<T: ?Sized> From<Arc<T>> for Addressed<T> {
    fn from(value: Arc<T>) -> Self {
        Addressed(value)
    }
}

impl<T> FromIterator<T> for Addressed<[T]> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Addressed(values.into_iter().collect())
    }
}

impl<T: ?Sized> Clone for Addressed<T> {
    fn clone(&self) -> Self {
        Addressed(Arc::clone(&self.0))
    }
}

impl<T: ?Sized> Deref for Addressed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: ?Sized + PartialEq> PartialEq for Addressed<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || *self.0 == *other.0
    }
}

impl<T: ?Sized + Eq> Eq for Addressed<T> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_equal_value_is_the_last_one_again() {
        let mut interned = Interned::<String>::new(Memory::Remembering);
        let first = interned.share("a".to_owned());
        let second = interned.share("a".to_owned());
        assert!(first == second);
        let third = interned.share("b".to_owned());
        assert!(second != third);
        assert_eq!(*third, "b");
        assert!(Shared::new(1) != Shared::new(1));
    }

    #[test]
    fn what_is_held_is_equal_at_one_address_and_by_value() {
        /// A value that is not even equal to itself.
        struct Odd;

        impl PartialEq for Odd {
            fn eq(&self, _: &Self) -> bool {
                false
            }
        }

        let row: Addressed<[Odd]> = [Odd].into_iter().collect();
        assert!(row == row.clone());
        assert!(row != [Odd].into_iter().collect());
        let text = |words: &str| Addressed::<str>::from(Arc::from(words));
        assert!(text("a") == text("a") && text("a") != text("b"));
    }
}
