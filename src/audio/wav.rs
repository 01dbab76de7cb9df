//! stub
use super::{report::Report, source::Source};
use std::io;
pub(super) fn read(_source: &mut Source, _report: &mut Report) -> io::Result<()> {
    Ok(())
}
