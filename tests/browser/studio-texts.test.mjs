// Chapters, transcripts and soundbites in a real browser: by the keyboard alone, by mouse, and by two at once.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { chromium, open, says, tabTo, until, violations } from './page.mjs';
import { studio } from './studio.mjs';

const SHOW = 'skuteczny-dialog';
const WORDS = 'WEBVTT\n\n00:00.000 --> 00:05.000\n<v Anna>Dzień dobry państwu.\n\n00:05.000 --> 00:10.000\n<v SPEAKER_01>Cześć wszystkim!\n\n00:10.000 --> 00:15.000\n<v Anna>Zaczynamy.\n';

let browser, house, sound, count = 0;

before(async () => {
  [browser, house, sound] = await Promise.all([chromium(), studio(), readFile(new URL('../../fixtures/samples/01-skad-wzial-sie-projekt.mp3', import.meta.url))]);
});
after(() => Promise.all([browser?.close(), house?.stop()]));

/** A draft of 49 s, with words if these are given. */
async function draft(words) {
  count += 1;
  const form = new FormData();
  form.set('title', `Rozmowa ${count}`);
  form.set('at', 'draft');
  form.set('audio', new Blob([sound]), 'rozmowa.mp3');
  const answer = await fetch(`${house.url}/api/v1/shows/${SHOW}/episodes`, { method: 'POST', body: form, headers: house.headers });
  assert.equal(answer.status, 201, await answer.clone().text());
  const made = await answer.json();
  if (words) await house.api('PUT', `/shows/${SHOW}/episodes/${made.slug}/transcript`, words, { 'content-type': 'text/vtt' });
  return made;
}

/** Opens a page of an episode as its producer. */
async function enter(t, episode, below = '', how = {}) {
  const opened = await open(browser, `${house.url}/healthz`, how);
  t.after(opened.close);
  await house.enters(opened.context);
  await opened.page.goto(house.page(episode) + below, { waitUntil: 'load' });
  return opened;
}

const chapters = async ({ slug }) => {
  const told = await house.api('GET', `/shows/${SHOW}/episodes/${slug}/chapters`);
  return told.chapters.map(({ startTime, title }) => [startTime, title]);
};

const lines = async ({ slug }) => {
  const told = await house.api('GET', `/shows/${SHOW}/episodes/${slug}/transcript?form=json`);
  return told.segments.map(({ speaker, body }) => [speaker, body]);
};

const focused = page => page.evaluate(() => document.activeElement.value);

const field = (page, row, name) => page.locator(`.chapter-list li:nth-child(${row}) .${name}`);

test('chapters are made by the keyboard alone', async t => {
  const episode = await draft();
  const { page, seen } = await enter(t, episode);
  await tabTo(page, '.chapter-list [data-do=add]');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Powitanie');
  // Enter adds one where the recording stands; there it is taken, so the time is set by its arrows.
  await tabTo(page, '#chapters .wave-sound input', { key: 'Shift+Tab' });
  for (const key of ['PageUp', 'PageUp', 'ArrowRight']) await page.keyboard.press(key);
  assert.match(await page.getAttribute('#chapters .wave-sound input', 'aria-valuetext'), /^0:21\D/);
  await tabTo(page, '.chapter-list [data-do=add]');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Rada');
  await tabTo(page, '.chapter-list li:nth-child(2) .time', { key: 'Shift+Tab' });
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowUp');
  assert.equal(await focused(page), '00:00:22.100');
  assert.equal(await page.textContent('#chapters .unseen[role=status]'), 'Rozdział zaczyna się w 00:00:22.100.');
  assert.equal(await page.inputValue('#chapters-text'), '00:00:00 Powitanie\n00:00:22.100 Rada\n');
  await until('they are saved by themselves', async () => JSON.stringify(await chapters(episode)) === '[[0,"Powitanie"],[22.1,"Rada"]]');
  await says(page, '#chapters .saved .state', /^Zapisano o/);
  assert.deepEqual(seen.errors, []);
});

test('a chapter is dragged on the waveform, and moved by its field too', async t => {
  const episode = await draft();
  await house.api('PUT', `/shows/${SHOW}/episodes/${episode.slug}/chapters`, '0:00 A\n0:10 B\n0:20 C', { 'content-type': 'text/plain' });
  const { page } = await enter(t, episode);
  const handle = page.locator('#chapters .mark:nth-child(2) i');
  await handle.scrollIntoViewIfNeeded();
  const [from, whole] = [await handle.boundingBox(), await page.locator('#chapters .wave-sound').boundingBox()];
  const x = from.x + from.width / 2;
  await page.mouse.move(x, from.y + 40);
  await page.mouse.down();
  await page.mouse.move(x + whole.width / 4, from.y + 40, { steps: 5 });
  await page.mouse.up();
  // A quarter of 49 s further: behind C, and the list keeps its order.
  const titles = () => page.$$eval('.chapter-list .title', all => all.map(one => one.value));
  await until('the list is in order', async () => (await titles()).join() === 'A,C,B');
  await field(page, 3, 'time').fill('0:15');
  await field(page, 3, 'time').blur();
  assert.deepEqual(await titles(), ['A', 'B', 'C']);
  assert.equal(await page.inputValue('#chapters-text'), '00:00:00 A\n00:00:15 B\n00:00:20 C\n');
});

test('a chapter can be heard from where it begins', async t => {
  const episode = await draft();
  await house.api('PUT', `/shows/${SHOW}/episodes/${episode.slug}/chapters`, '0:00 A\n0:10 B\n0:20 C', { 'content-type': 'text/plain' });
  const { page, seen } = await enter(t, episode);
  assert.ok(!seen.requests.some(url => url.includes('/audio/')), 'no sound is asked for before it is played');
  await page.click('.chapter-list li:nth-child(2) [data-do=hear]');
  // All parts of the page listen to one recording: whichever of its players sounds.
  const at = () => page.evaluate(() => [...document.querySelectorAll('audio')].find(audio => !audio.paused)?.currentTime ?? 0);
  await until('it plays from 0:10', async () => (await at()) > 10);
  assert.equal(await page.getAttribute('#chapters [data-do=play]', 'aria-label'), 'Wstrzymaj');
});

test('what is wrong with a line of chapters stands beside its row', async t => {
  const episode = await draft();
  await house.api('PUT', `/shows/${SHOW}/episodes/${episode.slug}/chapters`, '0:00 A\n0:10 B', { 'content-type': 'text/plain' });
  const { page } = await enter(t, episode);
  await field(page, 2, 'url').fill('https://');
  await page.waitForSelector('.chapter-list li:nth-child(2) .fault:not([hidden])');
  assert.match(await page.textContent('.chapter-list li:nth-child(2) .fault'), /„https:\/\/” nie jest pełnym adresem/);
  assert.ok(await field(page, 2, 'url').evaluate(input => input === document.activeElement), 'whoever types goes on');
  assert.deepEqual(await violations(page), []);
});

test('chapters that were typed are there after the tab was closed, a line that is not understood yet as well', async t => {
  const episode = await draft();
  const first = await enter(t, episode);
  await first.page.click('#chapters .as-text summary');
  await first.page.fill('#chapters-text', '0:00 Powitanie\nwstęp\n0:20 Rada');
  await first.page.waitForSelector('#chapters [data-line="2"]');
  await first.context.close();
  const { page } = await enter(t, episode);
  assert.equal(await page.inputValue('#chapters-text'), '0:00 Powitanie\nwstęp\n0:20 Rada');
  assert.match(await page.textContent('#chapters [data-line="2"]'), /Wiersz 2 nie zaczyna się od czasu/);
  await page.fill('#chapters-text', '0:00 Powitanie\n0:10 Wstęp\n0:20 Rada');
  await until('they are saved', async () => (await chapters(episode)).length === 3);
  await until('nothing is said against them', async () => (await page.locator('#chapters .fault:visible').count()) === 0);
});

test('of a published episode chapters wait like its text, and the page says so', async t => {
  const episode = await draft();
  await house.api('PATCH', `/shows/${SHOW}/episodes/${episode.slug}`, { at: 'now' });
  const { page } = await enter(t, episode);
  assert.match(await page.textContent('#chapters .saved .state'), /widzą już słuchacze.*czeka, aż to opublikujesz/);
  await page.click('.chapter-list [data-do=add]');
  await page.keyboard.type('Powitanie');
  await until('it is kept', async () => /^Zachowano o/.test(await page.textContent('#chapters .saved .state')));
  assert.deepEqual(await chapters(episode), []);
  await Promise.all([page.waitForURL(/done=episode-changes-out#chapters$/), page.click('#chapters .saved .main')]);
  assert.deepEqual(await chapters(episode), [[0, 'Powitanie']]);
});

test('before the first correction whoever mends a published transcript is told that listeners see it at once', async t => {
  const episode = await draft(WORDS);
  const { page } = await enter(t, episode, '/transcript');
  assert.equal(await page.locator('main .notice').count(), 0, 'of a draft nobody sees anything');
  await house.api('PATCH', `/shows/${SHOW}/episodes/${episode.slug}`, { at: 'now' });
  await page.reload();
  assert.match(await page.textContent('main .notice'), /od razu/);
});

test('rows are groups with a name, and each of their fields and buttons names its row', async t => {
  const episode = await draft(WORDS);
  await house.api('PUT', `/shows/${SHOW}/episodes/${episode.slug}/chapters`, '0:00 A\n0:10 O czym rozmawiamy', { 'content-type': 'text/plain' });
  await house.api('PATCH', `/shows/${SHOW}/episodes/${episode.slug}`, { soundbites: [{ start_ms: 1000, duration_ms: 20000, title: 'Najlepsze' }] });
  const { page } = await enter(t, episode);
  const row = page.getByRole('group', { name: 'Rozdział 2: O czym rozmawiamy' });
  assert.equal(await row.getByRole('button', { name: 'Usuń rozdział 2: O czym rozmawiamy' }).count(), 1);
  assert.equal(await row.getByRole('textbox', { name: /, rozdział 2: O czym rozmawiamy$/ }).count(), 3);
  await field(page, 2, 'title').fill('O radzie');
  await field(page, 2, 'title').blur();
  assert.equal(await page.getByRole('button', { name: 'Usuń rozdział 2: O radzie' }).count(), 1);
  const bite = page.getByRole('group', { name: 'Fragment 1' });
  assert.equal(await bite.getByRole('button', { name: /– fragment 1: Najlepsze$/ }).count(), 4);
  assert.equal(await bite.getByRole('textbox', { name: /– fragment 1: Najlepsze$/ }).count(), 3);
  await page.goto(`${house.page(episode)}/transcript`);
  const line = page.getByRole('group', { name: 'Linia 0:05' });
  await line.getByRole('textbox', { name: 'Słowa, 0:05' }).focus();
  assert.equal(await line.getByRole('button', { name: 'Połącz z następną – Linia 0:05' }).count(), 1);
});

test('another recording: the parts of the page get its sound, what is typed stays, and what fits no longer is named', async t => {
  const episode = await draft(WORDS);
  await house.api('PUT', `/shows/${SHOW}/episodes/${episode.slug}/chapters`, '0:00 A\n0:10 B\n0:45 Zakończenie', { 'content-type': 'text/plain' });
  const { page, seen } = await enter(t, episode);
  const before = await page.getAttribute('#chapters glos-wave', 'data-audio');
  await page.click('#recording-send summary');
  await page.setInputFiles('#recording_file', fileURLToPath(new URL('../../fixtures/samples/00-zapowiedz.mp3', import.meta.url)));
  const consent = page.locator('#recording-uploads .upload .main');
  await consent.waitFor();
  const said = await page.textContent('#recording-uploads .upload .notice');
  assert.match(said, /1\u00A0rozdział jest za końcem nagrania.*0:45 Zakończenie/);
  assert.match(said, /Transkrypcja powstała do innego nagrania/);
  // Typed while it is replaced, and a fold that was opened.
  await page.click('#chapters .as-text summary');
  await page.fill('#chapters-text', '00:00:00 A\n00:00:10 Bardzo ważne\n00:00:45 Zakończenie\n');
  await consent.click();
  await until('the chapters have its sound', async () => (await page.getAttribute('#chapters glos-wave', 'data-audio')) !== before);
  assert.equal(await page.getAttribute('#soundbites glos-wave', 'data-audio'), await page.getAttribute('#chapters glos-wave', 'data-audio'));
  assert.match(await page.inputValue('#chapters-text'), /Bardzo ważne/);
  assert.ok(await page.isVisible('#chapters-text'), 'the fold is open still');
  await until('the row beyond the end says so', async () => /Zakończenie|0:45/.test(await page.textContent('.chapter-list li:nth-child(3) .fault')));
  await until('the checklist names it', async () => /za końcem nagrania.*Zakończenie/.test(await page.textContent('#release .points')));
  assert.match(await page.textContent('#transcript .notice'), /powstała do innego nagrania/);
  assert.deepEqual(await violations(page), []);
  await page.fill('#chapters-text', '0:00 A\n0:10 Bardzo ważne\n0:20 Zakończenie');
  await until('what fits is saved', async () => (await chapters(episode)).length === 3);
  await Promise.all([page.waitForURL(/done=texts-fit/), page.click('#transcript form[action$="/fits"] button')]);
  assert.equal(await page.locator('#transcript .notice').count(), 0);
  assert.ok(!/Transkrypcja powstała do innego nagrania/.test(await page.textContent('#release .points')));
  assert.match(await page.textContent('#release .points'), /Rozdziały powstały do innego nagrania/);
  assert.deepEqual(seen.errors, []);
});

test('a line is corrected, split and joined by the keyboard and saved by itself', async t => {
  const episode = await draft(WORDS);
  const { page, seen } = await enter(t, episode, '/transcript');
  await tabTo(page, '.line:nth-child(1) .line-text');
  await page.keyboard.press('End');
  await page.keyboard.type(' Witamy.');
  await until('it is saved', async () => (await lines(episode))[0][1] === 'Dzień dobry państwu. Witamy.');
  for (let back = 0; back < 'Witamy.'.length; back += 1) await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await until('there are two', async () => (await lines(episode)).length === 4);
  await until('the second has the focus', async () => (await focused(page)) === 'Witamy.');
  await page.keyboard.press('Backspace');
  await until('it is one again', async () => (await lines(episode)).length === 3);
  assert.equal((await lines(episode))[0][1], 'Dzień dobry państwu. Witamy.');
  await until('it has the focus', async () => (await focused(page)) === 'Dzień dobry państwu. Witamy.');
  await page.keyboard.press('Control+Enter');
  await until('the line plays', () => page.evaluate(() => !document.querySelector('audio').paused));
  assert.deepEqual(seen.errors, []);
});

test('of two who correct one line the second sees both and chooses', async t => {
  const episode = await draft(WORDS);
  const [first, second] = [await enter(t, episode, '/transcript'), await enter(t, episode, '/transcript')];
  const write = async ({ page }, text) => {
    await page.fill('.line:nth-child(2) .line-text', text);
    await page.locator('.line:nth-child(2) .line-text').blur();
  };
  await write(first, 'Hej wszystkim!');
  await until('the first is saved', async () => (await lines(episode))[1][1] === 'Hej wszystkim!');
  await write(second, 'Witam wszystkich!');
  assert.match(await second.page.textContent('.clash .fault'), /„Hej wszystkim!”/);
  assert.deepEqual(await violations(second.page), []);
  await second.page.click('[data-line=mine]');
  await until('the second chose', async () => (await lines(episode))[1][1] === 'Witam wszystkich!');
});

test('a correction waits while the line is cut, and is saved when it is back', async t => {
  const episode = await draft(WORDS);
  const { page, context } = await enter(t, episode, '/transcript');
  await context.setOffline(true);
  await page.fill('.line:nth-child(3) .line-text', 'Zaczynamy!');
  await page.locator('.line:nth-child(3) .line-text').blur();
  await until('it says so', async () => (await page.textContent('.line-status')).includes('Brak połączenia'));
  assert.equal((await lines(episode))[2][1], 'Zaczynamy.');
  await context.setOffline(false);
  await until('it is saved', async () => (await lines(episode))[2][1] === 'Zaczynamy!');
});

test('a speaker is renamed in one place', async t => {
  const episode = await draft(WORDS);
  const { page } = await enter(t, episode);
  await page.fill('#speaker-2', 'Jan Kowal');
  await Promise.all([page.waitForURL(/done=speakers/), page.click('#speakers button')]);
  assert.deepEqual((await lines(episode)).map(([speaker]) => speaker), ['Anna', 'Jan Kowal', 'Anna']);
});

test('a soundbite is chosen from where the recording stands', async t => {
  const episode = await draft();
  const { page } = await enter(t, episode);
  await tabTo(page, '#soundbites summary');
  await page.keyboard.press('Enter');
  await tabTo(page, '#soundbites .wave-sound input');
  await page.keyboard.press('PageUp');
  await tabTo(page, '#soundbites [data-do=start]');
  await page.keyboard.press('Enter');
  assert.equal(await page.inputValue('#soundbite-start-1'), '0:10');
  assert.equal(await page.locator('#soundbites .mark').count(), 1);
  assert.equal(await page.locator('#soundbites .to-fill li').count(), 2, 'there is room for another');
  await until('it is saved by itself', async () => (await house.episode(episode)).soundbites?.length === 1);
  assert.deepEqual((await house.episode(episode)).soundbites, [{ start_ms: 10000, duration_ms: 30000 }]);
  await page.fill('#soundbite-length-1', 'krótko');
  await page.waitForSelector('#soundbite-length-1-fault');
  assert.equal(await page.getAttribute('#soundbite-length-1', 'aria-invalid'), 'true');
  assert.deepEqual(await violations(page), []);
});

for (const how of [{ width: 320 }, { width: 1280, dark: true }, { width: 1280, forced: true }, { width: 1280, script: false }]) {
  test(`nothing is in anybody's way: ${JSON.stringify(how)}`, async t => {
    const episode = await draft(WORDS);
    await house.api('PUT', `/shows/${SHOW}/episodes/${episode.slug}/chapters`, '0:00 A\n0:10 B | https://example.org\n0:20 C', { 'content-type': 'text/plain' });
    const { page, seen } = await enter(t, episode, '', how);
    for (const below of ['', '/transcript']) {
      await page.goto(house.page(episode) + below, { waitUntil: 'load' });
      if (how.script === false) {
        assert.ok(await page.isVisible('audio'), 'the browser’s own control plays');
        continue;
      }
      assert.deepEqual(await violations(page), [], below);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${below} fits`);
    }
    assert.deepEqual(seen.errors, []);
  });
}

test('without a script chapters are text, lines are a form', async t => {
  const episode = await draft(WORDS);
  const { page } = await enter(t, episode, '', { script: false });
  await page.fill('#chapters-text', '0:00 Powitanie\n0:12 Rada');
  await Promise.all([page.waitForURL(/done=episode-saved#chapters$/), page.click('#chapters .saved button')]);
  assert.deepEqual(await chapters(episode), [[0, 'Powitanie'], [12, 'Rada']]);
  await page.goto(`${house.page(episode)}/transcript`);
  await page.fill('.line:nth-child(1) .line-text', 'Dzień dobry\npaństwu!');
  await page.check('.line:nth-child(2) [name=line-join]');
  await Promise.all([page.waitForURL(/done=lines/), page.click('.save-lines button')]);
  assert.deepEqual((await lines(episode)).map(([, text]) => text), ['Dzień dobry', 'państwu!', 'Cześć wszystkim! Zaczynamy.']);
});
