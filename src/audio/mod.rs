//! Bytes become facts: the check of a recording.
