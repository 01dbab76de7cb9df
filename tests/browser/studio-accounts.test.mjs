// People in the studio: the first minute by the link that `serve` prints, the way in by keyboard alone, what a wrong password is
// told, a stolen session and a revoked token that end at once, who may only look, the second step. axe finds nothing on any of
// these pages.

import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { after, before, test } from 'node:test';

import { begin } from './house.mjs';
import { chromium, open, tabTo, violations } from './page.mjs';

const PASSWORD = 'trzy zielone parasole';
const EMAIL = 'ewa@dialog.example';
let house, url, browser;
before(async () => {
  house = await begin();
  url = house.told.url;
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** Opens a page of the studio as somebody with these cookies; without, as somebody who was never there. */
async function visit(t, path, { cookies = [], ...how } = {}) {
  const opened = await open(browser, `${url}/healthz`, how);
  t.after(opened.close);
  await opened.context.addCookies(cookies);
  await opened.page.goto(url + path);
  return opened;
}

async function signIn(page, password = PASSWORD) {
  await page.fill('#email', EMAIL);
  await page.fill('#password', password);
  await page.press('#password', 'Enter');
}

let ewa;

test('the printed link makes the owner and opens the studio', async t => {
  assert.ok(house.told.setup, 'serve printed a link');
  const { page, context, seen } = await visit(t, house.told.setup, { width: 360 });
  assert.deepEqual(await violations(page), []);
  await page.click('main button[type=submit]');
  const faults = page.locator('[role=alert] a');
  assert.equal(await faults.count(), 3, 'each field says what is wrong with it');
  await faults.first().click();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'name', 'the summary leads to the field');
  assert.deepEqual(await violations(page), []);
  await page.fill('#name', 'Ewa Zając');
  await page.fill('#email', EMAIL);
  await page.fill('#new-password', PASSWORD);
  await page.click('glos-reveal button');
  assert.equal(await page.getAttribute('#new-password', 'type'), 'text');
  await page.click('main button[type=submit].main');
  await page.locator('.who', { hasText: 'Ewa Zając' }).waitFor();
  assert.match(await page.locator('[role=status]').first().innerText(), /Witaj/);
  // The refused form answers 422, which Chromium notes.
  assert.deepEqual(seen.errors.filter(error => !error.includes('422')), []);
  ewa = await context.cookies();
  const again = await visit(t, house.told.setup);
  assert.match(await again.page.locator('h1').innerText(), /nie działa/);
});

test('the way in works by keyboard alone, and leads back to the page that was asked for', async t => {
  const { page } = await visit(t, '/studio/people');
  assert.deepEqual(await violations(page), []);
  await tabTo(page, '#email');
  await page.keyboard.type(EMAIL);
  await tabTo(page, '#password');
  await page.keyboard.type('cztery zielone parasole');
  await page.keyboard.press('Enter');
  await page.locator('#password-fault').waitFor();
  assert.equal(await page.getAttribute('#password', 'aria-invalid'), 'true');
  assert.match(await page.getAttribute('#password', 'aria-describedby'), /password-fault/);
  assert.equal(await page.inputValue('#email'), EMAIL, 'what was typed is still there');
  assert.deepEqual(await violations(page), []);
  await tabTo(page, '#password');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.waitForURL(`${url}/studio/people`);
});

test('it works without a script', async t => {
  const { page } = await visit(t, '/studio/sign-in', { script: false });
  assert.equal(await page.locator('glos-reveal button:visible').count(), 0);
  await signIn(page);
  await page.waitForURL(`${url}/studio`);
});

test('a stolen session ends at once when it is signed out from another browser', async t => {
  const thief = await visit(t, '/studio/sign-in');
  await signIn(thief.page);
  await thief.page.waitForURL(`${url}/studio`);
  const { page } = await visit(t, '/studio/account', { cookies: ewa });
  await page.locator('form[action$="/sessions/end"] button').click();
  await page.locator('[role=status]', { hasText: 'wylogowane' }).first().waitFor();
  await thief.page.goto(`${url}/studio/account`);
  assert.match(thief.page.url(), /\/studio\/sign-in\?next=/);
  const answer = await thief.page.request.get(`${url}/api/v1/shows/skuteczny-dialog/episodes`);
  assert.equal(answer.status(), 401);
});

test('an invitation is made, copied and accepted on a telephone', async t => {
  const { page, context } = await visit(t, '/studio/people', { cookies: ewa, width: 360, dark: true });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  assert.deepEqual(await violations(page), []);
  await page.selectOption('#place', { index: 1 });
  await page.fill('main form.sheet #email', 'jan@dialog.example');
  await page.click('button.main');
  const link = await page.inputValue('#address');
  await page.click('[data-copy=address]');
  await page.locator('.way-in [role=status]', { hasText: 'Skopiowano' }).waitFor();
  assert.deepEqual(await violations(page), []);
  const jan = await visit(t, new URL(link).pathname, { width: 360 });
  assert.deepEqual(await violations(jan.page), []);
  assert.equal(await jan.page.inputValue('#email'), 'jan@dialog.example');
  await jan.page.fill('#name', 'Jan');
  await jan.page.fill('#new-password', 'cztery czerwone kalosze');
  await jan.page.click('button.main');
  await jan.page.locator('.who', { hasText: 'Jan' }).waitFor();
  assert.equal(await jan.page.locator('a[href="/studio/people"]').count(), 0, 'who owns nothing is not led there');
});

const SHOW = 'skuteczny-dialog';

/** Somebody whom Ewa invites to the show: a page in their own browser, let in. */
async function invited(t, name, role) {
  const { page } = await visit(t, '/studio/people', { cookies: ewa });
  await page.selectOption('#place', SHOW);
  await page.check(`input[name=role][value=${role}]`);
  await page.click('button.main');
  const theirs = await visit(t, new URL(await page.inputValue('#address')).pathname);
  await theirs.page.fill('#name', name);
  await theirs.page.fill('#email', `${role}@dialog.example`);
  await theirs.page.fill('#new-password', 'cztery czerwone kalosze');
  await theirs.page.click('button.main');
  await theirs.page.locator('.who', { hasText: name }).waitFor();
  return theirs;
}

/** What a script in the page is answered: the status. */
const ask = (page, method, path, body) => page.evaluate(
  async ([method, path, body]) => (await fetch(path, { method, body, headers: body ? { 'content-type': 'application/json' } : {} })).status,
  [method, path, body && JSON.stringify(body)],
);

test('who was invited to one show sees no other', async t => {
  const { page } = await invited(t, 'Ola', 'editor');
  const shows = await page.locator('main h2 a').evaluateAll(links => links.map(link => new URL(link.href).pathname));
  assert.deepEqual(shows, [`/studio/shows/${SHOW}`]);
  await page.goto(`${url}/studio/shows/voices`);
  assert.match(await page.locator('h1').innerText(), /Nie ma takiej strony|Nie udało się/);
  assert.equal(await page.locator('.who', { hasText: 'Ola' }).count(), 1, 'the page of an error is one of the studio');
  assert.deepEqual(await violations(page), []);
  assert.equal(await ask(page, 'PATCH', '/api/v1/shows/voices', { title: 'Moje' }) >= 400, true);
});

test('a viewer is offered nothing to change, and a form sent by hand changes nothing', async t => {
  const { page } = await invited(t, 'Jan', 'viewer');
  const { episodes } = await (await page.request.get(`${url}/api/v1/shows/${SHOW}/episodes`)).json();
  const [episode] = episodes;
  const one = `/studio/shows/${SHOW}/episodes/${episode.id}`;
  for (const path of ['/studio', `/studio/shows/${SHOW}`, one, `/studio/shows/${SHOW}/about`, `/studio/shows/${SHOW}/notes`]) {
    const answer = await page.goto(url + path);
    // What a show says of itself can be read in fields that take nothing.
    const offered = page.locator('main form[method=post] :is(button, input:not([type=hidden]), select, textarea):enabled');
    const fields = await offered.evaluateAll(all => all.map(field => field.outerHTML));
    assert.deepEqual([path, answer.status(), fields], [path, 200, []]);
    assert.deepEqual(await violations(page), [], path);
  }
  for (const path of ['/episodes/new', `/episodes/${episode.id}/text`, `/episodes/${episode.id}/delete`]) {
    assert.equal(await ask(page, 'POST', `/studio/shows/${SHOW}${path}`), 403, path);
  }
  for (const [method, path] of [['POST', '/episodes'], ['PATCH', `/episodes/${episode.slug}`], ['DELETE', `/episodes/${episode.slug}`]]) {
    assert.equal(await ask(page, method, `/api/v1/shows/${SHOW}${path}`, { title: 'Inaczej', at: 'draft' }), 403, `${method} ${path}`);
  }
  const after = await (await page.request.get(`${url}/api/v1/shows/${SHOW}/episodes/${episode.slug}`)).json();
  assert.equal(after.title, episode.title);
});

test('a form whose session was ended elsewhere comes back as it was typed, and is sent after signing in again', async t => {
  const { page, context } = await visit(t, '/studio/sign-in');
  await signIn(page);
  await page.waitForURL(`${url}/studio`);
  await page.goto(`${url}/studio/shows/${SHOW}/notes-new`);
  await page.fill('#title', 'Po wylogowaniu');
  await page.fill('#summary', 'Nic nie przepada.');
  await page.fill('#body', 'Długi tekst, którego nikt nie napisze drugi raz.');
  const there = await visit(t, '/studio/account', { cookies: ewa });
  await there.page.locator('form[action$="/sessions/end"] button').click();
  await there.page.locator('[role=status]', { hasText: 'wylogowane' }).first().waitFor();
  await page.click('button.main:not([name])');
  await page.locator('.lead', { hasText: 'nie przepadło' }).waitFor();
  assert.deepEqual(await violations(page), []);
  const [beside] = await Promise.all([context.waitForEvent('page'), page.click('.steps a')]);
  await signIn(beside);
  await beside.waitForURL(`${url}/studio`);
  await page.click('.steps button');
  await page.waitForURL(/\/notes/);
  await page.goto(`${url}/studio/shows/${SHOW}/notes`);
  await page.locator('main', { hasText: 'Po wylogowaniu' }).waitFor();
});

test('a revoked token opens nothing from that moment', async t => {
  const { page } = await visit(t, '/studio/tokens', { cookies: ewa });
  await page.fill('#name', 'skradziony');
  await page.check('input[name=scope][value=publish]');
  await page.click('main button.main');
  const secret = await page.inputValue('#secret');
  const call = async () => (await fetch(`${url}/api/v1/shows/${SHOW}/episodes`, { headers: { authorization: `Bearer ${secret}` } })).status;
  assert.equal(await call(), 200);
  const line = page.locator('.rows li', { hasText: 'skradziony' });
  await line.locator('summary').click();
  await line.locator('form button').click();
  await page.locator('.rows li', { hasText: 'skradziony' }).waitFor({ state: 'detached' });
  assert.equal(await call(), 401);
});

test('what went wrong in the studio is told in its frame, and a refused form can be opened again and read in English', async t => {
  const { page } = await visit(t, '/studio/nie-ma', { cookies: ewa, width: 360, dark: true });
  assert.match(await page.locator('h1').innerText(), /Nie ma takiej strony/);
  assert.equal(await page.locator('.who', { hasText: 'Ewa Zając' }).count(), 1);
  assert.deepEqual(await violations(page), []);
  await page.goto(`${url}/studio/account`);
  await page.fill('#password', 'nie to haslo wcale');
  await page.fill('#new-password', 'krótkie');
  await page.press('#new-password', 'Enter');
  await page.locator('#new-password-fault').waitFor();
  await page.click('footer a[hreflang=en]');
  await page.waitForURL(`${url}/studio/account?lang=en`);
  await page.goto(`${url}/studio/account/password`);
  assert.equal(page.url(), `${url}/studio/account`);
});

/** The code of an app at this moment (RFC 6238): written here once more, so that ours is compared with another one. */
function code(secret, seconds) {
  const bits = [...secret.replaceAll(' ', '')].map(letter => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map(byte => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const hash = createHmac('sha1', key).update(counter).digest();
  return String((hash.readUInt32BE(hash.at(-1) & 15) & 0x7fffffff) % 1e6).padStart(6, '0');
}

test('with the second step on, a password alone opens nothing', async t => {
  const { page } = await visit(t, '/studio/account', { cookies: ewa });
  assert.deepEqual(await violations(page), []);
  await page.locator('form[action$="/account/second"] button').click();
  assert.deepEqual(await violations(page), []);
  const secret = await page.locator('code.typed-key').innerText();
  await page.fill('#code', '000000');
  await page.fill('#password', PASSWORD);
  await page.press('#code', 'Enter');
  await page.locator('#code-fault').waitFor();
  const now = Date.now() / 1000;
  await page.fill('#code', code(secret, now));
  await page.fill('#password', PASSWORD);
  await page.press('#code', 'Enter');
  const paper = await page.locator('.codes code').allInnerTexts();
  assert.equal(new Set(paper).size, 10);
  assert.deepEqual(await violations(page), []);

  const other = await visit(t, '/studio/sign-in?next=%2Fstudio%2Flog');
  await signIn(other.page);
  await other.page.locator('#code').waitFor();
  assert.deepEqual(await violations(other.page), []);
  const half = await other.context.cookies();
  const answer = await other.page.request.get(`${url}/api/v1/shows/skuteczny-dialog/episodes`);
  assert.equal(answer.status(), 401, 'half a session calls nothing');
  await other.page.fill('#code', code(secret, now));
  await other.page.press('#code', 'Enter');
  await other.page.locator('#code-fault').waitFor();
  await other.page.fill('#code', code(secret, now + 30));
  await other.page.press('#code', 'Enter');
  await other.page.waitForURL(`${url}/studio/log`);
  assert.deepEqual(await violations(other.page), []);
  const old = await visit(t, '/studio', { cookies: half });
  assert.match(old.page.url(), /sign-in/, 'the half session is over');

  const lost = await visit(t, '/studio/sign-in');
  await signIn(lost.page);
  await lost.page.fill('#code', ` ${paper[0].toUpperCase()}`);
  await lost.page.press('#code', 'Enter');
  await lost.page.waitForURL(`${url}/studio`);
  const twice = await visit(t, '/studio/sign-in');
  await signIn(twice.page);
  await twice.page.fill('#code', paper[0]);
  await twice.page.press('#code', 'Enter');
  await twice.page.locator('#code-fault').waitFor();
});
