// The keyboard alone plays, seeks, changes the speed, opens a chapter and a line of the transcript, and leaves the player.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { chromium, open, tabTo, until } from './page.mjs';

const { url, path, kinds } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

const now = page => page.evaluate(() => document.querySelector('audio').currentTime);
const plays = page => page.evaluate(() => !document.querySelector('audio').paused);

for (const [name, address] of [['page', path.everything], ['embed', `${path.everything}/embed`]]) {
  test(`the keyboard plays, seeks and changes the speed: ${name}`, async t => {
    const { page, seen, close } = await open(browser, url + address);
    t.after(close);
    await tabTo(page, 'glos-player .play');
    const before = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    await page.keyboard.press('Space');
    await until('it plays', async () => (await plays(page)) && (await now(page)) > 0);
    const after = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    assert.notEqual(after, before, 'the button says what it does now');

    await tabTo(page, 'glos-player .seek');
    const from = await now(page);
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowRight']) await page.keyboard.press(key);
    await until('it has gone on by 15 s', async () => (await now(page)) - from >= 14);
    assert.match(await page.getAttribute('glos-player .seek', 'aria-valuetext'), /^0:[12]\d\D+0:49$/);
    await page.keyboard.press('Home');
    await until('it is at the beginning', async () => (await now(page)) < 3);

    if (!(await page.isVisible('glos-player .speed'))) {
      await tabTo(page, 'glos-player .more');
      await page.keyboard.press('Enter');
    }
    await tabTo(page, 'glos-player .speed');
    await page.keyboard.press('ArrowDown');
    await until('it is faster', () => page.evaluate(() => document.querySelector('audio').playbackRate > 1));

    await tabTo(page, 'glos-player .play', { key: 'Shift+Tab' });
    await page.keyboard.press('Enter');
    await until('it stands still', async () => !(await plays(page)));
    assert.deepEqual(seen.errors, []);
  });
}

test('the keyboard opens a chapter and a line of the transcript, and the page stays', async t => {
  const { page, close } = await open(browser, url + path.everything);
  t.after(close);
  await tabTo(page, '.chapters a[data-seek="17"]');
  await page.keyboard.press('Enter');
  await until('the third chapter plays', async () => (await plays(page)) && (await now(page)) >= 17);
  assert.ok((await now(page)) < 22);
  await tabTo(page, '.cues a[data-seek]');
  const line = await page.evaluate(() => Number(document.activeElement.dataset.seek));
  await page.keyboard.press('Enter');
  await until('the line plays', async () => Math.abs((await now(page)) - line) < 4);
  assert.ok(await page.evaluate(() => document.activeElement.matches('.cues a')), 'the focus stays where the reader is');
  assert.equal(page.url(), url + path.everything);
});

test('the keyboard leaves the player, forwards and backwards', async t => {
  const { page, close } = await open(browser, url + path.everything);
  t.after(close);
  await tabTo(page, 'glos-player .play');
  await page.keyboard.press('Enter');
  await tabTo(page, 'body > footer a, footer a');
  await tabTo(page, '.skip', { key: 'Shift+Tab' });
});

test('whoever goes by keyboard sees where they are, on every kind of page', async t => {
  for (const { name, path: address } of kinds) {
    const { page, close } = await open(browser, url + address);
    t.after(close);
    const unseen = [];
    // Of a thousand links in a long transcript, some are enough.
    for (let stop = 0; stop < 50; stop += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(focus);
      if (at === null) break;
      if (at !== '') unseen.push(at);
    }
    assert.deepEqual(unseen, [], name);
    await close();
  }
});

/** '' where the focus can be seen, null where there is none, otherwise what has it. */
function focus() {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const isOutlined = (element, part) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(element, part);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
  };
  // A control may show it on the label or the picture around it, a link that fills its card on the card.
  const places = [at, at.parentElement, at.previousElementSibling, at.nextElementSibling].filter(Boolean);
  const isShown = places.some(element => isOutlined(element)) || isOutlined(at, '::after') || isOutlined(at, '::before');
  const box = at.getBoundingClientRect();
  const isOnScreen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return (isShown || at.matches('audio')) && isOnScreen ? '' : at.outerHTML.slice(0, 140);
}
