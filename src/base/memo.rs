//! Remembers, for each key, the last input and what came of it.
//!
//! The input is kept and compared. There is nothing to invalidate: an output is used again
//! when, and only when, it would be made from an equal input. What makes it is a pointer to a
//! function, which carries nothing with it: the input is all that it can read.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// What came of the inputs of the last build.
#[derive(Debug)]
pub struct Memo<K, I, O> {
    memory: Memory,
    /// Of the builds before; empty in a memo that forgets.
    known: BTreeMap<K, Mutex<Remembered<I, O>>>,
    /// Of keys that this build was the first to ask for.
    new: Mutex<New<K, I, O>>,
}

/// What is kept from one build to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Memory {
    /// Nothing: no build follows.
    Forgetful,
    /// What the next build may use again.
    Remembering,
    /// The same, and nothing of it is trusted: it is made again and compared. For tests.
    Verifying,
}

type New<K, I, O> = Vec<(K, Remembered<I, O>)>;

#[derive(Debug)]
struct Remembered<I, O> {
    input: I,
    output: O,
    /// Whether this build asked for it.
    is_asked_for: bool,
}

impl<K, I, O> Memo<K, I, O> {
    /// Knows nothing yet.
    pub fn new(memory: Memory) -> Self {
        Memo { memory, known: BTreeMap::new(), new: Mutex::default() }
    }
}

impl<K: Ord, I: PartialEq, O: Clone + PartialEq> Memo<K, I, O> {
    /// What `make` makes of `input`; it is called only for a new input. Many threads may
    /// ask at once, for different keys.
    ///
    /// # Panics
    ///
    /// Where nothing is trusted, and another value comes of an equal input.
    pub fn get(&self, key: K, input: I, make: fn(&I) -> O) -> O {
        if self.memory == Memory::Forgetful {
            return make(&input);
        }
        let known = self.known.get(&key);
        if let Some(known) = known {
            let mut known = locked(known);
            if known.input == input {
                if self.memory == Memory::Verifying {
                    let is_same = make(&input) == known.output;
                    assert!(is_same, "stale: a {}", std::any::type_name::<O>());
                }
                // What is shared with later builds is compared by its address.
                known.input = input;
                known.is_asked_for = true;
                return known.output.clone();
            }
        }
        let output = make(&input);
        let entry = Remembered { input, output: output.clone(), is_asked_for: true };
        match known {
            Some(known) => *locked(known) = entry,
            None => locked(&self.new).push((key, entry)),
        }
        output
    }

    /// Ends a build: forgets every key that it did not ask for.
    pub fn end_build(&mut self) {
        let new = self.new.get_mut().unwrap_or_else(PoisonError::into_inner);
        let new = mem::take(new);
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
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    /// An input of which not all is compared.
    struct Careless(Arc<AtomicU32>);

    impl PartialEq for Careless {
        fn eq(&self, _: &Self) -> bool {
            true
        }
    }

    /// A number, and how often something was made of it.
    struct Input(i32, Arc<AtomicU32>);

    impl PartialEq for Input {
        fn eq(&self, other: &Self) -> bool {
            self.0 == other.0
        }
    }

    #[test]
    fn an_output_is_made_again_for_a_new_input_only() {
        let made = Arc::new(AtomicU32::new(0));
        let make = |input: &Input| {
            input.1.fetch_add(1, Ordering::Relaxed);
            input.0 * 2
        };
        let ask = |memo: &Memo<&str, Input, i32>, number, times| {
            let input = Input(number, Arc::clone(&made));
            assert_eq!(memo.get("key", input, make), number * 2);
            assert_eq!(made.load(Ordering::Relaxed), times);
        };
        let mut memo = Memo::new(Memory::Remembering);
        for (number, times) in [(1, 1), (1, 1), (2, 2), (1, 3)] {
            ask(&memo, number, times);
            memo.end_build();
        }
        // A build that does not ask forgets.
        memo.end_build();
        ask(&memo, 1, 4);
        let forgetful = Memo::new(Memory::Forgetful);
        ask(&forgetful, 1, 5);
        ask(&forgetful, 1, 6);
    }

    #[test]
    #[should_panic = "stale: a u32"]
    fn where_nothing_is_trusted_an_input_that_is_not_all_compared_is_caught() {
        let calls = Arc::new(AtomicU32::new(0));
        let make = |input: &Careless| input.0.fetch_add(1, Ordering::Relaxed);
        let mut memo = Memo::new(Memory::Verifying);
        memo.get("key", Careless(Arc::clone(&calls)), make);
        memo.end_build();
        memo.get("key", Careless(calls), make);
    }
}
