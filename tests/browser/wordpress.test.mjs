// The embed in the frame of a WordPress site, as WordPress makes it of our oEmbed answer (class-wp-oembed.php, embed.php): a
// sandbox with scripts and nothing else, so an origin that is like no other: no storage, no new windows, no links.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { chromium, open, until, violations } from './page.mjs';

const { url, path } = await house();
const SECRET = 'aB3dE6gH9j';
let browser;
let site;

before(async () => {
  browser = await chromium();
  const html = await article();
  const server = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  site = { url: `http://wordpress.test:${server.address().port}/`, close: () => server.close() };
});
after(() => Promise.all([browser.close(), site.close()]));

/** What our page says of its oEmbed answer, asked as WordPress asks. */
async function oembed(width = 600, height = 900) {
  const page = (await (await fetch(url + path.everything)).text()).slice(0, 150_000).split('</head>')[0];
  const link = /<link[^>]*type="application\/json\+oembed"[^>]*>/.exec(page)?.[0];
  assert.ok(link, 'the page names no oEmbed address before </head>');
  const address = new URL(/href="([^"]*)"/.exec(link)[1].replaceAll('&amp;', '&'));
  for (const [name, value] of Object.entries({ maxwidth: width, maxheight: height, dnt: 1, format: 'json' })) address.searchParams.set(name, value);
  const answer = await fetch(address);
  assert.equal(answer.status, 200);
  return answer.json();
}

/** An article with the frame: of our HTML only what wp_filter_oembed_result leaves of it. */
async function article() {
  const { html, type } = await oembed();
  assert.equal(type, 'rich');
  const [, attributes] = /<iframe([^>]*)><\/iframe>/.exec(html) ?? [];
  assert.ok(attributes, `WordPress needs an iframe that closes at once: ${html}`);
  const kept = attributes.match(/\b(src|width|height|frameborder|marginwidth|marginheight|scrolling|title)="[^"]*"/g);
  assert.ok(kept.some(attribute => attribute.startsWith('title=')), 'the frame has a title');
  const frame = kept.join(' ').replace(/src="([^"]*)"/, `src="$1#?secret=${SECRET}"`);
  return `<!doctype html><html lang="pl"><head><title>Wpis</title></head><body><main><h1>Wpis</h1>
<iframe sandbox="allow-scripts" security="restricted" class="wp-embedded-content" data-secret="${SECRET}" ${frame}></iframe></main>
<script>
  const told = [];
  addEventListener('message', ({ data, origin, source }) => told.push({ data, origin, isFrame: source === frames[0] }));
  frames[0].postMessage({ message: 'ready', secret: '${SECRET}' }, '*');
</script></body></html>`;
}

async function visit(t, how) {
  const opened = await open(browser, site.url, how);
  t.after(opened.close);
  const frame = opened.page.frames()[1];
  await frame.waitForLoadState('load');
  return { ...opened, frame };
}

test('the player works where there is neither storage nor an origin', async t => {
  const { page, seen, frame } = await visit(t);
  assert.equal(await frame.evaluate(() => origin), 'null', 'this is the frame that WordPress makes');
  assert.equal(await frame.locator('audio').evaluate(audio => audio.controls), false, 'the player is there');
  await frame.click('.play');
  await until('it plays', () => frame.evaluate(() => document.querySelector('audio').currentTime > 0.5));
  await frame.locator('.seek').focus();
  await page.keyboard.press('PageUp');
  await until('it seeks', () => frame.evaluate(() => document.querySelector('audio').currentTime > 20));
  assert.deepEqual(seen.errors, []);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.requests.filter(address => !address.startsWith(site.url) && !address.startsWith(`${url}/`)), []);
});

test('the frame tells WordPress its height, and a link that is followed there', async t => {
  const { page, frame } = await visit(t);
  const told = message => page.evaluate(wanted => globalThis.told.filter(({ data, isFrame }) => isFrame && data?.message === wanted).map(({ data }) => data), message);
  await page.evaluate(() => { globalThis.told = told; });
  const heights = await until('the height', async () => { const all = await told('height'); return all.length > 0 && all; });
  for (const { value, secret } of heights) {
    assert.equal(secret, SECRET);
    assert.ok(value >= 200 && value <= 1000, `${value}`);
  }
  assert.equal(heights.at(-1).value, await frame.evaluate(() => document.documentElement.scrollHeight), 'nothing has to be scrolled');
  await frame.locator('h1 a').click();
  const [link] = await until('the link', async () => { const all = await told('link'); return all.length > 0 && all; });
  assert.deepEqual(link, { message: 'link', value: url + path.everything, secret: SECRET });
});

test('a click that asks for a new tab is the browser\'s', async t => {
  const { frame } = await visit(t);
  const isOurs = how => frame.evaluate(keys => !document.querySelector('h1 a').dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys })), how);
  for (const how of [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { button: 1 }]) assert.equal(await isOurs(how), false, JSON.stringify(how));
  assert.equal(await isOurs({}), true);
});

test('the frame answers whoever speaks Player.js', async t => {
  const { page, frame } = await visit(t);
  await page.evaluate(() => { globalThis.told = told; });
  const events = () => page.evaluate(() => globalThis.told.filter(({ data }) => typeof data === 'string').map(({ data }) => JSON.parse(data)).filter(({ context }) => context === 'player.js'));
  const ready = await until('it is ready, unasked', async () => (await events()).find(({ event }) => event === 'ready'));
  for (const method of ['play', 'pause', 'getCurrentTime', 'setCurrentTime', 'getDuration', 'addEventListener']) assert.ok(ready.value.methods.includes(method), method);
  const send = message => page.evaluate(text => frames[0].postMessage(text, '*'), JSON.stringify({ context: 'player.js', version: '0.0.11', ...message }));
  await send({ method: 'getDuration', listener: 'd1' });
  const duration = await until('the length', async () => (await events()).find(({ event }) => event === 'getDuration'));
  assert.equal(Math.round(duration.value), 49);
  assert.equal(duration.listener, 'd1');
  await send({ method: 'addEventListener', value: 'play', listener: 'p1' });
  await frame.click('.play');
  await until('the event', async () => (await events()).some(({ event, listener }) => event === 'play' && listener === 'p1'));
  await send({ method: 'pause' });
  await until('it stands still', () => frame.evaluate(() => document.querySelector('audio').paused));
});

test('the answer keeps to the room that a site has', async () => {
  for (const [width, height] of [[240, 200], [320, 300], [1000, 1000]]) {
    const answer = await oembed(width, height);
    assert.ok(answer.width <= width && answer.height <= height, `${answer.width} × ${answer.height} in ${width} × ${height}`);
    assert.equal(answer.version, '1.0');
  }
});

for (const width of [240, 320, 700]) {
  test(`the embed is 200 px high and nothing of it is lost, ${width} px wide`, async t => {
    for (const address of [`${path.everything}/embed`, `${path.title}/embed`, `${path.long}/embed`]) {
      for (const script of [true, false]) {
        const { page, close } = await open(browser, url + address, { width, height: 200, script });
        t.after(close);
        const [wide, high] = script
          ? await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.scrollHeight])
          : [width, await page.locator('main').boundingBox().then(box => box.y + box.height)];
        assert.ok(wide <= width, `${address} is ${wide} px wide`);
        assert.ok(high <= 200.5, `${address} is ${high} px high${script ? '' : ' without a script'}`);
        await close();
      }
    }
  });
}
