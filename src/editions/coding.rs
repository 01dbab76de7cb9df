//! Which encoding a client takes (RFC 9110 §12.5.3).

/// Encodings by their name in `Accept-Encoding`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    /// None.
    Identity,
    /// `gzip`
    Gzip,
    /// `br`
    Brotli,
    /// `zstd` (RFC 8878)
    Zstd,
}

/// Items of `Accept-Encoding` that are read; clients send about five.
const MAX_ITEMS: usize = 32;

/// A weight in thousandths, which is all that the field can say.
type Weight = u16;

impl Coding {
    /// The codings that compress, the one that makes feeds smallest first.
    pub const COMPRESSED: [Self; 3] = [Self::Brotli, Self::Zstd, Self::Gzip];

    /// The value of `Content-Encoding`; none for identity.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Brotli => Some("br"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// The best encoding that the lines of an `Accept-Encoding` field take: the smallest of those with the greatest weight.
    /// Identity is served to whoever takes nothing that there is.
    pub fn accepted<'f>(lines: impl IntoIterator<Item = &'f str>) -> Self {
        let [mut identity, mut gzip, mut brotli, mut zstd, mut any] = [None; 5];
        for item in lines.into_iter().flat_map(|line| line.split(',')).take(MAX_ITEMS) {
            let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
            let name = name.trim();
            let named = match name.len() {
                1 if name == "*" => &mut any,
                2 if name.eq_ignore_ascii_case("br") => &mut brotli,
                4 if name.eq_ignore_ascii_case("gzip") => &mut gzip,
                4 if name.eq_ignore_ascii_case("zstd") => &mut zstd,
                6 if name.eq_ignore_ascii_case("x-gzip") => &mut gzip,
                8 if name.eq_ignore_ascii_case("identity") => &mut identity,
                _ => continue,
            };
            named.get_or_insert_with(|| weight(parameters));
        }
        let mut best = (Self::Identity, identity.unwrap_or(0).max(1));
        for (coding, weight) in [(Self::Gzip, gzip), (Self::Zstd, zstd), (Self::Brotli, brotli)] {
            let weight = weight.or(any).unwrap_or(0);
            if weight >= best.1 {
                best = (coding, weight);
            }
        }
        best.0
    }
}

/// The weight that the parameters of an item give it: all, unless they say less; none, if they say nonsense.
fn weight(parameters: &str) -> Weight {
    let value = parameters.split(';').find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        name.trim().eq_ignore_ascii_case("q").then_some(value.trim())
    });
    match value {
        None | Some("1") => 1000,
        // A cast of a float saturates.
        Some(value) => value.parse::<f32>().map_or(0, |q| (q.clamp(0.0, 1.0) * 1000.0) as Weight),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_client_s_weights_decide() {
        for (field, coding) in [
            ("", Coding::Identity),
            ("gzip, deflate, br", Coding::Brotli),
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("gzip, zstd", Coding::Zstd),
            ("br;q=0.9, zstd", Coding::Zstd),
            ("GZIP", Coding::Gzip),
            ("x-gzip", Coding::Gzip),
            ("gzip;q=1.0, br;q=0.5", Coding::Gzip),
            ("gzip ; Q=0.8 , br;q=0.80", Coding::Brotli),
            ("gzip;q=0", Coding::Identity),
            ("gzip;q=0.0001", Coding::Identity),
            ("gzip;q=", Coding::Identity),
            ("gzip;q=NaN", Coding::Identity),
            ("identity, gzip;q=0.5", Coding::Identity),
            ("identity;q=0.5, gzip;q=0.4", Coding::Identity),
            ("identity;q=0, gzip;q=0.001", Coding::Gzip),
            ("*", Coding::Brotli),
            ("br;q=0, *", Coding::Zstd),
            ("*;q=0, gzip", Coding::Gzip),
            ("deflate, compress", Coding::Identity),
        ] {
            assert_eq!(Coding::accepted([field]), coding, "{field}");
        }
    }

    #[test]
    fn the_field_may_stand_on_several_lines() {
        assert_eq!(Coding::accepted(["deflate", "gzip"]), Coding::Gzip);
        assert_eq!(Coding::accepted([]), Coding::Identity);
    }

    #[test]
    fn nobody_makes_us_read_for_ever() {
        let field = "x,".repeat(100_000) + "gzip";
        assert_eq!(Coding::accepted([field.as_str()]), Coding::Identity);
    }
}
