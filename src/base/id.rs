//! Numbers of things: a type for each kind, which the tables beside those things take.

/// Defines the number of one kind of thing. Tables are [`TiVec`](super::TiVec) and
/// [`TiSlice`](super::TiSlice), which take it and nothing else; only here a count becomes a
/// number and a number a position.
macro_rules! id {
    ($(#[$about:meta])* $name:ident) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl From<usize> for $name {
            fn from(position: usize) -> Self {
                $name(u32::try_from(position).unwrap_or(u32::MAX))
            }
        }

        impl From<$name> for usize {
            fn from($name(number): $name) -> usize {
                number as usize
            }
        }
    };
}

pub(crate) use id;
