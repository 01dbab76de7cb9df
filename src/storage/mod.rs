//! Objects: a folder or S3.
