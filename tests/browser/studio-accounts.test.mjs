// People in the studio: the first minute by the link that `serve` prints, the way in by keyboard alone, what a wrong password is
// told, a stolen session that ends at once, the second step. axe finds nothing on any of these pages.

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
  await page.click('glos-handover button');
  await page.locator('glos-handover [role=status]', { hasText: 'Skopiowano' }).waitFor();
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
  const secret = await page.locator('code.secret').innerText();
  await page.fill('#code', '000000');
  await page.press('#code', 'Enter');
  await page.locator('#code-fault').waitFor();
  const now = Date.now() / 1000;
  await page.fill('#code', code(secret, now));
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
