// The way from a folder with nothing in it to a published episode: `serve` where there are no shows, the link that it prints, the first
// podcast, what is asked for before it goes out, the first episode. On a telephone and at a desk; nowhere is there nothing to press.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { beyondTheEdge, chromium, open, until } from './page.mjs';
import { studio } from './studio.mjs';

const SOUND = fileURLToPath(new URL('../../fixtures/samples/01-skad-wzial-sie-projekt.mp3', import.meta.url));
const TITLE = 'Głos Łodzi – rozmowy';
const SLUG = 'glos-lodzi-rozmowy';

let browser;
before(async () => { browser = await chromium(); });
after(() => browser?.close());

/** An account, by the link that `serve` printed. */
async function enter(page) {
  await page.fill('#name', 'Ewa Zając');
  await page.fill('#email', 'ewa@dialog.example');
  await page.fill('#new-password', 'rzeka płynie pod mostem 7');
  await page.click('form.sheet button.main');
  await page.waitForURL(/\/studio\/new\?done=set-up/);
}

/** The first podcast, of the words that it takes. */
async function begin(page) {
  await page.fill('#title', TITLE);
  await page.fill('#author', 'Stowarzyszenie Żółw');
  assert.equal(await page.inputValue('#language'), 'pl');
  assert.equal(await page.inputValue('#email'), 'ewa@dialog.example');
  await page.click('form.sheet button.main');
  await page.waitForURL(new RegExp(`/studio/shows/${SLUG}\\?done=show-begun`));
}

/** What the checklist asks for, by its own links. */
async function introduce(page) {
  await page.locator('#release a[href$="/about#description"]').click();
  await page.waitForURL(/\/about#description/);
  await page.fill('#description', 'Rozmowy o mieście, które słucha.');
  await page.selectOption('[name="categories.0.name"]', { label: 'Społeczeństwo i kultura (Society & Culture)' });
  await page.click('form.about button.main');
  await page.waitForURL(/done=show-saved/);
}

async function walk(t, size) {
  const house = await studio({}, { isNew: true, isBare: true });
  t.after(house.stop);
  const { page, seen, close } = await open(browser, house.link, size);
  t.after(close);
  const fits = async what => assert.deepEqual(await page.evaluate(beyondTheEdge), [], `${what} is wider than the screen`);
  await enter(page);
  await fits('the form of a new podcast');
  await begin(page);
  await fits('the new podcast');
  await page.click('.first-episode button');
  await page.waitForURL(/\/episodes\//);
  const episode = page.url();
  const asked = page.waitForEvent('filechooser');
  await page.click('label.choose');
  await (await asked).setFiles(SOUND);
  await page.locator('#recording-present .report').waitFor();
  await page.fill('#title', 'Pierwsza rozmowa');
  await until('what was typed is kept', async () => (await page.locator('#release').innerText()).includes('opisu'));
  assert.equal(await page.locator('#release button.main').count(), 0, 'nothing is published in a feed that apps refuse');
  await introduce(page);
  await page.goto(episode);
  await until('nothing is in the way any more', () => page.locator('#release button.main').count());
  await fits('the episode');
  await page.click('#release button.main');
  await page.waitForURL(/done=episode-published/);
  const feed = await (await fetch(`${house.url}/${SLUG}/feed.xml`)).text();
  assert.match(feed, /<title>Pierwsza rozmowa<\/title>/);
  assert.match(feed, /<itunes:category text="Society &amp; Culture"/);
  const cover = /<itunes:image href="([^"]+)"/.exec(feed)[1];
  assert.equal((await fetch(cover)).headers.get('content-type'), 'image/png');
  assert.deepEqual(seen.errors, []);
}

test('on a telephone: from an empty folder to a published episode', t => walk(t, { width: 390, height: 844 }));
test('at a desk: from an empty folder to a published episode', t => walk(t, { width: 1440, height: 900 }));

test('the home of a house without podcasts leads to the first one, and to one that was brought along', async t => {
  const house = await studio({}, { isBare: true });
  t.after(house.stop);
  const { page, context, close } = await open(browser, `${house.url}/healthz`);
  t.after(close);
  await house.enters(context);
  await page.goto(`${house.url}/studio`);
  assert.equal(await page.locator('main a[href$="/studio/new"]').count(), 1);
  await page.click('main a[href$="/studio/files"]');
  await page.locator('#files').waitFor();
});
