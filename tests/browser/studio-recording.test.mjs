// A recording on its way into an episode, in a real browser: over lines that are cut, through restarts and reloads, without a script.

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { chance } from './chance.mjs';
import { cuttingLine } from './line.mjs';
import { chromium, open, says, until, violations } from './page.mjs';
import { studio } from './studio.mjs';

let browser, house, folder, long;

before(async () => {
  [browser, house, folder] = await Promise.all([chromium(), studio(), mkdtemp(join(tmpdir(), 'glos-sound-'))]);
  // Whole frames after one another are a recording: 26 minutes of little more than noise, 6 MB.
  const sound = await fixture('cbr-noxing.mp3');
  long = Buffer.concat(Array(Math.ceil(6e6 / sound.length)).fill(sound));
});
after(async () => {
  await Promise.all([browser?.close(), house?.stop()]);
  if (folder) await rm(folder, { recursive: true, force: true });
});

const fixture = name => readFile(new URL(`../../fixtures/audio/${name}`, import.meta.url));
const spoken = () => readFile(new URL('../../fixtures/samples/01-skad-wzial-sie-projekt.mp3', import.meta.url));

/** A file to choose. */
async function file(name, bytes) {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

/** Opens the page of an episode as the producer; `at` is the line that leads to the house. */
async function enter(episode, how = {}, at = house.url) {
  const opened = await open(browser, `${at}/healthz`, how);
  await house.enters(opened.context, at);
  await opened.page.goto(house.page(episode, at), { waitUntil: 'load' });
  return opened;
}

const PATIENCE = 90_000;
const hasRecording = (page, name) => until(`${name} is in the episode`, () => page.locator('#recording-present', { hasText: name }).count(), PATIENCE);
const ALOUD = 'glos-upload > [role=status]';
const isInSight = locator => locator.evaluate(part => {
  const { top, bottom } = part.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
});
/** What tells a picture: more than its first bytes. */
const picture = async () => Buffer.concat([await fixture('picture.png'), Buffer.alloc(3e6, 7)]);
/** Speech whose end is missing. */
const cut = async () => {
  const whole = await spoken();
  return whole.subarray(0, whole.length * 0.7);
};
const sent = async (episode, bytes) => assert.equal((await house.episode(episode)).enclosure.length, bytes.length);

test('a recording is chosen, sent in the background, checked, and in the draft', { timeout: 120_000 }, async t => {
  const episode = await house.draft('W tle');
  const { page, seen, close } = await enter(episode);
  t.after(close);
  await page.setInputFiles('#recording_file', await file('w-tle.mp3', await spoken()));
  await hasRecording(page, 'w-tle.mp3');
  assert.match(await page.textContent('#recording .verdict'), /w porządku/);
  assert.match(await page.textContent('glos-upload > [role=status]'), /Nagranie jest w odcinku/);
  await sent(episode, await spoken());
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
});

test('a line that is cut again and again costs time and next to no bytes', { timeout: 180_000 }, async t => {
  const line = await cuttingLine(house.url, () => 200_000 + Math.floor(chance() * 400_000));
  t.after(() => line.close());
  const episode = await house.draft('Zrywana linia');
  const { page, close } = await enter(episode, {}, line.url);
  t.after(close);
  const before = line.sent;
  await page.setInputFiles('#recording_file', await file('zrywana.mp3', long));
  await hasRecording(page, 'zrywana.mp3');
  assert.ok(line.cuts >= 8, `the line was cut ${line.cuts} times`);
  const overhead = (line.sent - before) / long.length;
  t.diagnostic(`${line.cuts} cuts, ${line.sent - before} bytes for ${long.length}: ${overhead.toFixed(3)}`);
  assert.ok(overhead < 1.05, `${overhead} of the file were sent`);
  await sent(episode, long);
});

test('the house is killed while it receives, and the upload goes on by itself', { timeout: 180_000 }, async t => {
  const line = await cuttingLine(house.url, () => Infinity);
  t.after(() => line.close());
  const episode = await house.draft('Restart');
  const { page, context, close } = await enter(episode, {}, line.url);
  t.after(close);
  await slow(context, page, 3e5);
  await page.setInputFiles('#recording_file', await file('restart.mp3', long));
  await until('half a megabyte is sent', () => line.sent > 5e5);
  await house.restart('SIGKILL');
  await slow(context, page, 0);
  await hasRecording(page, 'restart.mp3');
  await sent(episode, long);
});

test('after a reload it goes on from the bytes that arrived, and nobody chooses the file again', { timeout: 180_000 }, async t => {
  const episode = await house.draft('Przeładowanie');
  const { page, context, close } = await enter(episode);
  t.after(close);
  await slow(context, page, 3e5);
  page.on('dialog', dialog => dialog.accept());
  await page.setInputFiles('#recording_file', await file('przeladowanie.mp3', long));
  await until('a fifth is sent', async () => (await page.locator('.upload progress').evaluate(bar => bar.value)) > 20, 60_000);
  const begun = await page.locator('.upload').getAttribute('id');
  await page.reload();
  assert.doesNotMatch(await page.textContent(`#${begun} .state`), /poprzedni plik/, 'there is no other file');
  await until('it goes on', async () => (await page.locator(`#${begun} progress`).evaluate(bar => bar.value)) > 25, 60_000);
  await slow(context, page, 0);
  await hasRecording(page, 'przeladowanie.mp3');
  await sent(episode, long);
});

test('in another browser it goes on when the same file is chosen', { timeout: 180_000 }, async t => {
  const line = await cuttingLine(house.url, () => Infinity);
  t.after(() => line.close());
  const episode = await house.draft('Inna przeglądarka');
  const first = await enter(episode, {}, line.url);
  await slow(first.context, first.page, 3e5);
  const path = await file('inna.mp3', long);
  await first.page.setInputFiles('#recording_file', path);
  await until('a fifth is sent', async () => (await first.page.locator('.upload progress').evaluate(bar => bar.value)) > 20, 60_000);
  // A browser that is closed is slow no longer, and what it still holds would be through in a moment.
  line.down();
  await first.close();
  const { page, seen, close } = await enter(episode);
  t.after(close);
  assert.match(await page.textContent('.upload .state'), /Wybierz ten sam plik jeszcze raz/);
  const before = await page.locator('.upload').getAttribute('id');
  await page.setInputFiles('#recording_file', path);
  await hasRecording(page, 'inna.mp3');
  const patched = new Set(seen.requests.filter(address => address.includes('/api/v1/uploads/')).map(address => address.split('/').pop().split('?')[0]));
  assert.deepEqual([...patched], [before.replace('upload-', '')]);
  await sent(episode, long);
});

test('a picture called .mp3 is refused with its first bytes, in words that say what to do', { timeout: 60_000 }, async t => {
  const episode = await house.draft('Obraz');
  const { page, close } = await enter(episode);
  t.after(close);
  await page.setInputFiles('#recording_file', await file('rozmowa.mp3', await picture()));
  await says(page, '#recording-uploads', /nie można opublikować/);
  await says(page, '.upload .problems', /obraz PNG/);
  await says(page, ALOUD, /rozmowa\.mp3: Tego nagrania nie można opublikować.*obraz PNG.*Wybierz plik dźwiękowy/);
  assert.deepEqual(await violations(page), []);
  await page.click('.upload button');
  await until('the list is empty', async () => (await page.locator('.upload').count()) === 0);
});

test('a recording that breaks off is refused after its check, heard where it breaks off, and gone once a whole one is in', { timeout: 120_000 }, async t => {
  const episode = await house.draft('Urwane');
  const { page, seen, close } = await enter(episode);
  t.after(close);
  await page.setInputFiles('#recording_file', await file('urwane.mp3', await cut()));
  const refused = page.locator('.upload[data-state=refused]');
  await refused.waitFor({ timeout: PATIENCE });
  assert.equal((await house.episode(episode)).enclosure, null);
  await says(page, ALOUD, /urwane\.mp3: Tego nagrania nie można opublikować.*Plik jest ucięty.*Wyślij go jeszcze raz/);
  await refused.locator('.wave-places button').first().click();
  await until('its end is heard', async () => (await refused.locator('.wave-now').textContent()) !== '0:00');
  assert.deepEqual(await violations(page), []);
  await page.setInputFiles('#recording_file', await file('cale.mp3', await spoken()));
  await hasRecording(page, 'cale.mp3');
  assert.equal(await page.locator('.upload').count(), 0);
  assert.deepEqual(seen.errors, []);
});

for (const [width, height] of [[1366, 768], [390, 844]]) {
  test(`what becomes of each file is seen at ${width} × ${height}, and consent is asked where one looks`, { timeout: 120_000 }, async t => {
    const episode = await house.draft(`Na widoku ${width}`);
    const { page, close } = await enter(episode, { width, height });
    t.after(close);
    await page.setInputFiles('#recording_file', await file('uciete.mp3', await cut()));
    await page.locator('.upload[data-state=refused]').waitFor({ timeout: PATIENCE });
    await page.setInputFiles('#recording_file', await file('obraz.mp3', await picture()));
    await page.locator('.upload[data-state=refused]', { hasText: 'obraz.mp3' }).waitFor({ timeout: PATIENCE });
    assert.match(await page.locator('.upload').first().textContent(), /obraz\.mp3/, 'the newest is not on top');
    await until('the verdict is in sight', () => isInSight(page.locator('.upload').first().locator('.report')));
    await page.setInputFiles('#recording_file', await file('dobre.mp3', await spoken()));
    await hasRecording(page, 'dobre.mp3');
    await until('its report is in sight', () => isInSight(page.locator('#recording-present .report')));
    await house.api('PATCH', `/shows/skuteczny-dialog/episodes/${episode.slug}`, { at: 'now' });
    await page.reload();
    await page.click('#recording-send summary');
    await page.setInputFiles('#recording_file', await file('nowe.mp3', await fixture('vbr-xing.mp3')));
    const replace = page.getByRole('button', { name: 'Zastąp nagranie, które słyszą słuchacze nowe.mp3' });
    await replace.waitFor({ timeout: PATIENCE });
    await until('consent is in sight', () => isInSight(replace));
    await replace.click();
    await hasRecording(page, 'nowe.mp3');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'H2', 'the keyboard does not go on in this part');
  });
}

test('whoever types is left where they are, and pointed to what has happened', { timeout: 60_000 }, async t => {
  const episode = await house.draft('Kto pisze');
  const { page, context, close } = await enter(episode, { width: 390, height: 844 });
  t.after(close);
  await slow(context, page, 1e5);
  await page.setInputFiles('#recording_file', await file('pisze.mp3', await cut()));
  await page.locator('.upload[data-upload]').waitFor({ timeout: PATIENCE });
  await page.locator('#notes').focus();
  await page.evaluate(() => document.getElementById('notes').scrollIntoView({ block: 'start', behavior: 'instant' }));
  await page.keyboard.type('Rzeka');
  const placed = () => page.locator('#notes').evaluate(field => field.getBoundingClientRect().top);
  const before = await placed();
  await slow(context, page, 0);
  const pointer = page.locator('.upload-told');
  await pointer.waitFor({ timeout: PATIENCE });
  assert.match(await pointer.textContent(), /pisze\.mp3: Tego nagrania nie można opublikować/);
  await page.keyboard.type(' płynie');
  assert.equal(await page.inputValue('#notes'), 'Rzeka płynie');
  assert.ok(Math.abs(await placed() - before) < 4, `the page moved away: ${before} became ${await placed()}`);
  assert.deepEqual(await violations(page), []);
  await pointer.locator('a').click();
  await until('the verdict is in sight', () => isInSight(page.locator('.upload .verdict')));
  await until('the pointer is gone', () => pointer.isHidden());
});

test('a lost line and its return are told aloud, with what is sent', { timeout: 120_000 }, async t => {
  const line = await cuttingLine(house.url, () => Infinity);
  t.after(() => line.close());
  const episode = await house.draft('Zerwana na głos');
  const { page, context, close } = await enter(episode, {}, line.url);
  t.after(close);
  await slow(context, page, 3e5);
  await page.setInputFiles('#recording_file', await file('na-glos.mp3', long));
  await until('some of it is sent', async () => (await page.locator('.upload progress').evaluate(bar => bar.value)) > 10, 60_000);
  line.down();
  await says(page, ALOUD, /na-glos\.mp3: Połączenie zerwane\. Wysłano [\d,]+\s[kM]B z 6\sMB/, 30_000);
  line.up();
  await says(page, ALOUD, /na-glos\.mp3: wysyłanie ruszyło dalej/, 60_000);
  assert.equal((await page.textContent(ALOUD)).split('Połączenie zerwane').length, 2, 'it was told more than once');
  await slow(context, page, 0);
  await hasRecording(page, 'na-glos.mp3');
  await sent(episode, long);
});

test('a line that is lost while the file is checked is told, and the verdict comes when it is back', { timeout: 120_000 }, async t => {
  const episode = await house.draft('Zerwana na końcu');
  const { page, close } = await enter(episode);
  t.after(close);
  const ways = ['**/api/v1/uploads/*?wait=3', '**/recording/uploads/*'];
  for (const way of ways) await page.route(way, route => route.abort());
  await page.setInputFiles('#recording_file', await file('na-koncu.mp3', await spoken()));
  await until('it is said', async () => /Cały plik jest już na serwerze/.test(await page.textContent('.upload .state')), 30_000);
  await says(page, ALOUD, /na-koncu\.mp3: Połączenie zerwane/);
  for (const way of ways) await page.unroute(way);
  await hasRecording(page, 'na-koncu.mp3');
  await sent(episode, await spoken());
});

test('without a script a form sends it, and a page renews itself until the check has ended', { timeout: 60_000 }, async t => {
  const episode = await house.draft('Bez skryptu');
  const { page, close } = await enter(episode, { script: false });
  t.after(close);
  await page.setInputFiles('#recording_file', await file('bez-skryptu.mp3', await spoken()));
  await page.click('.drop [type=submit]');
  await until('it is back at the episode', () => page.url().includes('done=recording-given'), 30_000);
  assert.match(await page.textContent('#recording-present'), /bez-skryptu\.mp3/);
});

test('what listeners hear is replaced when asked, and brought back', { timeout: 120_000 }, async t => {
  const episode = await house.draft('Podmiana');
  const { page, close } = await enter(episode);
  t.after(close);
  await page.setInputFiles('#recording_file', await file('pierwsze.mp3', await spoken()));
  await hasRecording(page, 'pierwsze.mp3');
  await house.api('PATCH', `/shows/skuteczny-dialog/episodes/${episode.slug}`, { at: 'now' });
  const first = await house.episode(episode);
  await page.reload();
  await page.click('#recording-send summary');
  await page.setInputFiles('#recording_file', await file('drugie.mp3', await fixture('vbr-xing.mp3')));
  const replace = page.getByRole('button', { name: 'Zastąp nagranie, które słyszą słuchacze' });
  await replace.waitFor({ timeout: PATIENCE });
  assert.equal((await house.episode(episode)).enclosure.url, first.enclosure.url, 'it was replaced unasked');
  await replace.click();
  await hasRecording(page, 'drugie.mp3');
  const second = await house.episode(episode);
  assert.equal(second.guid, first.guid);
  assert.notEqual(second.enclosure.url, first.enclosure.url);
  await page.click('#recording-earlier summary');
  await page.getByRole('button', { name: 'Przywróć', exact: true }).click();
  await hasRecording(page, 'pierwsze.mp3');
  assert.deepEqual((await house.episode(episode)).enclosure, first.enclosure);
});

test('two pages that send the same file send it once', { timeout: 180_000 }, async t => {
  const line = await cuttingLine(house.url, () => Infinity);
  t.after(() => line.close());
  const episode = await house.draft('Dwie karty');
  const { page, context, close } = await enter(episode, {}, line.url);
  t.after(close);
  const other = await context.newPage();
  await other.goto(house.page(episode, line.url), { waitUntil: 'load' });
  const path = await file('dwie-karty.mp3', long);
  const before = line.sent;
  await slow(context, page, 2e6);
  await Promise.all([page, other].map(each => each.setInputFiles('#recording_file', path)));
  await Promise.all([page, other].map(each => hasRecording(each, 'dwie-karty.mp3')));
  const overhead = (line.sent - before) / long.length;
  assert.ok(overhead < 1.1, `${overhead} of the file were sent`);
  const { uploads } = await house.api('GET', '/uploads');
  assert.equal(uploads.filter(upload => upload.file === 'dwie-karty.mp3').length, 1);
});

test('of several files the draft gets the first one, and the others wait to be heard and chosen', { timeout: 120_000 }, async t => {
  const episode = await house.draft('Kilka plików');
  const { page, close } = await enter(episode);
  t.after(close);
  await page.setInputFiles('#recording_file', [await file('raz.mp3', await spoken()), await file('dwa.mp3', await fixture('vbr-xing.mp3'))]);
  await hasRecording(page, 'raz.mp3');
  const waiting = page.locator('.upload', { hasText: 'dwa.mp3' });
  await waiting.getByRole('button', { name: 'Użyj tego nagrania' }).waitFor({ timeout: PATIENCE });
  await waiting.locator('[data-do=play]').click();
  await until('it is heard', async () => (await waiting.locator('.wave-now').textContent()) !== '0:00');
  assert.deepEqual(await violations(page), []);
  await sent(episode, await spoken());
});

test('what is on its way can be taken back', { timeout: 60_000 }, async t => {
  const episode = await house.draft('Anulowane');
  const { page, context, close } = await enter(episode);
  t.after(close);
  await slow(context, page, 1e5);
  await page.setInputFiles('#recording_file', await file('anulowane.mp3', long));
  await page.locator('.upload[data-upload]').waitFor({ timeout: PATIENCE });
  const id = await page.locator('.upload').getAttribute('data-upload');
  await page.click('.upload [data-cancel]');
  await until('the list is empty', async () => (await page.locator('.upload').count()) === 0);
  await says(page, ALOUD, /anulowane/);
  await assert.rejects(house.api('GET', `/uploads/${id}`), /404/);
});

test('a full disk is called one, and sending goes on when there is room', { timeout: 120_000 }, async t => {
  const episode = await house.draft('Pełny dysk');
  const { page, close } = await enter(episode);
  t.after(close);
  const full = { code: 'disk-full', status: 503, detail: '' };
  await page.route('**/api/v1/uploads/*', async (route, request) => {
    if (request.method() !== 'PATCH') return route.continue();
    return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(full) });
  });
  await page.setInputFiles('#recording_file', await file('pelny-dysk.mp3', await spoken()));
  await until('it says so', async () => /zabrakło miejsca/.test(await page.textContent('.upload .state')));
  await page.unroute('**/api/v1/uploads/*');
  await hasRecording(page, 'pelny-dysk.mp3');
  await sent(episode, await spoken());
});

/** Slows the browser's line down to so many bytes a second; 0 lets it run. */
async function slow(context, page, bytes) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytes || -1 });
}
