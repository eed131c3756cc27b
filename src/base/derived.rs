//! A value that cannot be compared, or only with much work, beside what it was made from.

use std::ops::Deref;

/// What a function makes of an input. Two are equal if their inputs are: the function sees
/// nothing else.
#[derive(Debug, Clone)]
pub struct Derived<I, O> {
    from: I,
    value: O,
}

impl<I, O> Derived<I, O> {
    /// Makes the value. A pointer to a function carries nothing with it.
    pub fn new(from: I, make: fn(&I) -> O) -> Self {
        let value = make(&from);
        Derived { from, value }
    }

    /// What it was made from.
    pub fn from(&self) -> &I {
        &self.from
    }
}

impl<I, O> Deref for Derived<I, O> {
    type Target = O;

    fn deref(&self) -> &O {
        &self.value
    }
}

impl<I: PartialEq, O> PartialEq for Derived<I, O> {
    fn eq(&self, other: &Self) -> bool {
        self.from == other.from
    }
}

impl<I: Eq, O> Eq for Derived<I, O> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_input_decides_whether_two_are_equal() {
        let length = |text: &String| text.len();
        let of = |text: &str| Derived::new(text.to_owned(), length);
        assert_eq!(*of("ab"), 2);
        assert!(of("ab") == of("ab") && of("ab") != of("cd"));
    }
}
