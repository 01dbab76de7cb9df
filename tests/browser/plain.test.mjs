// Without JavaScript everything is there: the browser's own control, chapters and lines that lead to their moment, the words.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { chromium, open } from './page.mjs';

const { url, path } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

const bare = (address, how) => open(browser, url + address, { script: false, ...how });

test('the browser\'s own control plays the episode, and nothing that needs a script is shown', async t => {
  for (const address of [path.everything, `${path.everything}/embed`]) {
    const { page, close } = await bare(address, { width: 360 });
    t.after(close);
    const audio = page.locator('audio[controls]');
    assert.ok(await audio.isVisible(), address);
    const { width, height } = await audio.boundingBox();
    assert.ok(width >= 230 && height >= 40, `${width} × ${height}`);
    // A script could put nothing right here, so what it would serve must not be offered. A form that the server answers may be sent.
    assert.equal(await page.locator('button:visible:not(form[action] button)').count(), 0, address);
    const answer = await fetch(new URL(await audio.getAttribute('src'), url));
    assert.equal(answer.headers.get('content-type'), 'audio/mpeg');
    await answer.body.cancel();
  }
});

test('a chapter and a line of the transcript lead to the page at their moment', async t => {
  const { page, close } = await bare(path.everything);
  t.after(close);
  const chapter = page.locator('a[href*="t=17"]', { hasText: 'Czemu służy' }).last();
  assert.match(await chapter.getAttribute('href'), /[?&]t=17/);
  await page.goto(new URL(await chapter.getAttribute('href'), url).href);
  assert.match(await page.locator('audio').getAttribute('src'), /#t=17$/);
  const line = page.locator('.cues a').nth(3);
  const at = /[?&]t=([\d.]+)/.exec(await line.getAttribute('href'))[1];
  await line.click();
  assert.equal(await page.locator('audio').getAttribute('src').then(src => src.split('#t=')[1]), at);
});

test('the whole transcript can be read', async t => {
  const { page, close } = await bare(path.everything);
  t.after(close);
  const words = await page.locator('main').innerText();
  for (const sentence of ['Skąd wziął się ten projekt?', 'Wszystkie działania są bezpłatne.', 'Głos pierwszy']) {
    assert.ok(words.includes(sentence), `${sentence} is not to be read`);
  }
});

test('the search answers', async t => {
  const { page, close } = await bare('/search');
  t.after(close);
  await page.locator('main input[name=q]').fill('zolw');
  await page.locator('main input[name=q]').press('Enter');
  assert.match(await page.locator('main').innerText(), /Żółw/);
  await page.locator('main mark').first().waitFor();
});

test('all 45 episodes can be reached from the show page', async t => {
  const { page, close } = await bare('/wiele-odcinkow');
  t.after(close);
  const found = new Set();
  for (let part = 0; part < 20; part += 1) {
    for (const href of await page.locator('main a[href*="/odcinek-"]').evaluateAll(links => links.map(link => new URL(link.href).pathname))) found.add(href);
    const next = page.locator('main a[rel=next]');
    if ((await next.count()) === 0) break;
    await next.first().click();
  }
  assert.equal(found.size, 45);
});
