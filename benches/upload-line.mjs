#!/usr/bin/env node
// 20 MB over a line that is cut every 0.5 to 3 MB, by the studio in a real browser: bytes sent against bytes in the file.
//
//     tests/browser/install && cargo build --release && GLOS_BIN=target/release/glos node benches/upload-line.mjs [MEGABYTES] [SEED]

import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { cuttingLine } from '../tests/browser/line.mjs';
import { chromium, open, until } from '../tests/browser/page.mjs';
import { studio } from '../tests/browser/studio.mjs';

const [megabytes = 20, seed = 1] = process.argv.slice(2).map(Number);
let state = seed >>> 0;
/** Chance that can be repeated (mulberry32). */
const chance = () => {
  state = (state + 0x6d2b79f5) >>> 0;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
};

const [house, browser] = [await studio(), await chromium()];
const line = await cuttingLine(house.url, () => Math.floor(5e5 + chance() * 25e5));
const sound = await readFile(new URL('../fixtures/audio/cbr-noxing.mp3', import.meta.url));
const bytes = Buffer.concat(Array(Math.ceil((megabytes * 1e6) / sound.length)).fill(sound));
const path = join(tmpdir(), `glos-${randomBytes(6).toString('hex')}.mp3`);
await writeFile(path, bytes);
try {
  const episode = await house.draft('Linia');
  const { page, context } = await open(browser, `${line.url}/healthz`);
  await house.enters(context, line.url);
  await page.goto(house.page(episode, line.url));
  const [before, began] = [line.sent, performance.now()];
  await page.setInputFiles('#recording_file', path);
  await until('all of it is there', async () => (await page.locator('.upload[data-busy], #recording-present .file').count()) > 0, 600_000);
  const sent = line.sent - before;
  console.log(`${bytes.length} bytes in the file, ${sent} sent, ${line.cuts} cuts: ${(sent / bytes.length).toFixed(4)}, in ${((performance.now() - began) / 1000).toFixed(0)} s`);
} finally {
  await Promise.all([browser.close(), house.stop(), rm(path, { force: true })]);
  line.close();
}
