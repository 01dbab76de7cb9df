// A connection that drops during playback: the player says so, and goes on by itself from where it was.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { poorLine } from './line.mjs';
import { chromium, open, until } from './page.mjs';

const { url, path } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

const now = page => page.evaluate(() => document.querySelector('audio').currentTime);
const said = page => page.textContent('glos-player [role=status]');

/** About 16 of the recording's 50 seconds. */
const SOME = 120_000;

for (const [name, suffix] of [['page', ''], ['embed', '/embed']]) {
  test(`playback goes on by itself when the line returns: ${name}`, { timeout: 90_000 }, async t => {
    const line = await poorLine(url);
    t.after(() => line.close());
    const { page, close } = await open(browser, line.url + path.everything + suffix);
    t.after(close);
    line.cutAfter(SOME);
    await page.click('.play');
    await until('it plays', async () => (await now(page)) > 0.5);
    await until('the line was cut', () => line.isDown);
    // Nobody waits for the sound that did arrive.
    await page.evaluate(() => { document.querySelector('audio').playbackRate = 4; });
    await until('the listener is told', async () => /\S/.test(await said(page)), 40_000);
    const reached = await now(page);
    assert.ok(reached > 5, `it had played ${reached} s`);
    assert.ok(line.cuts > 0);
    line.mend();
    await until('it plays on', async () => (await now(page)) > reached + 3, 40_000);
    assert.ok((await now(page)) < reached + 30, 'it goes on from where it was');
    assert.doesNotMatch(await said(page), /\S/, 'what was wrong is no longer said');
  });
}

test('a listener may stop it while there is no line, and it stays stopped', { timeout: 90_000 }, async t => {
  const line = await poorLine(url);
  t.after(() => line.close());
  const { page, close } = await open(browser, line.url + path.everything);
  t.after(close);
  line.cutAfter(SOME);
  await page.click('.play');
  await until('the line was cut', () => line.isDown);
  await page.evaluate(() => { document.querySelector('audio').playbackRate = 4; });
  await until('the listener is told', async () => /\S/.test(await said(page)), 40_000);
  await page.click('.play');
  line.mend();
  const at = await now(page);
  await page.waitForTimeout(3000);
  assert.ok((await now(page)) <= at + 0.1, 'it plays though it was stopped');
  await page.click('.play');
  await until('it plays when it is asked to', async () => (await now(page)) > at + 0.5, 40_000);
});
