// Passing an episode on at a moment: what is wrong with it is said beside the field, with a script and without one. And the way
// past a long transcript.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { chromium, open, tabTo } from './page.mjs';

const { url, path } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

test('a moment that is none, or behind the end, is refused in words and the field has the focus', async t => {
  const { page, close } = await open(browser, url + path.everything);
  t.after(close);
  const field = page.locator('#share-moment');
  const told = page.locator('#share-moment-told');
  for (const [typed, said] of [['abc', /która to chwila/], ['-1', /która to chwila/], ['99:99:99', /która to chwila/], ['9:00:00', /Nagranie trwa \d+:\d\d/]]) {
    await field.fill(typed);
    assert.equal(await told.innerText(), '', 'nothing is said while somebody types');
    await page.getByRole('button', { name: 'Ustaw' }).click();
    assert.match(await told.innerText(), said, typed);
    assert.equal(await field.getAttribute('aria-invalid'), 'true', typed);
    assert.ok(await field.evaluate(field => field === document.activeElement), typed);
    assert.ok(!(await page.locator('#share-address').inputValue()).includes('t='), typed);
  }
});

test('address and code begin at the moment that was set', async t => {
  const { page, close } = await open(browser, `${url}${path.everything}?lang=pl`);
  t.after(close);
  await page.locator('#share-moment').fill('0:17');
  await page.getByRole('button', { name: 'Ustaw' }).click();
  assert.match(await page.locator('#share-address').inputValue(), /\?lang=pl&t=17$/);
  assert.match(await page.locator('#share-code').inputValue(), /\/embed\?lang=pl&amp;t=17"/);
  assert.equal(await page.locator('#share-moment').getAttribute('aria-invalid'), null);
  await page.locator('#share-moment').fill('');
  await page.getByRole('button', { name: 'Ustaw' }).click();
  assert.match(await page.locator('#share-moment-told').innerText(), /do początku/);
  assert.match(await page.locator('#share-code').inputValue(), /\/embed\?lang=pl"/);
});

test('the server says the same without a script', async t => {
  const { page, close } = await open(browser, url + path.everything, { script: false });
  t.after(close);
  await page.locator('#share-moment').fill('abc');
  await page.locator('#share-moment').press('Enter');
  assert.match(await page.locator('#share-moment-told').innerText(), /która to chwila/);
  assert.equal(await page.locator('#share-moment').inputValue(), 'abc');
  assert.equal(await page.locator('#share-moment').getAttribute('aria-invalid'), 'true');
});

test('every line of the transcript says what its link does, and one key leads past them all', async t => {
  const { page, close } = await open(browser, url + path.everything);
  t.after(close);
  const links = page.locator('.cues').getByRole('link', { name: /^Posłuchaj od \d+:\d\d$/ });
  assert.equal(await links.count(), await page.locator('.cues a').count());
  const { width, height } = await links.first().boundingBox();
  assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
  const skip = page.locator('.transcript > .skip');
  await tabTo(page, '.transcript > .skip');
  const box = await skip.boundingBox();
  assert.ok(box.x >= 0 && box.y >= 0 && box.y < 900, 'it is seen while it has the focus');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'transcript-end');
});
