//! Remembers, for each key, the last input and what came of it.
//!
//! The input is kept and compared by value. There is nothing to invalidate: an output is
//! used again when, and only when, it would be made from an equal input. That holds as long
//! as the making is pure and the input is all that it reads.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

/// What came of the inputs of the last build.
#[derive(Debug)]
pub struct Memo<K, I, O> {
    /// Of the build before; none in a memo that forgets.
    last: Entries<K, I, O>,
    /// Of this build. `None`: nothing is kept, because no build follows.
    current: Option<Mutex<Entries<K, I, O>>>,
}

type Entries<K, I, O> = BTreeMap<K, Arc<(I, O)>>;

impl<K, I, O> Memo<K, I, O> {
    /// Keeps nothing: for a single build.
    pub fn forgetful() -> Self {
        Memo { last: BTreeMap::new(), current: None }
    }

    /// Keeps what the next build may use again.
    pub fn remembering() -> Self {
        Memo { last: BTreeMap::new(), current: Some(Mutex::default()) }
    }
}

impl<K: Ord, I: PartialEq, O: Clone> Memo<K, I, O> {
    /// What `make` makes of `input`; it is called only for a new input. Many threads may
    /// ask at once, for different keys.
    pub fn get(&self, key: K, input: I, make: impl FnOnce(&I) -> O) -> O {
        let Some(current) = &self.current else { return make(&input) };
        let output = match self.last.get(&key).map(AsRef::as_ref) {
            Some((known, output)) if *known == input => output.clone(),
            Some(_) | None => make(&input),
        };
        let mut current = current.lock().unwrap_or_else(PoisonError::into_inner);
        current.insert(key, Arc::new((input, output.clone())));
        output
    }

    /// Keeps what is known of a key, for a build that knows already that it would come to
    /// the same.
    pub fn keep(&self, key: K) {
        if let (Some(current), Some(known)) = (&self.current, self.last.get(&key)) {
            let mut current = current.lock().unwrap_or_else(PoisonError::into_inner);
            current.insert(key, Arc::clone(known));
        }
    }

    /// Ends a build: forgets every key that it did not ask for.
    pub fn end_build(&mut self) {
        if let Some(current) = &mut self.current {
            let current = current.get_mut().unwrap_or_else(PoisonError::into_inner);
            self.last = mem::take(current);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn an_output_is_made_again_for_a_new_input_only() {
        let made = Cell::new(0);
        let make = |input: &i32| {
            made.set(made.get() + 1);
            input * 2
        };
        let mut memo = Memo::remembering();
        for (input, times) in [(1, 1), (1, 1), (2, 2), (1, 3)] {
            assert_eq!(memo.get("key", input, make), input * 2);
            assert_eq!(made.get(), times);
            memo.end_build();
        }
        // A build that keeps it need not ask.
        memo.keep("key");
        memo.end_build();
        memo.get("key", 1, make);
        assert_eq!(made.get(), 3);
        memo.end_build();
        // A build that does neither forgets.
        memo.end_build();
        memo.get("key", 1, make);
        assert_eq!(made.get(), 4);
        let forgetful = Memo::forgetful();
        forgetful.get("key", 1, make);
        forgetful.get("key", 1, make);
        assert_eq!(made.get(), 6);
    }
}
