// A page that is opened does what its reader came for and nothing else: no sound is fetched, nothing is kept on the device,
// nobody else is asked, nothing moves once it is there, nothing fails, and no link leads nowhere.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { chromium, open } from './page.mjs';

const { url, pages, kinds } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

/** Every address of ours that a page names, and the first page that does. */
const named = new Map();

for (const { name, path } of pages) {
  test(`opening a page asks for nothing but the page: ${name}`, async t => {
    const { page, context, seen, close } = await open(browser, url + path);
    t.after(close);
    // Long enough for what a script would begin late.
    await page.waitForTimeout(300);
    assert.deepEqual(seen.requests.filter(request => !request.startsWith(`${url}/`)), [], 'somebody else is asked');
    assert.deepEqual(seen.requests.filter(request => request.startsWith(`${url}/media/`)), [], 'sound is fetched before anybody plays');
    assert.deepEqual(seen.errors, []);
    assert.deepEqual(await context.cookies(), []);
    assert.deepEqual(await page.evaluate(kept), []);
    for (const address of await page.evaluate(links)) if (!named.has(address)) named.set(address, path);
  });
}

for (const width of [320, 360, 768, 1440]) {
  test(`nothing moves once it is there, ${width} px wide`, async t => {
    for (const { name, path } of kinds) {
      const { page, seen, close } = await open(browser, url + path, { width });
      t.after(close);
      await page.evaluate(() => document.fonts.ready);
      await page.waitForTimeout(100);
      assert.equal(await seen.shift(), 0, name);
      await close();
    }
  });
}

test('no link of ours leads nowhere', async () => {
  const lost = [];
  // A page that says that there is nothing leads to itself: to its content, to itself in another language.
  const nothing = new Set(pages.filter(({ status }) => status !== 200).map(({ path }) => path));
  const anchors = new Map();
  for (const [address, from] of named) {
    const [page, fragment] = address.split('#');
    if (!anchors.has(page)) {
      const answer = await fetch(page, { headers: { range: 'bytes=0-1' } });
      const isHtml = answer.headers.get('content-type')?.startsWith('text/html');
      anchors.set(page, answer.ok ? (isHtml ? await answer.text() : '') : undefined);
      if (!answer.ok && !(nothing.has(from) && new URL(page).pathname === from)) lost.push(`${from} names ${page}: ${answer.status}`);
      else if (!isHtml) await answer.body?.cancel();
    }
    const html = anchors.get(page);
    // `#t=` is a moment of a recording (Media Fragments URI), no place in a document.
    if (html && fragment && !fragment.startsWith('t=') && !html.includes(`id="${decodeURIComponent(fragment)}"`)) lost.push(`${from} names ${address}: there is no such place`);
  }
  assert.ok(named.size > 50, `only ${named.size} links were found`);
  assert.deepEqual(lost, []);
});

async function kept() {
  const stores = [];
  const look = async (name, count) => { if ((await count()) > 0) stores.push(name); };
  await look('localStorage', () => localStorage.length);
  await look('sessionStorage', () => sessionStorage.length);
  await look('IndexedDB', async () => (await indexedDB.databases()).length);
  await look('service workers', async () => (await navigator.serviceWorker?.getRegistrations() ?? []).length);
  if (document.cookie) stores.push('cookies');
  return stores;
}

function links() {
  const attributes = [['[href]', 'href'], ['[src]', 'src'], ['meta[content^="http"]', 'content']];
  const addresses = attributes.flatMap(([selector, name]) => [...document.querySelectorAll(selector)].map(element => element.getAttribute(name)));
  const absolute = addresses.map(address => new URL(address, document.baseURI).href);
  return [...new Set(absolute.filter(address => address.startsWith(location.origin)))];
}
