// A show as files, in the studio: taken away, edited, dropped back, looked at, said yes to. Notes put in order by the keyboard alone.
// axe finds nothing on any of these pages, and none is wider than a narrow screen.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { chromium, open, violations } from './page.mjs';
import { studio } from './studio.mjs';

const SHOW = 'skuteczny-dialog';
let house, browser, folder;
before(async () => {
  house = await studio();
  browser = await chromium();
  folder = await mkdtemp(join(tmpdir(), 'glos-files-'));
});
after(async () => {
  await browser?.close();
  await house?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function visit(t, path, how = {}) {
  const opened = await open(browser, `${house.url}/healthz`, how);
  t.after(opened.close);
  await house.enters(opened.context);
  await opened.page.goto(`${house.url}/studio/shows/${SHOW}${path}`);
  return opened;
}

async function everybodyReads(page, what) {
  for (const [width, media] of [[1280, { colorScheme: 'light' }], [320, { colorScheme: 'dark' }], [320, { forcedColors: 'active' }]]) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia(media);
    assert.deepEqual(await violations(page), [], `${what} at ${width} px, ${JSON.stringify(media)}`);
    const beyond = await page.evaluate(() => document.scrollingElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(beyond, 0, `${what} is wider than ${width} px`);
  }
}

for (const javaScriptEnabled of [true, false]) {
  test(`files that were taken away and edited come back when their changes were seen, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async t => {
    const { page } = await visit(t, '/files', { script: javaScriptEnabled });
    if (javaScriptEnabled) await everybodyReads(page, 'the page of files');
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download]').click()]);
    assert.equal(download.suggestedFilename(), `${SHOW}.zip`);
    const zip = join(folder, `${SHOW}.zip`);
    await download.saveAs(zip);
    execFileSync('python3', ['-m', 'zipfile', '-e', zip, folder]);
    const toml = join(folder, SHOW, 'show.toml');
    const title = `Głos miasta ${javaScriptEnabled}`;
    await writeFile(toml, (await readFile(toml, 'utf8')).replace(/^title = .*$/m, `title = "${title}"`));
    execFileSync('python3', ['-m', 'zipfile', '-c', zip, join(folder, SHOW)]);
    await page.locator('#files').setInputFiles(zip);
    await page.locator('#bring button').click();
    await page.locator('ins').first().waitFor();
    assert.match(await page.locator('.changes').first().innerText(), new RegExp(title));
    if (javaScriptEnabled) await everybodyReads(page, 'what would change');
    assert.doesNotMatch(await (await fetch(`${house.url}/${SHOW}/feed.xml`)).text(), new RegExp(title));
    await page.locator('.decide button.main').click();
    await page.waitForURL(/files\?done=/);
    assert.match(await (await fetch(`${house.url}/${SHOW}/feed.xml`)).text(), new RegExp(title));
  });
}

test('notes are put in order by the keyboard alone, and whoever listens hears where each of them is', async t => {
  const { page } = await visit(t, '/notes');
  await everybodyReads(page, 'the list of notes');
  const titles = () => page.locator('ol.notes h2').allInnerTexts();
  const before = await titles();
  await page.locator('button[name=up]').nth(1).focus();
  for (const place of [2, 1]) {
    await page.keyboard.press('Enter');
    await page.waitForURL(/moved=/);
    await page.locator(`#done:has-text("${place}")`).waitFor();
    const focused = await page.evaluate(() => [document.activeElement.name, document.activeElement.getAttribute('aria-describedby')]);
    assert.deepEqual(focused, [place === 1 ? 'down' : 'up', 'done']);
  }
  assert.deepEqual(await titles(), [before[2], before[0], before[1], ...before.slice(3)]);
});
