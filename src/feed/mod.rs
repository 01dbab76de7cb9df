//! stub
use crate::{
    addresses::Addresses,
    podcast::{catalogue::Item, shows::Show},
};
use chrono::{DateTime, Utc};
/// c
pub struct Channel<'a> {
    /// s
    pub show: &'a Show,
    /// a
    pub addresses: &'a Addresses,
    /// b
    pub built: DateTime<Utc>,
}
/// i
pub fn item(_show: &Show, _item: &Item, _addresses: &Addresses) -> String {
    String::new()
}
/// d
pub fn document<'f>(_channel: &Channel<'_>, items: impl IntoIterator<Item = &'f str>) -> String {
    items.into_iter().collect()
}
