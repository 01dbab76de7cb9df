// What a first visit costs on the wire, as Chromium counts it: compressed bodies and their heads.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { chromium, open } from './page.mjs';

const { url, path } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

const KB = 1000;

for (const [name, address, most] of [
  ['an episode page without its cover', path.everything, 120 * KB],
  ['the page of a long episode without its cover', path.long, 120 * KB],
  ['a show page without its cover', '/wiele-odcinkow', 120 * KB],
  ['a note', '/skuteczny-dialog/notes/o-projekcie', 120 * KB],
  ['an embed', `${path.everything}/embed`, 15 * KB],
]) {
  test(`${name} weighs less than ${most / KB} KB`, async t => {
    const { page, seen, close } = await open(browser, url + address);
    t.after(close);
    await page.evaluate(() => document.fonts.ready);
    await page.waitForTimeout(300);
    // The pictures of the browser's own control are `data:` and cost nothing.
    const loads = seen.wire().filter(({ url: of }) => of.startsWith(url) && !/\/cover\b/.test(new URL(of).pathname));
    const told = loads.map(load => `${load.bytes} ${load.type} ${load.url}`).join('\n');
    const bytes = loads.reduce((sum, load) => sum + load.bytes, 0);
    assert.ok(loads.length > 2 && loads.every(load => load.bytes > 0), told);
    assert.ok(bytes < most, `${bytes} bytes:\n${told}`);
    t.diagnostic(`${bytes} bytes`);
  });
}
