//! Remembers, for each key, the last input and what came of it.
//!
//! The input is kept and compared by value. There is nothing to invalidate: an output is
//! used again when, and only when, it would be made from an equal input. That holds as long
//! as the making is pure and the input is all that it reads.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What came of the inputs of the last build.
#[derive(Debug)]
pub struct Memo<K, I, O> {
    /// Of the builds before; empty in a memo that forgets.
    known: BTreeMap<K, Mutex<Entry<I, O>>>,
    /// Of keys that this build was the first to ask for. `None`: nothing is kept, because no
    /// build follows.
    new: Option<Mutex<New<K, I, O>>>,
}

type New<K, I, O> = Vec<(K, Entry<I, O>)>;

#[derive(Debug)]
struct Entry<I, O> {
    input: I,
    output: O,
    /// Whether this build asked for it.
    is_asked_for: bool,
}

impl<K, I, O> Memo<K, I, O> {
    /// Keeps nothing: for a single build.
    pub fn forgetful() -> Self {
        Memo { known: BTreeMap::new(), new: None }
    }

    /// Keeps what the next build may use again.
    pub fn remembering() -> Self {
        Memo { known: BTreeMap::new(), new: Some(Mutex::default()) }
    }
}

impl<K: Ord, I: PartialEq, O: Clone> Memo<K, I, O> {
    /// What `make` makes of `input`; it is called only for a new input. Many threads may
    /// ask at once, for different keys.
    pub fn get(&self, key: K, input: I, make: impl FnOnce(&I) -> O) -> O {
        let Some(new) = &self.new else { return make(&input) };
        let known = self.known.get(&key);
        if let Some(known) = known {
            let mut known = locked(known);
            if known.input == input {
                // What is shared with later builds is compared by its address.
                known.input = input;
                known.is_asked_for = true;
                return known.output.clone();
            }
        }
        let output = make(&input);
        let entry = Entry { input, output: output.clone(), is_asked_for: true };
        match known {
            Some(known) => *locked(known) = entry,
            None => locked(new).push((key, entry)),
        }
        output
    }

    /// Keeps what is known of a key, for a build that knows already that it would come to
    /// the same.
    pub fn keep(&self, key: &K) {
        if let Some(known) = self.known.get(key) {
            locked(known).is_asked_for = true;
        }
    }

    /// Ends a build: forgets every key that it did not ask for.
    pub fn end_build(&mut self) {
        let Some(new) = &mut self.new else { return };
        let new = mem::take(new.get_mut().unwrap_or_else(PoisonError::into_inner));
        self.known.retain(|_, entry| {
            let entry = entry.get_mut().unwrap_or_else(PoisonError::into_inner);
            mem::take(&mut entry.is_asked_for)
        });
        for (key, mut entry) in new {
            entry.is_asked_for = false;
            self.known.insert(key, Mutex::new(entry));
        }
    }
}

/// A thread that panicked leaves nothing half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
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
        memo.keep(&"key");
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
