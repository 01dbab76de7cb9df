//! One line a file: what the check finds.
#![expect(clippy::unwrap_used, reason = "a tool for the table of comparisons")]
fn main() {
    for path in std::env::args().skip(1) {
        let r = glos_audio::inspect_file(std::path::Path::new(&path)).unwrap();
        let codes: Vec<_> = r
            .problems
            .iter()
            .map(|p| format!("{:?}:{:?}@{:?}/{:?}", p.severity, p.code, p.at_ms, p.details.byte))
            .collect();
        println!(
            "{path}\t{}/{}\t{:?}Hz\t{:?}ch\t{:?}\tdecl {:?}\t{:?}\t{}",
            r.container.unwrap_or_default(),
            r.codec.unwrap_or_default(),
            r.sample_rate,
            r.channels,
            r.duration_ms,
            r.declared_duration_ms,
            r.bit_rate,
            codes.join(" ")
        );
    }
}
