// The text of an episode: typed by keyboard alone, by two at once, while the session ends, while the line is gone, without a script.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { chromium, open, tabTo, until, violations } from './page.mjs';
import { studio } from './studio.mjs';

let browser, house;
before(async () => { [browser, house] = await Promise.all([chromium(), studio()]); });
after(() => Promise.all([browser?.close(), house?.stop()]));

/** Opens a page of the studio as the producer. */
async function enter(path, how = {}) {
  const opened = await open(browser, `${house.url}/healthz`, how);
  await house.enters(opened.context);
  await opened.page.goto(path.startsWith('http') ? path : house.url + path, { waitUntil: 'load' });
  return opened;
}

const show = '/studio/shows/skuteczny-dialog';
const state = (page, wanted) => until(`the form says ${wanted}`, () => page.evaluate(() => document.querySelector('.bar').dataset.state).then(is => is === wanted), 30_000);
const titled = episode => house.api('GET', `/shows/skuteczny-dialog/episodes/${episode}`);

test('by keyboard alone: a new episode with title, text and somebody in it', async t => {
  const { page, seen, close } = await enter(show);
  t.after(close);
  await tabTo(page, 'form[action$="/episodes/new"] button');
  await page.keyboard.press('Enter');
  await page.waitForURL(/episodes\/[0-9a-f-]+$/);
  await tabTo(page, '#title');
  await page.keyboard.type('Rozmowa przy stole');
  await tabTo(page, '#notes');
  await page.keyboard.type('Kto **mówi**, kto słucha.');
  await until('the preview is the server\'s', () => page.locator('.preview strong', { hasText: 'mówi' }).count());
  await tabTo(page, '#text-more > summary');
  await page.keyboard.press('Enter');
  await tabTo(page, '#person-name-1');
  await page.keyboard.type('Anna Żak');
  await state(page, 'saved');
  const episode = await until('it is saved', () => titled('rozmowa-przy-stole').then(found => found.people.length === 1 && found, () => false));
  assert.equal(episode.notes, 'Kto **mówi**, kto słucha.');
  assert.equal(await page.textContent('h1'), 'Rozmowa przy stole');
  // Enter in a line saves and publishes nothing.
  await page.keyboard.press('Enter');
  assert.equal((await titled('rozmowa-przy-stole')).status, 'draft');
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
});

test('two who write at once: each keeps the other\'s fields, and the same field is asked about', async t => {
  const draft = await house.draft('Dwoje');
  const [one, other] = await Promise.all([enter(house.page(draft)), enter(house.page(draft))]);
  t.after(() => Promise.all([one.close(), other.close()]));
  await one.page.fill('#title', 'Dwoje przy stole');
  await state(one.page, 'saved');
  await other.page.click('#text-more > summary');
  await other.page.fill('#season', '2');
  await state(other.page, 'saved');
  const both = await titled('dwoje-przy-stole');
  assert.deepEqual([both.title, both.season], ['Dwoje przy stole', 2]);
  await one.page.fill('#notes', 'Ona pisze o mieście.');
  await until('hers is there', async () => (await titled('dwoje-przy-stole')).notes === 'Ona pisze o mieście.');
  await other.page.fill('#notes', 'On pisze o wsi.');
  // One person in two tabs is told that it was they.
  await state(other.page, 'own');
  assert.match(await other.page.textContent('[data-shows=said]'), /w innej karcie/);
  assert.equal((await titled('dwoje-przy-stole')).notes, 'Ona pisze o mieście.');
  await other.page.click('.bar [data-shows=again]');
  await other.page.waitForSelector('.conflict mark');
  await until('the comparison has the focus', () => other.page.evaluate(() => document.activeElement.id === 'conflicts'));
  assert.ok(await other.page.locator('#conflicts').evaluate(part => part.getBoundingClientRect().top < innerHeight / 2), 'and is in sight');
  const marked = await other.page.locator('.conflict mark').allTextContents();
  assert.deepEqual(marked.map(text => text.trim()), ['On', 'wsi.', 'Ona', 'mieście.']);
  assert.deepEqual(await violations(other.page), []);
  // Neither stands until one is chosen.
  await other.page.fill('#season', '3');
  await state(other.page, 'own');
  assert.equal((await titled('dwoje-przy-stole')).notes, 'Ona pisze o mieście.');
  await other.page.check('[name=keep-notes][value^=mine]');
  await other.page.click('.bar [value=save]');
  await other.page.waitForURL(/done=episode-saved/);
  assert.equal((await titled('dwoje-przy-stole')).notes, 'On pisze o wsi.');
});

test('the checklist follows every save, says only that it has become longer or shorter, and keeps the place of whoever reads it', async t => {
  const { page, seen, close } = await enter(show);
  t.after(close);
  await page.click('form[action$="/episodes/new"] button');
  await page.waitForURL(/episodes\/[0-9a-f-]+$/);
  await page.evaluate(() => {
    window.said = [];
    new MutationObserver(() => window.said.push(document.getElementById('release-said').textContent)).observe(document.getElementById('release-said'), { childList: true });
  });
  const points = () => page.textContent('#release .points');
  assert.match(await points(), /Wpisz tytuł/);
  await page.focus('#release .points a[href="#recording"]');
  await page.evaluate(() => {
    const title = document.getElementById('title');
    title.value = 'Lista';
    title.dispatchEvent(new Event('input', { bubbles: true }));
  });
  await until('it needs no title any more', async () => !/Wpisz tytuł/.test(await points()));
  assert.equal(await page.evaluate(() => document.activeElement.hash), '#recording');
  const first = await page.evaluate(() => window.said.length);
  await page.fill('#notes', 'Opis, który się zmienia.');
  await state(page, 'saved');
  await until('apps show the new text', async () => /zmienia/.test(await page.textContent('#release .looks')));
  assert.ok(first === 1 && (await page.evaluate(() => window.said.length)) === first, 'the same number is not said again');
  assert.deepEqual(seen.errors, []);
});

test('what is wrong and belongs beside no field is told in the bar, and stays there', async t => {
  const draft = await house.draft('Bez pola');
  const { page, seen, close } = await enter(house.page(draft));
  t.after(close);
  // The second names a part of the page, which is no field.
  const faults = [['', 'Pierwsze zdanie.'], ['soundbites', 'Drugie zdanie.'], ['', 'Trzecie zdanie.']];
  await page.route('**/text', async route => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...await answer.json(), state: 'refused', faults } });
  });
  await page.fill('#title', 'Bez żadnego pola');
  await state(page, 'refused');
  for (const said of ['.bar [data-shows=state]', '[data-shows=said]']) {
    assert.equal(await page.textContent(said), 'Nie wszystko dało się zapisać. Pierwsze zdanie. Drugie zdanie. Trzecie zdanie.');
  }
  await page.unroute('**/text');
  await page.click('#text-more > summary');
  await page.fill('#season', 'druga');
  await until('what has a field is said to stand there', async () => /przy polach\.$/.test(await page.textContent('[data-shows=said]')));
  assert.deepEqual(seen.errors, []);
});

test('a save that is refused as a whole is not tried for ever, one that came too soon is', async t => {
  const draft = await house.draft('Odmowa');
  const { page, close } = await enter(house.page(draft));
  t.after(close);
  let status = 403, count = 0;
  await page.route('**/text', route => { count += 1; return route.fulfill({ status, body: '' }); });
  await page.fill('#title', 'Odmowa zapisu');
  await state(page, 'denied');
  assert.match(await page.textContent('.bar [data-shows=state]'), /^Serwer odmówił zapisu\./);
  await new Promise(done => setTimeout(done, 5000));
  assert.equal(count, 1);
  status = 429;
  await page.fill('#title', 'Za wcześnie');
  await state(page, 'failed');
  await page.unroute('**/text');
  await state(page, 'saved');
  assert.equal((await titled('za-wczesnie')).title, 'Za wcześnie');
});

test('the session ends while somebody types: the text stays, and goes on by itself after signing in', async t => {
  const draft = await house.draft('Sesja');
  const { page, context, close } = await enter(house.page(draft));
  t.after(close);
  await context.clearCookies();
  await page.fill('#notes', 'Pisane po końcu sesji.');
  await state(page, 'over');
  assert.ok(await page.isVisible('[data-shows=sign-in]'));
  assert.match(await page.textContent('[data-shows=said]'), /Zaloguj się/);
  await house.enters(context);
  await state(page, 'saved');
  assert.equal((await titled('sesja')).notes, 'Pisane po końcu sesji.');
});

test('a page that was closed without a line gives back what was typed', async t => {
  const draft = await house.draft('Bez sieci');
  const { page, context, close } = await enter(house.page(draft));
  t.after(close);
  await context.setOffline(true);
  await page.fill('#notes', 'Pisane bez sieci.');
  await state(page, 'offline');
  await page.goto('about:blank').catch(() => undefined);
  await context.setOffline(false);
  await page.goto(house.page(draft), { waitUntil: 'load' });
  assert.equal(await page.inputValue('#notes'), 'Pisane bez sieci.');
  await until('it is sent', async () => (await titled('bez-sieci')).notes === 'Pisane bez sieci.');
  await until('nothing is left in the browser', () => page.evaluate(() => Object.keys(localStorage).filter(key => key.startsWith('glos-typed')).length === 0));
});

test('without a script: saved by a button, told beside the field, given back when the session is over', async t => {
  const draft = await house.draft('Bez skryptu');
  const { page, context, close } = await enter(house.page(draft), { script: false });
  t.after(close);
  await page.click('#text-more > summary');
  await page.fill('#season', 'druga');
  await page.click('.bar [value=save]');
  await page.waitForSelector('#season-fault');
  assert.equal(await page.inputValue('#season'), 'druga');
  await page.fill('#season', '2');
  await context.clearCookies();
  await page.click('.bar [value=save]');
  await page.waitForSelector('.steps button');
  await house.enters(context);
  await page.click('.steps button');
  await page.waitForURL(/done=episode-saved/);
  assert.equal((await titled('bez-skryptu')).season, 2);
});

test('linked notes change places by keyboard, and by a button without a script', async t => {
  const draft = await house.draft('Kolejno');
  const linked = async () => (await titled('kolejno')).note;
  const { page, seen, close } = await enter(house.page(draft));
  t.after(close);
  await page.click('#text-more > summary');
  const boxes = page.locator('[name=note]');
  const slugs = await boxes.evaluateAll(all => all.slice(0, 3).map(box => box.value));
  for (const slug of slugs) await page.check(`[name=note][value="${slug}"]`);
  await until('they are linked', async () => (await linked()).length === 3);
  await page.focus(`[name=up][value="${slugs[2]}"]`);
  await page.keyboard.press('Enter');
  assert.equal(await page.textContent('[data-shows=said]'), 'Miejsce 2 z 3.');
  // The way on is still under the finger; at the end it is the way back.
  await page.keyboard.press('Enter');
  assert.deepEqual(await page.evaluate(() => [document.activeElement.name, document.activeElement.value]), ['down', slugs[2]]);
  await until('the order is saved', async () => (await linked()).join() === [slugs[2], slugs[0], slugs[1]].join());
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(seen.errors, []);
  const plain = await enter(house.page(draft), { script: false });
  t.after(plain.close);
  await plain.page.click(`[name=down][value="${slugs[2]}"]`);
  await plain.page.waitForURL(/done=episode-saved#note$/);
  assert.deepEqual(await linked(), [slugs[0], slugs[2], slugs[1]]);
});

test('rows for apps are saved while they are typed, given back after a lost line, and told beside their fields', async t => {
  const draft = await house.draft('Miejsca');
  const { page, context, seen, close } = await enter(house.page(draft));
  t.after(close);
  await page.click('#text-apps > summary');
  await page.getByLabel('Nazwa', { exact: true }).fill('Nowa Huta');
  await page.locator('#locations').getByRole('button', { name: 'Dodaj kolejny wpis' }).click();
  await page.keyboard.type('Kraków');
  await page.fill('[id="locations.1.geo"]', 'tutaj');
  await page.waitForSelector('[id="locations.1.geo-fault"]');
  assert.equal(await page.getAttribute('[id="locations.1.geo"]', 'aria-invalid'), 'true');
  assert.deepEqual(await violations(page), []);
  await page.fill('[id="locations.1.geo"]', 'geo:50.06,19.94');
  await until('both are saved', async () => (await titled('miejsca')).locations.length === 2);
  await context.setOffline(true);
  await page.locator('#locations').getByRole('button', { name: 'Usuń ten wpis' }).first().click();
  await page.locator('#locations').getByRole('button', { name: 'Dodaj kolejny wpis' }).click();
  await page.keyboard.type('Podgórze');
  await state(page, 'offline');
  await page.goto('about:blank').catch(() => undefined);
  await context.setOffline(false);
  await page.goto(house.page(draft), { waitUntil: 'load' });
  await until('what was typed is sent', async () => (await titled('miejsca')).locations.map(({ name }) => name).join() === 'Kraków,Podgórze');
  assert.deepEqual(seen.errors.filter(error => !error.includes('ERR_INTERNET_DISCONNECTED')), []);
});

test('after signing out nothing that was typed is left in the browser', async t => {
  const draft = await house.draft('Wspólny komputer');
  // A session of its own: the others go on with theirs.
  const { page, close } = await open(browser, `${house.url}/studio/sign-in`);
  t.after(close);
  await page.fill('#email', 'ewa@dialog.example');
  await page.fill('#password', 'rzeka płynie pod mostem 7');
  await Promise.all([page.waitForURL(/studio$/), page.keyboard.press('Enter')]);
  await page.goto(house.page(draft), { waitUntil: 'load' });
  await page.evaluate(() => localStorage.setItem('glos-typed-other-person', 'notes=tajne'));
  await page.fill('#notes', 'Pisane przed wyjściem.');
  await page.click('form[action$="/sign-out"] button');
  await page.waitForURL(/sign-in/);
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), []);
  assert.equal((await titled('wspolny-komputer')).notes, 'Pisane przed wyjściem.');
});

test('a deletion is undone by one press', async t => {
  const draft = await house.draft('Do kosza');
  const { page, close } = await enter(house.page(draft));
  t.after(close);
  await page.click('#deletion button');
  await page.waitForURL(/done=episode-deleted/);
  assert.deepEqual(await violations(page), []);
  await page.click('.undo button');
  await page.waitForURL(/done=episode-restored/);
  assert.equal((await titled('do-kosza')).title, 'Do kosza');
});

for (const how of [{ width: 320 }, { width: 1440, dark: true }, { width: 360, forced: true }]) {
  test(`the page of an episode and the list of episodes are there for everybody: ${JSON.stringify(how)}`, async t => {
    const draft = await house.draft(`Dla wszystkich ${how.width}`);
    for (const path of [house.page(draft), show]) {
      const { page, seen, close } = await enter(path, how);
      t.after(close);
      assert.deepEqual(await violations(page), []);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${path} fits in ${how.width} px`);
      assert.deepEqual(seen.errors, []);
    }
  });
}
