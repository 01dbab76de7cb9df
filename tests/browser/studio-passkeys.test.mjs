// Passkeys with a real browser and an authenticator that Chromium plays (WebAuthn §11.3): made, used to sign in, removed; what is
// said when somebody presses "cancel", and where nothing can be done. axe finds nothing on any of these pages.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { chromium, open, tabTo, violations } from './page.mjs';
import { studio } from './studio.mjs';

const PASSWORD = 'rzeka płynie pod mostem 7';
let house, browser;
before(async () => {
  house = await studio({}, { host: 'localhost' });
  browser = await chromium();
});
after(async () => {
  await browser?.close();
  await house?.stop();
});

/** A browser of Ewa's with an authenticator; `finger(false)` lets it not know its person any more. */
async function enter(t, path, how = {}) {
  const opened = await open(browser, `${house.url}/healthz`, how);
  t.after(opened.close);
  await house.enters(opened.context);
  const devtools = await opened.context.newCDPSession(opened.page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  const finger = isUserVerified => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  await opened.page.goto(house.url + path);
  return { ...opened, finger };
}

async function add(page, name) {
  await page.click('a[href$="/account/passkeys"]');
  await page.fill('#name', name);
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.locator('glos-passkey button:visible').waitFor();
}

async function signIn(page) {
  await page.goto(`${house.url}/studio/log`);
  await page.fill('#email', 'ewa@dialog.example');
  await page.fill('#password', PASSWORD);
  await page.press('#password', 'Enter');
  await page.locator('#passkey:visible').waitFor();
}

test('a passkey is made, asked for after the password, and opens the page that was wanted', async t => {
  const { page, finger, seen } = await enter(t, '/studio/account', { width: 360, touch: true });
  assert.deepEqual(await violations(page), []);
  await page.click('a[href$="/account/passkeys"]');
  assert.deepEqual(await violations(page), []);
  assert.match(await page.inputValue('#name'), /Chrome/, 'the browser at hand is proposed as its name');
  await page.click('button.main');
  await page.locator('#password-fault').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.goto(`${house.url}/studio/account`);
  await add(page, 'Telefon Ewy');
  assert.deepEqual(await violations(page), []);

  await finger(false);
  await page.click('glos-passkey button');
  await page.locator('glos-passkey [role=status]', { hasText: 'Nic się nie stało' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await finger(true);
  await page.click('glos-passkey button');
  await page.locator('.codes').waitFor();
  assert.equal(await page.locator('.codes code').count(), 10);
  assert.deepEqual(await violations(page), []);
  await page.click('main a.main');
  await page.locator('.keys h4', { hasText: 'Telefon Ewy' }).waitFor();
  assert.deepEqual(await violations(page), []);

  await page.click('.who button');
  await signIn(page);
  assert.deepEqual(await violations(page), []);
  await tabTo(page, '#passkey');
  await page.keyboard.press('Enter');
  await page.waitForURL(`${house.url}/studio/log`);
  // The refused form answers 422, which Chromium notes.
  assert.deepEqual(seen.errors.filter(error => !error.includes('422')), []);

  // A device has one key of a person.
  await page.goto(`${house.url}/studio/account`);
  await add(page, 'Jeszcze raz');
  await page.click('glos-passkey button');
  await page.locator('glos-passkey [role=status]', { hasText: 'jest już Twój klucz' }).waitFor();

  // Removed in the window beside, it opens nothing any more, although it was asked for a moment ago.
  const beside = await page.context().newPage();
  await beside.goto(`${house.url}/studio/account`);
  const whole = await page.context().cookies();
  await page.context().clearCookies();
  await signIn(page);
  const asking = await page.context().cookies();
  await page.context().clearCookies();
  await page.context().addCookies(whole);
  await beside.click('.keys a');
  assert.deepEqual(await violations(beside), []);
  await beside.fill('#password', PASSWORD);
  await beside.press('#password', 'Enter');
  await beside.locator('[role=status]', { hasText: 'usunięty' }).waitFor();
  await page.context().clearCookies();
  await page.context().addCookies(asking);
  await page.click('#passkey');
  await page.locator('[role=alert]', { hasText: 'nie pasuje' }).waitFor();
  await page.goto(`${house.url}/studio`);
  assert.match(page.url(), /sign-in/);
});

test('without a script it is said what is needed', async t => {
  const opened = await open(browser, `${house.url}/healthz`, { script: false });
  t.after(opened.close);
  await opened.context.addCookies([{ ...(await fresh()), url: house.url }]);
  await opened.page.goto(`${house.url}/studio/account/passkeys`);
  await opened.page.fill('#name', 'Laptop');
  await opened.page.fill('#password', PASSWORD);
  await opened.page.press('#password', 'Enter');
  await opened.page.locator('glos-passkey .needs-script', { hasText: 'wymaga JavaScriptu' }).waitFor();
  assert.equal(await opened.page.locator('glos-passkey button:visible').count(), 0);
});

test('under an address that browsers know no passkeys for, the account says why', async t => {
  const plain = await studio();
  t.after(plain.stop);
  const opened = await open(browser, `${plain.url}/healthz`);
  t.after(opened.close);
  await plain.enters(opened.context);
  await opened.page.goto(`${plain.url}/studio/account`);
  assert.match(await opened.page.locator('section.second').innerText(), /tylko pod nazwą domeny i\s+po https/);
  assert.equal(await opened.page.locator('a[href$="/account/passkeys"]').count(), 0);
});

/** A session of Ewa's who has no second step any more. */
async function fresh() {
  const body = new URLSearchParams({ email: 'ewa@dialog.example', password: PASSWORD });
  const answer = await fetch(`${house.url}/studio/sign-in`, { method: 'POST', body, redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' } });
  const [name, value] = answer.headers.getSetCookie()[0].split(';')[0].split('=');
  return { name, value };
}
