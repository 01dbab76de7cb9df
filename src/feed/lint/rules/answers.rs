//! Rules that need the answers of servers; somebody else fetches them.

use super::super::rule::{How, Rule};

pub(super) const RULES: &[Rule] = &[
    Rule::must(
        "H6",
        "RFC 9110; RSS Advisory Board",
        "Kanał jest wysyłany jako application/rss+xml z właściwym kodowaniem znaków.",
        "The feed is served as application/rss+xml with its right charset.",
        How::Answers,
    ),
    Rule::must(
        "H7",
        "RFC 9110 §13",
        "Kanał ma ETag albo Last-Modified, a pytany z nimi odpowiada 304 bez treści.",
        "The feed has an ETag or Last-Modified, and answers 304 without a body when asked with them.",
        How::Answers,
    ),
    Rule::must(
        "H8",
        "RFC 9110 §8.8.3, §12.5.5",
        "Silny ETag należy do jednej postaci bajtów: gzip ma inny, a Vary mówi o Accept-Encoding.",
        "A strong ETag belongs to one form of the bytes: gzip has another, and Vary names Accept-Encoding.",
        How::Answers,
    ),
    Rule::should(
        "H9",
        "RFC 9110 §8.4",
        "Kanał jest wysyłany skompresowany temu, kto o to prosi.",
        "The feed is compressed for whoever asks for it.",
        How::Answers,
    ),
    Rule::must(
        "H10",
        "RFC 9110 §9.3.2; Apple",
        "HEAD odpowiada jak GET, bez treści.",
        "HEAD answers like GET, without a body.",
        How::Answers,
    ),
    Rule::must(
        "A2",
        "Apple, Podcast requirements",
        "Serwer nagrań i okładek odpowiada na HEAD.",
        "The server of recordings and artwork answers HEAD.",
        How::Answers,
    ),
    Rule::must(
        "H11",
        "RFC 9110 §14; Apple",
        "Serwer nagrań wysyła fragmenty: „Range: bytes=0-1” daje 206 i dwa bajty.",
        "The server of recordings sends ranges: \"Range: bytes=0-1\" gives 206 and two bytes.",
        How::Answers,
    ),
    Rule::must(
        "H15",
        "RFC 9110; Apple",
        "Nagranie jest pod adresem, który podaje kanał, z tą samą długością i tym samym typem.",
        "The recording is at the address that the feed gives, with the same length and type.",
        How::Answers,
    ),
    Rule::should(
        "H16",
        "podcast-namespace, transcripts and chapters",
        "Rozdziały i transkrypcje mają Access-Control-Allow-Origin, bez którego nie czytają ich odtwarzacze w przeglądarce.",
        "Chapters and transcripts have Access-Control-Allow-Origin, without which players in browsers cannot read them.",
        How::Answers,
    ),
    Rule::should(
        "H19",
        "Practice of podcast apps",
        "Adresy działają i mają najwyżej 5 przekierowań.",
        "Addresses work, with at most 5 redirects.",
        How::Answers,
    ),
];
