// The way from the link that `serve` prints to an episode with chapters that listeners hear, as somebody goes it who has never been
// there: by mouse, by keyboard alone, by touch on a telephone. Its steps are counted; a step is a press or a field that is filled in.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { chromium, open, tabTo, until } from './page.mjs';
import { studio } from './studio.mjs';

const SHOW = 'skuteczny-dialog';
const SOUND = fileURLToPath(new URL('../../fixtures/samples/01-skad-wzial-sie-projekt.mp3', import.meta.url));
const TITLE = 'Skąd wziął się ten projekt';
const NOTES = 'Rozmawiamy o tym, **skąd** wziął się projekt.';
const CHAPTERS = ['Powitanie', 'Skąd pomysł', 'Co dalej'];

/** Three fields and a press for the account, one to begin, the file, its title, the show notes, the press that publishes; a press
    and a title for each chapter, and the place of all but the first, which begins with the recording. */
const STEPS = 4 + 1 + 3 + 1 + 2 * CHAPTERS.length + (CHAPTERS.length - 1);

/** Presses of Tab on the way: what stands between the steps is not much. */
const TABS = 85;

let browser;
before(async () => { browser = await chromium(); });
after(() => browser?.close());

/** Somebody in front of a house that nobody has entered, and what they do: `press`, `fill`, `choose` and `at` are steps. */
async function newcomer(t, how, { press, fill }) {
  const house = await studio({}, { isNew: true });
  t.after(house.stop);
  const { page, context, seen, close } = await open(browser, house.link, how);
  t.after(close);
  const steps = [];
  const step = (what, does) => async (...to) => {
    steps.push(`${what} ${to[0]}`);
    return does(page, ...to);
  };
  const choose = async (css, file) => {
    const asked = page.waitForEvent('filechooser');
    await press(page, css);
    await (await asked).setFiles(file);
  };
  return { house, page, context, seen, steps, press: step('press', press), fill: step('fill', fill), choose: step('choose', (_, ...to) => choose(...to)) };
}

/** The whole way. `file` is what is pressed to choose one; `at` takes the recording to a part of its length. */
async function walk(us, { file, at }) {
  const { page, steps, press, fill, choose } = us;
  await fill('#name', 'Ewa Zając');
  await fill('#email', 'ewa@dialog.example');
  await fill('#new-password', 'rzeka płynie pod mostem 7');
  await press('form.sheet button.main');
  await page.waitForURL(/\/studio\/shows\//);
  await press('.first-episode button');
  await page.waitForURL(/\/episodes\//);
  await choose(file, SOUND);
  await page.locator('#recording-present .report').waitFor();
  await press('glos-offer button');
  assert.equal(await page.inputValue('#title'), TITLE, 'the title that the file has');
  await fill('#notes', NOTES);
  for (const [number, title] of CHAPTERS.entries()) {
    if (number > 0) {
      steps.push(`place ${number}`);
      await at(number / CHAPTERS.length);
    }
    await press('.chapter-list [data-do=add]');
    await page.locator('.chapter-list .title:focus').waitFor();
    await fill('.chapter-list .title:focus', title);
  }
  await until('the checklist has heard of the title', () => page.locator('#release button.main').count());
  await press('#release button.main');
  await page.waitForURL(/done=episode-published/);
}

/** What listeners have now, and whoever published it to pass on. */
async function isOut({ house, page, seen, steps }, t) {
  assert.match(await page.locator('main [role=status]').first().innerText(), /^Opublikowano/);
  const address = await page.inputValue('#release-page');
  assert.equal(address, `${house.url}/${SHOW}/skad-wzial-sie-ten-projekt`);
  assert.equal(await page.inputValue('#release-feed'), `${house.url}/${SHOW}/feed.xml`);
  assert.match(await page.inputValue('#release-code'), /^<iframe src=/);
  const listeners = await (await fetch(address)).text();
  assert.ok(listeners.includes(`<h1`) && listeners.includes(TITLE) && listeners.includes('<strong>skąd</strong>'), 'the page has title and show notes');
  const { chapters } = await (await fetch(`${address}/chapters.json`)).json();
  assert.deepEqual(chapters.map(({ title }) => title), CHAPTERS);
  assert.deepEqual(chapters.map(({ startTime }) => startTime).toSorted((a, b) => a - b), chapters.map(({ startTime }) => startTime));
  assert.match(await (await fetch(`${house.url}/${SHOW}/feed.xml`)).text(), new RegExp(`<title>${TITLE}</title>`));
  assert.ok(steps.length <= STEPS, `${steps.length} steps:\n${steps.join('\n')}`);
  assert.deepEqual(seen.errors, []);
  t.diagnostic(`${steps.length} steps`);
}

/** The middle of what is seen of an element, and a part of its width. */
async function place(page, css, part) {
  await page.locator(css).scrollIntoViewIfNeeded();
  const box = await page.locator(css).boundingBox();
  return [box.x + box.width * part, box.y + box.height / 2];
}

const WAVE = '#chapters .wave-sound';

test('by mouse, on a laptop', async t => {
  const us = await newcomer(t, { width: 1366, height: 768 }, { press: (page, css) => page.click(css), fill: (page, css, text) => page.fill(css, text) });
  await walk(us, { file: 'label.choose', at: async part => us.page.mouse.click(...await place(us.page, WAVE, part)) });
  await isOut(us, t);
});

test('by touch, on a telephone', async t => {
  const us = await newcomer(t, { width: 390, height: 844, touch: true }, { press: (page, css) => page.tap(css), fill: (page, css, text) => page.fill(css, text) });
  await walk(us, { file: 'label.choose', at: async part => us.page.touchscreen.tap(...await place(us.page, WAVE, part)) });
  assert.ok(await us.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'nothing is wider than the telephone');
  await isOut(us, t);
});

test('by keyboard alone', async t => {
  let tabs = 0;
  const go = async (page, css) => {
    if (await page.evaluate(wanted => document.activeElement.matches(wanted), css)) return;
    // Chapters are placed above the list in which they are named.
    const isBehind = await page.evaluate(wanted => Boolean(document.querySelector(wanted).compareDocumentPosition(document.activeElement) & Node.DOCUMENT_POSITION_FOLLOWING) && document.activeElement !== document.body, css);
    tabs += (await tabTo(page, css, { key: isBehind ? 'Shift+Tab' : 'Tab' })).length + 1;
  };
  const press = async (page, css) => {
    await go(page, css);
    await page.keyboard.press('Enter');
  };
  const fill = async (page, css, text) => {
    await go(page, css);
    await page.keyboard.type(text);
  };
  const us = await newcomer(t, { width: 1366, height: 768 }, { press, fill });
  const at = async () => {
    await go(us.page, `${WAVE} input`);
    await us.page.keyboard.press('PageUp');
  };
  await walk(us, { file: '#recording_file', at });
  await isOut(us, t);
  assert.ok(tabs <= TABS, `${tabs} presses of Tab`);
  t.diagnostic(`${tabs} presses of Tab`);
});

test('what was typed last is what is published, and no part of the page has to be saved first', async t => {
  const house = await studio();
  t.after(house.stop);
  const sound = await readFile(SOUND);
  const form = new FormData();
  for (const [name, value] of [['title', 'Przed chwilą'], ['at', 'draft'], ['audio', new Blob([sound])]]) form.set(name, value);
  const made = await (await fetch(`${house.url}/api/v1/shows/${SHOW}/episodes`, { method: 'POST', body: form, headers: house.headers })).json();
  const { page, context, close } = await open(browser, `${house.url}/healthz`);
  t.after(close);
  await house.enters(context);
  await page.goto(house.page(made), { waitUntil: 'load' });
  await page.click('.chapter-list [data-do=add]');
  await page.keyboard.type('Od początku');
  await page.fill('#title', 'W ostatniej chwili');
  await page.click('#release button.main');
  await page.waitForURL(/done=episode-published/);
  const address = await page.inputValue('#release-page');
  assert.equal(address, `${house.url}/${SHOW}/w-ostatniej-chwili`);
  assert.match(await (await fetch(address)).text(), /W ostatniej chwili/);
  const { chapters } = await (await fetch(`${address}/chapters.json`)).json();
  assert.deepEqual(chapters.map(({ title }) => title), ['Od początku']);
});

test('whoever leaves a moment after typing a chapter finds it when they come back', async t => {
  const house = await studio();
  t.after(house.stop);
  const form = new FormData();
  for (const [name, value] of [['title', 'Zostań'], ['at', 'draft'], ['audio', new Blob([await readFile(SOUND)])]]) form.set(name, value);
  const made = await (await fetch(`${house.url}/api/v1/shows/${SHOW}/episodes`, { method: 'POST', body: form, headers: house.headers })).json();
  const { page, context, close } = await open(browser, `${house.url}/healthz`);
  t.after(close);
  await house.enters(context);
  await page.goto(house.page(made), { waitUntil: 'load' });
  await page.click('.chapter-list [data-do=add]');
  await page.keyboard.type('Przed chwilą');
  await Promise.all([page.waitForURL(/\/shows\/[^/]+$/), page.click('.where a')]);
  await page.goto(house.page(made), { waitUntil: 'load' });
  assert.equal(await page.inputValue('.chapter-list .title'), 'Przed chwilą');
});
