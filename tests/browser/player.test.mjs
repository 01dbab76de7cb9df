// The player as people use it: with a keyboard alone, on lines that break, in frames of other pages, without a script.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer as pageServer } from 'node:http';
import { connect, createServer } from 'node:net';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { chromium, open, tabTo, until, violations } from './page.mjs';

const { url, path } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

const episode = url + path.everything;

/** What the player says of itself, in the page or in a frame. */
const told = frame => frame.evaluate(() => {
  const player = document.querySelector('glos-player');
  const audio = player.querySelector('audio');
  const seek = player.querySelector('.seek');
  return {
    at: audio.currentTime, paused: audio.paused, rate: audio.playbackRate, ready: audio.readyState,
    button: player.querySelector('.play').getAttribute('aria-label'), said: player.querySelector('.said').textContent,
    seek: +seek.value, spoken: seek.getAttribute('aria-valuetext'), shown: player.querySelector('.times .at').textContent,
    left: player.querySelector('.left').textContent.trim(),
  };
});
const plays = frame => until('it plays', async () => { const { at, paused } = await told(frame); return !paused && at > 0.2; });
const media = seen => seen.requests.filter(address => address.includes('/media/'));

test('no byte of audio is asked for before the listener plays, wherever listening shall begin', async t => {
  const { page, seen, close } = await open(browser, `${episode}?t=20`);
  t.after(close);
  await page.click('glos-player [data-skip="30"]');
  await page.selectOption('glos-player .speed', '1.5');
  await page.waitForTimeout(500);
  assert.deepEqual(media(seen), []);
  assert.equal(await page.evaluate(() => localStorage.length), 0, 'a chosen speed is no play');
  await page.click('glos-player .play');
  await plays(page);
  assert.ok((await told(page)).at > 45);
  assert.deepEqual(seen.errors, []);
});

test('where it will begin is told before, and its length', async t => {
  const { page, close } = await open(browser, `${episode}?t=20`);
  t.after(close);
  const { shown, left, said, spoken } = await told(page);
  assert.equal(shown, '0:20');
  assert.match(left, /^zostało −0:\d\d$/);
  assert.equal(said, 'Start od 0:20');
  assert.match(spoken, /^0:20 z 0:\d\d$/);
  await page.click('glos-player .restart');
  await plays(page);
  assert.ok((await told(page)).at < 10);
});

test('a keyboard alone plays, seeks, changes the speed, opens a chapter and leaves the player', async t => {
  const { page, seen, close } = await open(browser, url + path.long);
  t.after(close);
  await tabTo(page, 'glos-player .play');
  await page.keyboard.press('Enter');
  await plays(page);
  assert.equal((await told(page)).button, 'Wstrzymaj');
  await page.keyboard.press('Space');
  await until('it is paused', async () => (await told(page)).paused);
  assert.equal((await told(page)).button, 'Odtwórz');

  await tabTo(page, 'glos-player .seek');
  const before = (await told(page)).at;
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowLeft');
  const after = await told(page);
  assert.ok(Math.abs(after.at - before - 30) < 1, `${before} → ${after.at}`);
  assert.match(after.spoken, /^0:3\d z 30:\d\d$/);
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  assert.ok((await told(page)).at < 1);

  await tabTo(page, 'glos-player .speed');
  await page.keyboard.press('ArrowDown');
  await until('it is faster', async () => (await told(page)).rate > 1);

  // The list stands in the page, behind the player: the keyboard leaves it.
  await tabTo(page, '.chapters li:nth-child(2) a');
  const chapter = await page.evaluate(() => +document.activeElement.dataset.seek);
  await page.keyboard.press('Enter');
  await until('it plays the chapter', async () => { const { at, paused } = await told(page); return !paused && at >= chapter; });
  assert.equal(new URL(page.url()).search, '', 'the page is not left');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-current')), 'true');

  assert.deepEqual(seen.errors, []);
});

test('the page is told of the time, and its links with a moment are heard', async t => {
  const { page, close } = await open(browser, episode);
  t.after(close);
  await page.evaluate(() => {
    globalThis.times = [];
    document.addEventListener('glos-time', ({ detail }) => globalThis.times.push(detail));
    document.querySelector('main').insertAdjacentHTML('beforeend', '<a id="moment" href="?t=20.5" data-seek="20.5">chwila</a>');
    document.querySelector('.play').focus();
  });
  // As the script of a transcript does: no focus is moved.
  await page.evaluate(() => document.querySelector('#moment').click());
  await until('it plays from there', async () => { const { at, paused } = await told(page); return !paused && at >= 20.5; });
  assert.ok(await page.evaluate(() => document.activeElement.matches('.play')));
  await page.waitForTimeout(2000);
  const times = await page.evaluate(() => globalThis.times.filter(({ playing }) => playing).map(({ seconds }) => seconds));
  assert.ok(times.length >= 8 && times.at(-1) > 21, `${times}`);
});

test('nothing moves when it takes the place of the browser’s own control', async t => {
  for (const width of [320, 360, 768, 1440]) {
    for (const address of [episode, `${episode}?t=20`]) {
      const { page, seen, close } = await open(browser, address, { width, height: 900 });
      t.after(close);
      await until('it has taken the place', () => page.evaluate(() => !document.querySelector('glos-player audio').controls));
      await page.waitForTimeout(300);
      const shifts = await page.evaluate(() => globalThis.layoutShift);
      assert.ok(shifts < 0.002, `${width} px: ${shifts}`);
      const height = () => page.evaluate(() => document.querySelector('glos-player').offsetHeight);
      const after = await height();
      await page.evaluate(() => {
        document.querySelector('glos-player .controls').hidden = true;
        document.querySelector('glos-player audio').controls = true;
      });
      assert.equal(await height(), after, `${width} px: the room is the same before`);
      await close();
    }
  }
});

test('the place is kept once the listener has played, and offered with a way back to the start', async t => {
  const { page, context, close } = await open(browser, episode);
  t.after(close);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  await page.click('glos-player .play');
  await plays(page);
  await page.click('glos-player [data-skip="30"]');
  await until('it is further on', async () => (await told(page)).at > 30);
  await page.click('glos-player .play');
  const kept = Math.floor((await told(page)).at);
  const again = await context.newPage();
  await again.goto(episode);
  const { said, at, paused } = await told(again);
  assert.match(said, /^Start od /);
  assert.ok(paused && at === 0 && Math.abs((await told(again)).seek - kept) < 2);
  await again.click('glos-player .restart');
  await plays(again);
  assert.ok((await told(again)).at < 10);
});

test('without a script the browser’s own control plays, and no control of ours is shown', async t => {
  const { page, close } = await open(browser, episode, { script: false, width: 360 });
  t.after(close);
  assert.ok(await page.isVisible('glos-player audio'));
  assert.ok(!(await page.isVisible('glos-player .controls')));
  assert.ok(await page.isVisible('glos-player a[href="#chapters"]'));
  const room = await page.locator('glos-player').boundingBox();
  assert.ok(room.height < 54 + 60, `${room.height} px, and nothing empty`);
});

test('a fault in the script leaves the browser’s own control', async t => {
  const { page, close } = await open(browser, 'about:blank');
  t.after(close);
  await page.addInitScript(() => { HTMLMediaElement.prototype.addEventListener = () => { throw new Error('broken'); }; });
  await page.goto(episode);
  await page.locator('glos-player audio').waitFor(); // it waits a second for ours
  assert.ok(!(await page.isVisible('glos-player .controls')));
});

test('a recording that is gone is told in words, with a way to try again', async t => {
  const { page, close } = await open(browser, episode);
  t.after(close);
  let gone = true;
  await page.route('**/media/**', route => (gone ? route.fulfill({ status: 404, body: 'nie ma' }) : route.continue()));
  await page.click('glos-player .play');
  await until('it is told', async () => (await told(page)).said === 'Tego nagrania już tu nie ma.');
  assert.equal((await told(page)).button, 'Odtwórz');
  gone = false;
  await page.click('glos-player .retry');
  await plays(page);
  assert.equal((await told(page)).said, '');
});

test('what is no sound is told apart from what is not there', async t => {
  const { page, close } = await open(browser, episode);
  t.after(close);
  await page.route('**/media/**', route => route.fulfill({ status: 200, contentType: 'audio/mpeg', body: 'to nie jest dźwięk' }));
  await page.click('glos-player .play');
  await until('it is told', async () => (await told(page)).said.startsWith('Ta przeglądarka nie może'));
});

/** A line to the house that gives `bytes` of each recording and then breaks, until it is mended. */
async function poorLine(bytes) {
  const house = new URL(url);
  const line = { broken: false, bytes };
  const server = createServer(near => {
    if (line.broken) return near.destroy();
    const far = connect(house.port, house.hostname);
    let asked = '';
    let left = Infinity;
    const end = () => { near.destroy(); far.destroy(); };
    for (const socket of [near, far]) socket.on('error', end).on('close', end);
    near.on('data', part => {
      asked += part;
      if (/GET \/media\//.test(asked)) left = line.bytes;
      asked = '';
      far.write(part);
    });
    far.on('data', part => {
      if (part.length > left) {
        line.broken = line.bytes < Infinity;
        near.write(part.subarray(0, left));
        return void near.end(end);
      }
      left -= part.length;
      near.write(part);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(line, { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() });
}

test('a line that breaks while it plays is waited for, and it goes on where it was', async t => {
  const line = await poorLine(40_000);
  t.after(() => line.close());
  const { page, close } = await open(browser, line.address + path.everything);
  t.after(close);
  await page.selectOption('glos-player .speed', '2');
  await page.click('glos-player .play');
  await plays(page);
  await until('it says that it connects again', async () => (await told(page)).said === 'Łączenie ponownie…', 90_000);
  const { button } = await told(page);
  assert.equal(button, 'Wstrzymaj', 'it can be stopped');
  const at = (await told(page)).seek;
  assert.ok(at > 0.5, `${at}`);
  Object.assign(line, { bytes: Infinity, broken: false });
  await until('it goes on', async () => { const now = await told(page); return !now.paused && now.at > at + 0.5; }, 60_000);
  const now = await told(page);
  assert.ok(now.at < at + 15, `from ${at} to ${now.at}`);
  assert.equal(now.said, '');
});

test('a listener who stops it is not called back when the line returns', async t => {
  const line = await poorLine(40_000);
  t.after(() => line.close());
  const { page, close } = await open(browser, line.address + path.everything);
  t.after(close);
  await page.selectOption('glos-player .speed', '2');
  await page.click('glos-player .play');
  await until('it says that it connects again', async () => (await told(page)).said === 'Łączenie ponownie…', 90_000);
  await page.click('glos-player .play');
  Object.assign(line, { bytes: Infinity, broken: false });
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await page.waitForTimeout(3000);
  const { paused, button, said } = await told(page);
  assert.deepEqual([paused, button, said], [true, 'Odtwórz', '']);
  await page.click('glos-player .play');
  await plays(page);
});

/** A page on another host with the player in a frame. */
async function around(attributes) {
  const script = `
    globalThis.got = [];
    addEventListener('message', ({ data }) => { try { const told = JSON.parse(data); if (told.context === 'player.js') got.push(told); } catch {} });
    globalThis.send = (method, value, listener) => document.querySelector('iframe').contentWindow.postMessage(JSON.stringify({ context: 'player.js', version: '0.0.11', method, value, listener }), '*');`;
  const page = `<!doctype html><html lang="pl"><title>Strona</title><script>${script}</script><iframe ${attributes} title="Odtwarzacz" width="600" height="260" src="${episode}/embed"></iframe></html>`;
  const server = pageServer((_, answer) => answer.setHeader('content-type', 'text/html').end(page));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { address: `http://wordpress.test:${server.address().port}/`, close: () => server.close() };
}

for (const [kind, attributes] of [['a plain frame', ''], ['a sandbox that allows scripts alone', 'sandbox="allow-scripts"']]) {
  test(`in ${kind} it plays, keeps nothing and is steered by the page around`, async t => {
    const host = await around(attributes);
    t.after(() => host.close());
    const { page, seen, close } = await open(browser, host.address);
    t.after(close);
    const frame = page.frames()[1];
    const got = event => page.evaluate(wanted => globalThis.got.find(told => told.event === wanted), event);
    const ask = async method => {
      await page.evaluate(name => { globalThis.got = []; globalThis.send(name, null, `the-${name}`); }, method);
      return until(method, () => got(method));
    };
    const { value } = await until('it says that it is ready', () => got('ready'));
    for (const method of ['play', 'pause', 'getPaused', 'setCurrentTime', 'getCurrentTime', 'getDuration', 'setVolume', 'getVolume', 'mute', 'unmute', 'getMuted']) {
      assert.ok(value.methods.includes(method), method);
    }
    assert.deepEqual(media(seen), [], 'nothing is asked for before play');
    await page.evaluate(() => { for (const event of ['play', 'timeupdate']) globalThis.send('addEventListener', event, `on-${event}`); });
    await frame.click('.play');
    await plays(frame);
    assert.equal((await until('play', () => got('play'))).listener, 'on-play');
    const time = await until('a time', () => got('timeupdate'));
    assert.ok(time.value.seconds >= 0 && time.value.duration > 40);
    assert.equal((await ask('getPaused')).value, false);
    await page.evaluate(() => globalThis.send('setCurrentTime', 20));
    await until('it is there', async () => (await told(frame)).at >= 20);
    await page.evaluate(() => globalThis.send('pause'));
    await until('it is paused', async () => (await told(frame)).paused);
    assert.equal((await ask('getPaused')).listener, 'the-getPaused');
    assert.ok((await ask('getCurrentTime')).value >= 20);
    await page.evaluate(() => { globalThis.got = []; globalThis.send('constructor'); globalThis.send('getVolume', '\u0000'); });
    assert.equal((await until('volume', () => got('getVolume'))).value, 100);
    assert.deepEqual(seen.errors, []);
  });
}

test('it speaks to the page around alone', async t => {
  const { page, close } = await open(browser, episode);
  t.after(close);
  await page.evaluate(() => postMessage(JSON.stringify({ context: 'player.js', method: 'play' }), '*'));
  await page.waitForTimeout(500);
  assert.equal((await told(page)).button, 'Odtwórz');
});

test('lock screens know the episode and its place', async t => {
  const { page, close } = await open(browser, episode);
  t.after(close);
  await page.click('glos-player .play');
  await plays(page);
  const { title, artist, artwork } = await page.evaluate(() => {
    const { title, artist, artwork } = navigator.mediaSession.metadata;
    return { title, artist, artwork: artwork[0].src };
  });
  assert.match(title, /^Odcinek ze wszystkim/);
  assert.match(artist, /SKUTECZNY DIALOG/);
  assert.match(artwork, /\/cover-\d+\.jpg/);
});

test('the sleep timer stops it at the end of the chapter, and says so', async t => {
  const { page, close } = await open(browser, url + path.long);
  t.after(close);
  const second = await page.evaluate(() => +document.querySelector('.chapters li:nth-child(2) a').dataset.seek);
  await page.selectOption('glos-player .sleep', 'chapter');
  assert.equal((await told(page)).said, 'Wyłączy się po tym rozdziale');
  await page.evaluate(to => document.querySelector('main').insertAdjacentHTML('beforeend', `<a id="moment" data-seek="${to}" href="?t=${to}">chwila</a>`), second - 1.5);
  await page.evaluate(() => document.querySelector('#moment').click());
  await until('it has stopped', async () => (await told(page)).said === 'Wyłącznik zatrzymał nagranie');
  const { at, paused } = await told(page);
  assert.ok(paused && Math.abs(at - second) < 1, `${at}, the chapter ends at ${second}`);
});

test('the sleep timer makes it quieter before it stops it', async t => {
  const { page, close } = await open(browser, 'about:blank');
  t.after(close);
  await page.clock.install();
  await page.goto(url + path.long);
  await page.selectOption('glos-player .sleep', '5');
  assert.match((await told(page)).said, /^Wyłączy się o \d+:\d\d$/);
  await page.click('glos-player .play');
  await plays(page);
  const loudness = () => page.evaluate(() => document.querySelector('audio').volume);
  assert.equal(await loudness(), 1);
  await page.clock.fastForward('04:57');
  await until('it is quieter', async () => (await loudness()) < 0.8);
  await page.clock.fastForward('00:05');
  await until('it has stopped', async () => (await told(page)).paused);
  assert.equal(await loudness(), 1, 'as loud as before when it is played again');
});

test('a link to the moment is copied, or shown where that is refused', async t => {
  const { page, context, close } = await open(browser, `${episode}?t=20`);
  t.after(close);
  await context.grantPermissions(['clipboard-write']);
  await page.evaluate(() => {
    const { clipboard } = navigator;
    const write = clipboard.writeText.bind(clipboard);
    clipboard.writeText = text => { globalThis.written = text; return write(text); };
  });
  await page.click('glos-player .share');
  await until('it is told', async () => (await told(page)).said === 'Skopiowano adres od 0:20');
  assert.equal(await page.evaluate(() => globalThis.written), `${episode}?t=20`);
  await page.evaluate(() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no', 'NotAllowedError')); });
  await page.click('glos-player .share');
  const field = page.locator('glos-player .address input');
  await field.waitFor();
  assert.equal(await field.inputValue(), `${episode}?t=20`);
});

for (const [kind, address] of [['page', episode], ['embed', `${episode}/embed`]]) {
  test(`a mouse clicks and drags to any place, a finger taps it: ${kind}`, async t => {
    for (const touch of [false, true]) {
      const { page, close } = await open(browser, address, { width: 600, touch });
      t.after(close);
      await until('it has begun', () => page.isVisible('glos-player .controls'));
      await page.locator('glos-player .seek').scrollIntoViewIfNeeded();
      const box = await page.locator('glos-player .seek').boundingBox();
      const all = await page.evaluate(() => +document.querySelector('glos-player .seek').max);
      const x = part => box.x + box.width * part;
      const y = box.y + box.height / 2;
      const is = part => until(`${part} of it`, async () => Math.abs((await told(page)).seek / all - part) < 0.02);
      for (const part of [0.2, 0.55, 0.9]) {
        if (touch) await page.touchscreen.tap(x(part), y);
        else await page.mouse.click(x(part), y);
        await is(part);
      }
      if (touch) continue;
      await page.mouse.move(x(0.9), y);
      await page.mouse.down();
      await page.mouse.move(x(0.5), y, { steps: 5 });
      await page.mouse.move(x(0.3), y, { steps: 5 });
      await page.mouse.up();
      await is(0.3);
      assert.equal(await page.evaluate(() => document.querySelector('glos-player').drag ?? null), null);
      // Back to where it began: nothing has changed, and the clock goes on.
      await page.mouse.down();
      await page.mouse.move(x(0.6), y, { steps: 5 });
      await page.mouse.move(x(0.3), y, { steps: 5 });
      await page.mouse.up();
      assert.equal(await page.evaluate(() => document.querySelector('glos-player').drag ?? null), null);
      await close();
    }
  });
}

test('an address names a moment behind # as it does behind ?, and the beginning', async t => {
  for (const [asked, shown] of [['#t=0:20', '0:20'], ['#t=20.5', '0:20'], ['?t=0:20', '0:20']]) {
    const { page, close } = await open(browser, episode + asked);
    t.after(close);
    await until(asked, async () => (await told(page)).shown === shown);
    await close();
  }
  const { page, context, close } = await open(browser, episode);
  t.after(close);
  await page.evaluate(() => localStorage.setItem(`glos:${new URL(document.querySelector('audio').src).pathname}`, '30'));
  const again = await context.newPage();
  await again.goto(`${episode}?t=0`);
  await until('it has begun', () => again.isVisible('glos-player .controls'));
  assert.equal((await told(again)).shown, '0:00');
  await again.goto(episode);
  await until('the place is remembered', async () => (await told(again)).shown === '0:30');
});

test('what plays already when the script comes goes on', async t => {
  const { page, close } = await open(browser, 'about:blank');
  t.after(close);
  let script;
  await page.route('**/player.js', route => { script = route; });
  await page.goto(episode, { waitUntil: 'commit' });
  await until('the script is waited for', () => script);
  await page.evaluate(() => { document.querySelector('audio').muted = true; return document.querySelector('audio').play(); });
  await script.continue();
  await until('it has begun', () => page.isVisible('glos-player .controls'));
  assert.equal((await told(page)).button, 'Wstrzymaj');
  await page.click('glos-player .play');
  await until('it is paused', async () => (await told(page)).paused);
});

test('a first attempt that breaks is made again before anything is said against the recording', async t => {
  const { page, close } = await open(browser, episode);
  t.after(close);
  let broken = 0;
  await page.route('**/media/**', route => (route.request().method() === 'GET' && broken++ < 1 ? route.abort('connectionreset') : route.continue()));
  await page.click('glos-player .play');
  await plays(page);
});

test('a pause from elsewhere while the line is away is a pause', async t => {
  const { page, close } = await open(browser, episode);
  t.after(close);
  await page.click('glos-player .play');
  await plays(page);
  await page.evaluate(() => { const player = document.querySelector('glos-player'); player.tries = 1; player.reconnect(); });
  assert.ok(await page.isVisible('glos-player .retry'), 'nobody has to wait');
  await page.evaluate(() => document.querySelector('audio').pause());
  await page.waitForTimeout(3000);
  const { paused, button } = await told(page);
  assert.deepEqual([paused, button], [true, 'Odtwórz']);
});

test('a drag over the next chapter does not set the sleep timer off', async t => {
  const { page, close } = await open(browser, url + path.long);
  t.after(close);
  await page.selectOption('glos-player .sleep', 'chapter');
  await page.click('glos-player .play');
  await plays(page);
  const box = await page.locator('glos-player .seek').boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.12, y, { steps: 30 });
  await page.mouse.up();
  await page.waitForTimeout(300);
  assert.equal((await told(page)).button, 'Wstrzymaj');
});

test('from the middle of a long transcript it can be paused, and the way back is one press', async t => {
  const { page, seen, close } = await open(browser, url + path.long, { width: 360, height: 700 });
  t.after(close);
  const bar = page.locator('.bar');
  await page.evaluate(() => scrollTo(0, 6000));
  await page.waitForTimeout(300);
  assert.ok(!(await bar.isVisible()), 'before anything was played there is none');
  await page.evaluate(() => scrollTo(0, 0));
  await page.click('glos-player .play');
  await plays(page);
  assert.ok(!(await bar.isVisible()));
  await page.evaluate(() => { document.querySelector('.follow input').checked = false; scrollTo(0, 6000); });
  await bar.waitFor();
  await bar.getByRole('button', { name: 'Wstrzymaj' }).click();
  await until('it is paused', async () => (await told(page)).paused);
  assert.ok(await page.evaluate(() => globalThis.layoutShift) < 0.002);
  assert.deepEqual(await violations(page), []);
  await bar.getByRole('link').click();
  assert.ok(await page.evaluate(() => document.activeElement.matches('glos-player .play')));
  await bar.waitFor({ state: 'hidden' });
  assert.deepEqual(seen.errors, []);
});

test('the tools of an embed can be used where its frame stays 200 px high', async t => {
  for (const width of [320, 600]) {
    const { page, close } = await open(browser, `${episode}/embed`, { width, height: 200 });
    t.after(close);
    await page.click('glos-player .more');
    for (const tool of ['.speed', '.sleep', '.share']) {
      const { y, height } = await page.locator(`glos-player ${tool}`).boundingBox();
      assert.ok(y >= 0 && y + height <= 201, `${width} px: ${tool} ends at ${y + height}`);
    }
  }
});

test('an embed that begins later is 200 px high, too', async t => {
  for (const [width, script] of [[240, true], [320, true], [600, true], [600, false]]) {
    const { page, close } = await open(browser, `${episode}/embed?t=20`, { width, height: 200, script });
    t.after(close);
    const { y, height } = await page.locator('main').boundingBox();
    assert.ok(y + height <= 200.5, `${width} px: ${height}`);
    await close();
  }
});
