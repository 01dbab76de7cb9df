use super::*;

#[test]
fn smoke() {
    let mut names: Vec<_> =
        std::fs::read_dir("fixtures/audio").unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    for n in names {
        let r = report(fixture(&n));
        println!(
            "{n}: {:?}/{:?} {:?}ms decl {:?} rate {:?} ch {:?} br {:?} {:?} sil {:?} cover {:?} chap {} {:?}",
            r.container,
            r.codec,
            r.duration_ms,
            r.declared_duration_ms,
            r.sample_rate,
            r.channels,
            r.bit_rate,
            r.verdict,
            r.silence,
            r.cover.is_some(),
            r.chapters.len(),
            r.tags
        );
        for p in &r.problems {
            println!("    {:?} {} | {}", p.code, p.message, p.message_in(Lang::Pl));
        }
    }
}
