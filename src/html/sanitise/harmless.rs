//! Which addresses may be written.

use crate::base::{Address, classify};
use crate::markdown::raw_html::AddressUse;

/// Whether an address that the resolver gave may be written: a second look, because all
/// of the site's safety against scripts in addresses would else hang on one place.
pub(super) fn is_harmless(purpose: AddressUse, address: &str) -> bool {
    match classify(address) {
        Address::Empty
        | Address::Fragment(_)
        | Address::Relative(_)
        | Address::Root(_) => true,
        Address::Web(_)
        | Address::InsecureWeb(_)
        | Address::Mail(_)
        | Address::Tel(_)
        | Address::Sms(_) => purpose != AddressUse::Source,
        Address::ProtocolRelative(_)
        | Address::WindowsPath(_)
        | Address::Malformed(_)
        | Address::Unsafe(_) => false,
    }
}
