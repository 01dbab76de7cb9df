//! Rules that need the answers of servers. `delivery` and `linked` judge them.

use super::super::rule::{How, Rule};
use super::super::{delivery, linked};

pub(super) const RULES: &[Rule] = &[
    Rule::should(
        "H1-header",
        "W3C WebSub §4",
        "Kto ogłasza hub WebSub w kanale, ogłasza go też w nagłówku Link.",
        "Whoever names a WebSub hub in the feed names it in the Link header too.",
        How::Delivery(delivery::hub_header),
    ),
    Rule::must(
        "H6",
        "RFC 9110; RSS Advisory Board",
        "Kanał jest wysyłany jako application/rss+xml z właściwym kodowaniem znaków.",
        "The feed is served as application/rss+xml with its right charset.",
        How::Delivery(delivery::media_type),
    ),
    Rule::must(
        "H7",
        "RFC 9110 §13",
        "Kanał ma ETag i Last-Modified, a pytany z nimi serwer odpowiada 304 bez treści.",
        "The feed has ETag and Last-Modified, and asked with them the server answers 304 without a body.",
        How::Delivery(delivery::validators),
    ),
    Rule::must(
        "H8",
        "RFC 9110 §8.8.3, §12.5.5",
        "Silny ETag należy do jednej postaci bajtów: gzip ma inny, a Vary mówi o Accept-Encoding.",
        "A strong ETag belongs to one form of the bytes: gzip has another, and Vary names Accept-Encoding.",
        How::Delivery(delivery::tags),
    ),
    Rule::should(
        "H9",
        "RFC 9110 §8.4",
        "Kanał jest wysyłany skompresowany temu, kto o to prosi.",
        "The feed is compressed for whoever asks for it.",
        How::Delivery(delivery::compression),
    ),
    Rule::must(
        "H10",
        "RFC 9110 §9.3.2; Apple",
        "Na HEAD serwer odpowiada jak na GET, bez treści.",
        "HEAD is answered like GET, without a body.",
        How::Delivery(delivery::head),
    ),
    Rule::should(
        "H19-feed",
        "Practice of podcast apps",
        "Do kanału prowadzi najwyżej 5 przekierowań.",
        "The feed is at most 5 redirects away.",
        How::Delivery(delivery::redirects),
    ),
    Rule::must(
        "A2",
        "Apple, Podcast requirements",
        "Nagrania i okładki są pod swoimi adresami, a ich serwer odpowiada na HEAD.",
        "Recordings and artwork are at their addresses, and their server answers HEAD.",
        How::Linked(linked::head),
    ),
    Rule::must(
        "A10-picture",
        "Apple, Artwork requirements",
        "Okładka to kwadratowy JPEG lub PNG, 1400–3000 pikseli, RGB, bez przezroczystości.",
        "Artwork is a square JPEG or PNG of 1400 to 3000 pixels, RGB, without transparency.",
        How::Linked(linked::picture),
    ),
    Rule::must(
        "P-chapters-file",
        "podcast-namespace, jsonChapters.md",
        "Rozdziały są poprawnym JSON-em, ułożone według czasu.",
        "Chapters are valid JSON, in the order of time.",
        How::Linked(linked::chapters),
    ),
    Rule::should(
        "PSC-json",
        "Podlove Simple Chapters; podcast-namespace, jsonChapters.md",
        "Rozdziały w kanale (<psc:chapters>) i w pliku JSON są te same: liczba, początki z dokładnością do 0,1 s i tytuły.",
        "Chapters in the feed (<psc:chapters>) and in the JSON file are the same: count, starts within 0.1 s, and titles.",
        How::Linked(linked::forms_agree),
    ),
    Rule::must(
        "H11",
        "RFC 9110 §14; Apple",
        "Serwer nagrań wysyła fragmenty: „Range: bytes=0-1” daje 206 i dwa bajty.",
        "The server of recordings sends ranges: \"Range: bytes=0-1\" gives 206 and two bytes.",
        How::Linked(linked::range),
    ),
    Rule::must(
        "H15",
        "RFC 9110; Apple",
        "To, do czego prowadzi kanał, ma podaną w nim długość i podany typ.",
        "What the feed links has the length and type that it says.",
        How::Linked(linked::is_as_said),
    ),
    Rule::should(
        "H16",
        "podcast-namespace, transcripts and chapters",
        "Rozdziały i transkrypcje mają Access-Control-Allow-Origin, bez którego nie czytają ich odtwarzacze w przeglądarce.",
        "Chapters and transcripts have Access-Control-Allow-Origin, without which players in browsers cannot read them.",
        How::Linked(linked::cross_origin),
    ),
    Rule::should(
        "H19",
        "Practice of podcast apps",
        "Adresy w kanale działają i mają najwyżej 5 przekierowań.",
        "The addresses in the feed work, with at most 5 redirects.",
        How::Linked(linked::is_there),
    ),
];
