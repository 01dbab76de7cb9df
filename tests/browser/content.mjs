// What is in the house of the browser tests beside the samples of `serve --demo`: a show with 45 episodes, one in English,
// and episodes that have everything, a thousand lines of transcript, a title without spaces, or are not for everybody.

import { readFile } from 'node:fs/promises';

import { api } from './house.mjs';

const fixture = name => readFile(new URL(`../../fixtures/${name}`, import.meta.url));

const MANY = 45;
const OWN = 'skuteczny-dialog';
const LONG = 'wiele-odcinkow';
const ENGLISH = 'voices';

/** One page of each kind, for what takes long. */
const KINDS = [
  'front page', 'show', 'show of 45', 'episode with everything', 'long episode', 'notes', 'note', 'search with results',
  'accessibility statement', 'privacy', 'embed', 'not found',
];

/** Publishes it all; answers the paths of single episodes by name, and every public page. */
export async function fill(url, token) {
  const publish = publisher(url, token);
  const short = await fixture('audio/vbr-xing.mp3');
  const spoken = await fixture('samples/01-skad-wzial-sie-projekt.mp3');
  // One after the other: the check of recordings takes a core each.
  for (let number = 1; number <= MANY; number += 1) await publish(LONG, short, numbered(number));
  const path = {
    everything: await publish(OWN, spoken, everything(), { chapters: CHAPTERS, transcript: await fixture(WORDS), cover: true }),
    long: await publish(OWN, longSound(await fixture('audio/rough-8k.mp3')), LONG_TALK, { chapters: manyChapters(), transcript: manyWords() }),
    title: await publish(OWN, short, { title: 'Dźdżownica'.repeat(15), slug: 'bez-odstepow', at: daysAgo(9) }),
    unlisted: await publish(OWN, short, { title: 'Tylko dla wtajemniczonych', at: 'unlisted' }),
    scheduled: await publish(OWN, short, { title: 'Jutro', at: daysAgo(-1) }),
    english: await publish(ENGLISH, spoken, { title: 'A first conversation', notes: 'With **two voices**.', note: 'about-the-series', at: daysAgo(3) }),
    bare: `/${LONG}/odcinek-7`,
    trailer: `/${OWN}/zapowiedz`,
    spoken: `/${OWN}/skad-wzial-sie-projekt`,
    packages: `/${OWN}/cztery-pakiety-i-dla-kogo-sa`,
  };
  const pages = everyPage(path);
  return { path, pages, kinds: KINDS.map(kind => pages.find(({ name }) => name === kind)) };
}

const WORDS = 'samples/01-skad-wzial-sie-projekt.vtt';

/** Every public page, and the status that it is answered with. (`transcript.html` is a file for apps, in the form they ask.) */
function everyPage(path) {
  const page = (name, path, status = 200) => ({ name, path, status });
  return [
    page('front page', '/'),
    page('show', `/${OWN}`),
    page('show of 45', `/${LONG}`),
    page('show, in English', `/${ENGLISH}?lang=en`),
    page('show without a chosen language', `/${ENGLISH}`),
    page('episode with everything', path.everything),
    page('episode with everything, in English', `${path.everything}?lang=en`),
    page('episode at a time', `${path.everything}?t=20`),
    page('long episode', path.long),
    page('episode with a long word for a title', path.title),
    page('unlisted episode', path.unlisted),
    page('episode with nothing but a recording', path.bare),
    page('trailer', path.trailer),
    page('English episode', path.english),
    page('notes', `/${OWN}/notes`),
    page('note', `/${OWN}/notes/o-projekcie`),
    page('note with an audience', `/${OWN}/notes/pakiet-startowy`),
    page('English note', `/${ENGLISH}/notes/about-the-series`),
    page('search', '/search'),
    page('search with results', '/search?q=dialogu'),
    page('search without results', '/search?q=rododendron'),
    page('accessibility statement', '/accessibility'),
    page('privacy', '/privacy'),
    page('embed', `${path.everything}/embed`),
    page('embed, dark, in English', `${path.everything}/embed?theme=dark&lang=en`),
    page('embed of the newest', `/${OWN}/latest/embed`),
    page('embed with a long word for a title', `${path.title}/embed`),
    page('not found', '/skuteczny-dialog/nie-ma', 404),
    page('not found in the frame', '/skuteczny-dialog/nie-ma/embed', 404),
    page('not released yet', path.scheduled, 404),
  ];
}

/** Sends episodes; answers the path of each one's page. */
function publisher(url, token) {
  return async (show, audio, fields, { chapters, transcript, cover } = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) {
      form.append(name, typeof value === 'string' || typeof value === 'number' ? `${value}` : JSON.stringify(value));
    }
    form.append('audio', new Blob([audio], { type: 'audio/mpeg' }), 'nagranie.mp3');
    const { slug } = await api(url, token, 'POST', `/shows/${show}/episodes`, form);
    const at = `/shows/${show}/episodes/${slug}`;
    if (chapters) await api(url, token, 'PUT', `${at}/chapters`, chapters, { 'content-type': 'text/plain; charset=utf-8' });
    if (transcript) await api(url, token, 'PUT', `${at}/transcript`, transcript, { 'content-type': 'text/vtt' });
    if (cover) await api(url, token, 'PUT', `${at}/cover`, await readFile(new URL('../../feeds/skuteczny-dialog/cover.png', import.meta.url)));
    return `/${show}/${slug}`;
  };
}

const daysAgo = days => new Date(Date.now() - days * 86_400_000).toISOString();

function numbered(number) {
  return {
    title: `Odcinek ${number}`, episode: number, season: number <= 20 ? 1 : 2, at: daysAgo(10 + 7 * (MANY - number)),
    ...(number === 7 ? {} : { notes: `Rozmowa numer ${number}. ${'O tym, co dalej. '.repeat(number % 5)}` }),
  };
}

function everything() {
  return {
    title: 'Odcinek ze wszystkim: rozmowa o tym, skąd wziął się projekt', at: daysAgo(2), season: 2, episode: 12, note: 'cel-projektu',
    notes: `Notatki z **rozmowy**, z [odnośnikiem](https://bis-krakow.pl/cialadialogu/) i adresem https://example.org/raport(2020).pdf.

## Co w odcinku

1. Badanie ewaluacyjne
2. Zaplanowane działania

> Wszystkie działania są bezpłatne.

Kontakt: <mailto:dialog@example.org>, \`kod\` i lista:

- pierwsza pozycja,
- druga pozycja.`,
    people: [
      { name: 'Łucja Żak', role: 'Host', group: 'Cast', href: 'https://example.org/zak' },
      { name: 'Stanisław Gżegżółka', role: 'Guest', group: 'Cast' },
    ],
    licence: 'CC-BY-SA-4.0',
    locations: [{ name: 'Kraków', osm: 'R449696', country: 'PL' }],
    soundbites: [{ start_ms: 4000, duration_ms: 15000, title: 'Skąd ten projekt' }],
    funding: [{ text: 'Wesprzyj nas', url: 'https://example.org/wesprzyj' }],
    social: [{ protocol: 'activitypub', uri: 'https://example.social/@glos/1' }],
    explicit: true,
  };
}

const CHAPTERS = '00:00:00 Wstęp\n00:00:04 Skąd wziął się projekt\n00:00:17 Czemu służy\n00:00:42 Ile kosztuje\n';

const LONG_TALK = { title: 'Długa rozmowa', slug: 'dluga-rozmowa', at: daysAgo(4), notes: 'Pół godziny nagrania i tysiąc zdań.' };

const clock = seconds => [3600, 60, 1].map((unit, place) => `${Math.floor(seconds / unit) % (place ? 60 : 100)}`.padStart(2, '0')).join(':');

function manyChapters() {
  return Array.from({ length: 12 }, (_, part) => `${clock(part * 145)} Część ${part + 1}`).join('\n');
}

/** A thousand cues of two people, as an hour has them, in WebVTT. */
function manyWords() {
  const sentences = [
    'Zaczynamy od tego, co usłyszeliśmy na spotkaniach w dzielnicach.', 'A co z tymi, którzy na spotkania nie przychodzą?',
    'Pytamy ich inaczej: listem, telefonem, przez sąsiadów.', 'Żółw też kiedyś dojdzie, jeśli wie dokąd.',
  ];
  const cue = (_, number) => {
    const [from, to] = [number * 1.75, number * 1.75 + 1.7].map(at => `${clock(at)}.${`${Math.round((at % 1) * 1000) % 1000}`.padStart(3, '0')}`);
    return `${from} --> ${to}\n<v ${Math.floor(number / 3) % 2 ? 'Stanisław Gżegżółka' : 'Łucja Żak'}>${sentences[number % sentences.length]}\n`;
  };
  return `WEBVTT\n\n${Array.from({ length: 1000 }, cue).join('\n')}`;
}

/** Half an hour of sound, which nobody keeps in a checkout: a fixture's frames of 72 bytes (8 kbit/s at 8,000 Hz), over and over. */
function longSound(mp3) {
  const [FRAME, FRAME_MS] = [72, 72];
  const told = mp3.subarray(0, FRAME).includes('Info') ? FRAME : 0;
  const sound = mp3.subarray(told, told + Math.floor((mp3.length - told) / FRAME) * FRAME);
  const once = (sound.length / FRAME) * FRAME_MS;
  return Buffer.concat(Array.from({ length: Math.ceil(1_800_000 / once) }, () => sound));
}
