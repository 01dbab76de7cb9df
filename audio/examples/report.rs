//! Prints the reports of the files given as JSON, without anything of glos around the check:
//!
//! ```sh
//! cargo run --release -p glos-audio --example report -- FILE…
//! ```

use std::path::Path;

use glos_audio::inspect_file;

fn main() -> std::io::Result<()> {
    for file in std::env::args_os().skip(1) {
        let report = inspect_file(Path::new(&file))?;
        println!("{}", serde_json::to_string_pretty(&report).map_err(std::io::Error::other)?);
    }
    Ok(())
}
