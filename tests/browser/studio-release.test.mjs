// Publishing in the studio: by mouse, by keyboard alone and without a script; at an hour that clocks leave out or show twice; who may
// only look; previews. axe finds nothing on any of these pages, and none is wider than a narrow screen.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';

import { chromium, open, tabTo, until, violations } from './page.mjs';
import { studio } from './studio.mjs';

const SHOW = 'skuteczny-dialog';
const sound = await readFile(new URL('../../fixtures/samples/00-zapowiedz.mp3', import.meta.url));
let house, browser;
before(async () => {
  house = await studio();
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** A draft with a recording. */
async function draft(title) {
  const begun = await fetch(`${house.url}/api/v1/uploads`, {
    method: 'POST', body: sound,
    headers: { ...house.headers, 'tus-resumable': '1.0.0', 'upload-length': String(sound.length), 'content-type': 'application/offset+octet-stream' },
  });
  assert.equal(begun.status, 201, await begun.text());
  const upload = begun.headers.get('location').split('/').at(-1);
  await house.api('GET', `/uploads/${upload}?wait=60`);
  return house.api('POST', `/shows/${SHOW}/episodes`, { title, at: 'draft', upload, notes: 'Rozmowa o **mieście**.' });
}

/** A page of the studio as the person who was let in. */
async function visit(t, address, how = {}) {
  const opened = await open(browser, `${house.url}/healthz`, how);
  t.after(opened.close);
  await house.enters(opened.context);
  await opened.page.goto(address);
  return opened;
}

const release = episode => `${house.page(episode)}/release`;
const status = async slug => (await fetch(`${house.url}/${SHOW}/${slug}`)).status;
const said = page => page.locator('main [role=status]').first();

/** Everybody reads the page: in light and dark, wide and at 320 px, with forced colours. */
async function everybodyReads(page, what) {
  for (const [mode, width, media] of [
    ['light, wide', 1280, { colorScheme: 'light' }],
    ['dark, wide', 1280, { colorScheme: 'dark' }],
    ['light, 320 px', 320, { colorScheme: 'light' }],
    ['dark, 320 px', 320, { colorScheme: 'dark' }],
    ['forced colours', 320, { colorScheme: 'dark', forcedColors: 'active' }],
  ]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia(media);
    assert.deepEqual(await violations(page), [], `${what} in ${mode}`);
    const beyond = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(beyond <= 0, `${what} in ${mode} is ${beyond} px wider than the screen`);
  }
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

test('a draft is published by mouse, and its address can be copied', async t => {
  const episode = await draft('Myszą');
  const { page, context, seen } = await visit(t, release(episode));
  await everybodyReads(page, 'a draft');
  assert.equal(await status('mysza'), 404);
  await page.click('#release button.main');
  await page.waitForURL(/done=episode-published/);
  assert.match(await said(page).innerText(), /^Opublikowano/);
  assert.equal(await page.inputValue('#release-page'), `${house.url}/${SHOW}/mysza`);
  assert.match(await page.inputValue('#release-code'), /^<iframe src="[^"]+\/mysza\/embed"/);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.click('[data-copy=release-page]');
  await page.locator('#release [role=status]', { hasText: 'Skopiowano' }).waitFor();
  await everybodyReads(page, 'a published episode');
  assert.equal(await status('mysza'), 200);
  assert.match(await (await fetch(`${house.url}/${SHOW}/feed.xml`)).text(), /<title>Myszą<\/title>/);
  assert.deepEqual(seen.errors, []);
});

test('a draft is published by keyboard alone', async t => {
  const episode = await draft('Klawiaturą');
  const { page } = await visit(t, release(episode), { width: 360 });
  await tabTo(page, 'button.main');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=episode-published/);
  assert.equal(await status('klawiatura'), 200);
  await tabTo(page, '[data-copy=release-page]');
  await tabTo(page, '.others summary');
  await page.keyboard.press('Enter');
  await tabTo(page, 'form[action$="/release/draft"] button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/done=episode-drafted/);
  assert.equal(await status('klawiatura'), 404);
});

for (const script of [true, false]) {
  test(`an hour that clocks leave out is refused with the nearest two, ${script ? 'with' : 'without'} a script`, async t => {
    const episode = await draft(script ? 'Wiosna' : 'Wiosna bez skryptu');
    const { page } = await visit(t, release(episode), { script });
    await page.fill('#date', '2027-03-28');
    await page.fill('#time', '02:30');
    if (script) {
      await until('the page says that there is no such hour', async () => /1:59/.test(await page.locator('.said').innerText()));
    }
    await page.click('.schedule button');
    await page.locator('#which').waitFor();
    assert.equal(await page.inputValue('#time'), '02:30', 'what was typed is there');
    if (script) await everybodyReads(page, 'a refused hour');
    await page.check('input[name=which][value^="2027-03-28T03:00"]');
    await page.click('.schedule button');
    await page.waitForURL(/done=episode-scheduled/);
    assert.match((await page.locator('.state').innerText()).replaceAll('\u00a0', ' '), /w niedzielę 28 marca 2027 o 3:00 \(czas warszawski\)/);
    assert.equal(Date.parse((await house.episode(episode)).publish_at), Date.parse('2027-03-28T01:00:00Z'));
  });
}

test('the button says for when it schedules, and an hour that clocks show twice asks which', async t => {
  const episode = await draft('Jesień');
  const { page } = await visit(t, release(episode));
  await page.fill('#date', '2027-10-30');
  await page.fill('#time', '08:00');
  const button = page.locator('.schedule button');
  await until('the button says so', async () => (await button.innerText()).replaceAll('\u00a0', ' ') === 'Zaplanuj na sobotę 30 października 2027, 8:00');
  await page.fill('#date', '2027-10-31');
  await page.fill('#time', '02:30');
  await button.click();
  await page.locator('#which').waitFor();
  assert.equal(await page.locator('input[name=which]').count(), 2);
  await page.check('input[name=which] >> nth=1');
  await button.click();
  await page.waitForURL(/done=episode-scheduled/);
  assert.match((await page.locator('.state').innerText()).replaceAll('\u00a0', ' '), /31 października 2027 o 2:30/);
});

test('what keeps an episode back is named with the way to it, and there is no button that cannot work', async t => {
  const episode = await house.draft('Bez nagrania');
  const { page } = await visit(t, release(episode));
  await everybodyReads(page, 'an episode that is kept back');
  assert.equal(await page.locator('#release button.main').count(), 0);
  await page.click('.blocks a');
  await page.waitForURL(`${house.page(episode)}#recording`);
});

test('a preview plays for whoever has its address, and ends when it is turned off', async t => {
  const episode = await draft('Przed premierą');
  const { page } = await visit(t, release(episode));
  await page.click('.previews summary');
  await page.click('form[action$="/previews"] button');
  const address = await page.inputValue('#release-made');
  await everybodyReads(page, 'a new preview');
  const guest = await open(browser, address);
  t.after(guest.close);
  await everybodyReads(guest.page, 'the preview');
  assert.match(await guest.page.locator('.preview').innerText(), /nie jest opublikowany/);
  await guest.page.click('glos-player .play');
  await until('it plays', () => guest.page.evaluate(() => document.querySelector('audio').currentTime > 0.2));
  const foreign = guest.seen.requests.filter(asked => asked.includes('przed-premiera') && !asked.startsWith(address));
  assert.deepEqual(foreign, [], 'its own addresses are not asked for');
  await page.click('.previews .list button');
  await page.waitForURL(/done=preview-revoked/);
  assert.equal((await guest.page.goto(address)).status(), 404);
});

test('the home tells what is out, to come and still a draft', async t => {
  await draft('Na półce');
  const { page, seen } = await visit(t, `${house.url}/studio`);
  await everybodyReads(page, 'the home');
  await page.locator('.shelf a', { hasText: 'Na półce' }).click();
  await page.waitForURL(/\/studio\/shows\/skuteczny-dialog\/episodes\//);
  assert.ok(seen.wire().reduce((sum, { bytes }) => sum + bytes, 0) < 2 * 150_000, 'two pages, none heavier than 150 KB');
});
