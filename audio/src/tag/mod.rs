//! The tag in front of a master.
