// Everybody works in the studio: on every page, empty, filled and with faults, axe finds nothing, in light, dark and forced colours,
// wide and at 320 px; nothing is wider than the screen; whatever is pressed is large enough for a finger; the markup is right, the
// console silent, and no page heavier than 150 KB.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { nu } from './markup.mjs';
import { beyondTheEdge, chromium, open, violations } from './page.mjs';
import { studio } from './studio.mjs';

const SHOW = 'skuteczny-dialog';
const HEAVIEST = 150_000;
const WORDS = 'WEBVTT\n\n00:00.000 --> 00:05.000\n<v Anna>Dzień dobry państwu.\n\n00:05.000 --> 00:10.000\n<v Jan>Zaczynamy.\n';
const sound = await readFile(new URL('../../fixtures/samples/01-skad-wzial-sie-projekt.mp3', import.meta.url));

const MODES = [
  ['light, wide', { width: 1280, height: 900 }, { colorScheme: 'light' }],
  ['dark, 320 px', { width: 320, height: 640 }, { colorScheme: 'dark' }],
  ['forced colours, 320 px', { width: 320, height: 640 }, { colorScheme: 'dark', forcedColors: 'active' }],
];

/** A mail server is set, and nobody answers there. */
const MAIL = { GLOS_SMTP_URL: 'smtp://127.0.0.1:9', GLOS_MAIL_FROM: 'Głos <podcast@example.org>' };

let browser, house, empty, bare, stranger, writing, correspondent;
/** The markup of what was visited. */
const documents = [];

before(async () => {
  [browser, house, empty, bare, writing] = await Promise.all(
    [chromium(), studio(), studio({}, { isNew: true }), studio({}, { isBare: true }), studio(MAIL)],
  );
  stranger = { ...house, cookie: undefined };
  correspondent = { ...writing, cookie: undefined };
});
after(() => Promise.all([browser?.close(), house?.stop(), empty?.stop(), bare?.stop(), writing?.stop()]));

/** An episode with everything that its page can show. */
async function full(title) {
  const form = new FormData();
  const notes = 'Rozmowa o **mieście**.\n\n* jedno\n* drugie';
  for (const [name, value] of [['title', title], ['at', 'draft'], ['notes', notes], ['audio', new Blob([sound])]]) form.set(name, value);
  const answer = await fetch(`${house.url}/api/v1/shows/${SHOW}/episodes`, { method: 'POST', body: form, headers: house.headers });
  assert.equal(answer.status, 201, await answer.clone().text());
  const made = await answer.json();
  const below = `/shows/${SHOW}/episodes/${made.slug}`;
  await house.api('PUT', `${below}/chapters`, '0:00 Powitanie\n0:10 Rada | https://example.org\n0:20 Koniec', { 'content-type': 'text/plain' });
  await house.api('PUT', `${below}/transcript`, WORDS, { 'content-type': 'text/vtt' });
  await house.api('PATCH', below, { season: 1, episode: 2, people: [{ name: 'Anna Żak', role: 'guest' }] });
  return made;
}

/** Opens a page with an empty cache, as the person who was let in; weighs it, and keeps its markup. */
async function enter(t, path, { as = house } = {}) {
  const { page, context, seen, close } = await open(browser, `${as.url}/healthz`);
  t.after(close);
  if (as.cookie) await as.enters(context);
  const before = seen.wire().length;
  const answer = await page.goto(path.startsWith('http') ? path : as.url + path, { waitUntil: 'load' });
  documents.push([t.name, await answer.text()]);
  await page.evaluate(() => document.fonts.ready);
  const loads = seen.wire().slice(before).filter(({ url }) => url.startsWith(as.url));
  const bytes = loads.reduce((sum, load) => sum + load.bytes, 0);
  const told = loads.map(load => `${load.bytes} ${load.url}`).join('\n');
  assert.ok(bytes > 0 && bytes < HEAVIEST, `${path}: ${bytes} bytes:\n${told}`);
  t.diagnostic(`${bytes} bytes`);
  return { page, context, seen };
}

/** Every fold opened: what is in it is looked at, too. */
const unfold = page => page.evaluate(() => { for (const fold of document.querySelectorAll('main details')) fold.open = true; });

/** WCAG 2.2, 2.5.5: what is pressed and typed into is 44 px high, or its label is; links within a sentence are text. */
function tooSmall() {
  const isText = element => element.localName === 'a' && getComputedStyle(element).display === 'inline';
  const seen = element => element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden=true], .unseen, .skip');
  const box = element => {
    const of = element.matches('[type=checkbox], [type=radio]') ? element.closest('label') ?? element.labels[0] ?? element : element;
    return of.getBoundingClientRect();
  };
  const pressed = [...document.querySelectorAll('a[href], button, summary, select, textarea, input:not([type=hidden])')];
  const small = pressed.filter(element => seen(element) && !isText(element)).filter(element => {
    const { height, width } = box(element);
    // A field for screen readers alone lies under its label.
    return Math.min(height, width) > 1 && Math.min(height, width) < 43.5;
  });
  return small.map(element => `${Math.round(box(element).width)} × ${Math.round(box(element).height)} ${element.outerHTML.slice(0, 140)}`);
}

async function everybodyWorks({ page, seen }, what) {
  for (const [mode, size, media] of MODES) {
    await page.setViewportSize(size);
    await page.emulateMedia({ forcedColors: 'none', ...media });
    assert.deepEqual(await violations(page), [], `${what} in ${mode}`);
    assert.deepEqual(await page.evaluate(beyondTheEdge), [], `${what} in ${mode} is wider than the screen`);
    assert.deepEqual(await page.evaluate(tooSmall), [], `${what} in ${mode} has what no finger finds`);
  }
  // A form that is refused answers 422, which Chromium notes.
  assert.deepEqual(seen.errors.filter(error => !/status of (422|404|410)/.test(error)), [], what);
}

/** A page of the house, in every mode, with its folds closed and open. */
function looks(name, path, of = () => house) {
  test(`everybody works: ${name}`, async t => {
    const opened = await enter(t, typeof path === 'function' ? await path() : path, { as: of() });
    await everybodyWorks(opened, name);
    await unfold(opened.page);
    await everybodyWorks(opened, `${name}, unfolded`);
  });
}

/** The same form again, with what is wrong with it. */
function refuses(name, path, wrong, of = () => house) {
  test(`everybody is told what is wrong: ${name}`, async t => {
    const opened = await enter(t, typeof path === 'function' ? await path() : path, { as: of() });
    await Promise.all([opened.page.waitForResponse(answer => answer.status() === 422), wrong(opened.page)]);
    await opened.page.locator('main [role=alert], main .fault').filter({ visible: true }).first().waitFor();
    await opened.page.waitForLoadState('load');
    documents.push([t.name, await opened.page.content()]);
    await everybodyWorks(opened, name);
  });
}

/** The page that a form is answered with. */
function answers(name, path, does) {
  test(`everybody works: ${name}`, async t => {
    const opened = await enter(t, path);
    await Promise.all([opened.page.waitForResponse(answer => answer.request().method() === 'POST'), does(opened.page)]);
    await opened.page.waitForLoadState('load');
    documents.push([t.name, await opened.page.content()]);
    await everybodyWorks(opened, name);
  });
}

const show = `/studio/shows/${SHOW}`;

looks('the first link', () => empty.link, () => empty);
refuses('the first link', () => empty.link, page => page.click('form.sheet button.main'), () => empty);
looks('the way in before anybody has an account', '/studio/sign-in', () => empty);
looks('the way in', '/studio/sign-in', () => stranger);
refuses('the way in', '/studio/sign-in', page => page.click('form.sheet .main'), () => stranger);
looks('a forgotten password where nobody sends letters', '/studio/forgotten', () => stranger);
looks('a forgotten password', '/studio/forgotten', () => correspondent);
refuses('a forgotten password', '/studio/forgotten', page => page.click('form.sheet .main'), () => correspondent);
looks('a link that is on its way', '/studio/forgotten/asked', () => correspondent);
looks('people who are written to', '/studio/people', () => writing);
looks('a link that is over', '/studio/setup/zuzyty', () => empty);

looks('the home of a house without podcasts', '/studio', () => bare);
looks('the form of a podcast', '/studio/new', () => bare);
refuses('a new podcast', '/studio/new', page => page.click('form.sheet .main'), () => bare);
looks('a podcast that was begun', async () => {
  const { slug } = await bare.api('POST', '/shows', { title: 'Głos Łodzi', author: 'Żółw', language: 'pl' });
  return `/studio/shows/${slug}`;
}, () => bare);
looks('the home with a podcast that was begun', '/studio', () => bare);

// In this order: the house is filled as the tests go.
looks('the home of the first day', '/studio');
looks('a show without episodes', show);
looks('a new episode', async () => {
  const made = await fetch(`${house.url}${show}/episodes/new`, { method: 'POST', headers: house.headers, redirect: 'manual' });
  return made.headers.get('location');
});
looks('an episode with everything', async () => house.page(await full('Wszystko')));
looks('the lines of a transcript', async () => `${house.page(await house.api('GET', `/shows/${SHOW}/episodes/wszystko`))}/transcript`);
looks('publishing', async () => `${house.page(await full('Na wydaniu'))}/release`);
looks('an episode that is out', async () => {
  await house.api('PATCH', `/shows/${SHOW}/episodes/wszystko`, { at: 'now' });
  return `${house.page(await house.api('GET', `/shows/${SHOW}/episodes/wszystko`))}?done=episode-published`;
});
looks('an episode that was published just now', async () => `${house.page(await house.api('GET', `/shows/${SHOW}/episodes/wszystko`))}/release?done=episode-published`);
looks('an episode to come', async () => {
  await house.api('PATCH', `/shows/${SHOW}/episodes/na-wydaniu`, { at: '2031-01-01T08:00:00Z' });
  return house.page(await house.api('GET', `/shows/${SHOW}/episodes/na-wydaniu`));
});
refuses('a draft with a wrong number', async () => house.page(await house.draft('Z błędem')), async page => {
  // As without a script: the form itself is sent.
  await page.evaluate(() => { document.querySelector('#season').value = 'druga'; document.querySelector('glos-typing form').submit(); });
});
looks('the home', '/studio');
looks('a show', show);
looks('a search that finds nothing', `${show}?q=nic-takiego`);
looks('the bin', async () => {
  const gone = await house.draft('Do kosza');
  await fetch(`${house.page(gone)}/delete`, { method: 'POST', headers: house.headers, redirect: 'manual' });
  return `${show}?undo=${gone.id}&done=episode-deleted`;
});
looks('what a show says of itself', `${show}/about`);
looks('the notes of a show', `${show}/notes`);
looks('a new note', `${show}/notes-new`);
looks('a note', `${show}/notes/o-projekcie`);
looks('the removal of a note', `${show}/notes/o-projekcie/removal`);
refuses('a new note', `${show}/notes-new`, page => page.evaluate(() => document.querySelector('form.sheet').submit()));
refuses('what a show says of itself', `${show}/about`, page => page.evaluate(() => {
  document.querySelector('form.about [name=title]').value = '';
  document.querySelector('form.about').submit();
}));
looks('the own account', '/studio/account');
refuses('the own password', '/studio/account', page => page.click('form[action$="/password"] button[type=submit]'));
answers('the second step', '/studio/account', page => page.click('form[action$="/second"] button'));
looks('the people', '/studio/people');
answers('an invitation', '/studio/people', page => page.click('form[action$="/people"] .main'));
refuses('an invitation', '/studio/people', async page => {
  await page.fill('form[action$="/people"] input[type=email]', 'nie adres');
  await page.click('form[action$="/people"] .main');
});
looks('the log', '/studio/log');
looks('the tokens', '/studio/tokens');
refuses('a token', '/studio/tokens', page => page.click('form[action$="/tokens"] .main'));
answers('a token that was made', '/studio/tokens', async page => {
  await page.fill('form[action$="/tokens"] input[type=text]', 'Wydawca');
  await page.click('form[action$="/tokens"] .main');
});
looks('the tokens, with one', '/studio/tokens');
looks('the webhooks', '/studio/webhooks');
refuses('a webhook', '/studio/webhooks', page => page.click('form[action$="/webhooks"] .main'));
answers('a webhook that was made', '/studio/webhooks', async page => {
  await page.fill('form[action$="/webhooks"] input[type=url]', 'https://example.org/hak');
  await page.click('form[action$="/webhooks"] .main');
});
looks('the webhooks, with one', '/studio/webhooks');

test('the markup of everything that was seen is right', () => {
  const said = nu(documents.map(([, html]) => html));
  assert.deepEqual(documents.flatMap(([name], number) => said[number].map(error => `${name}: ${error}`)), []);
});
