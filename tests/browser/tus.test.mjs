// Uploads by clients that nobody here wrote: tus-js-client, and tuspy (tests/browser/tuspy says which Python has it).

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { Upload } from 'tus-js-client';

import { chance } from './chance.mjs';
import { cuttingLine } from './line.mjs';
import { studio } from './studio.mjs';

const run = promisify(execFile);
let house, line, sound;

before(async () => {
  house = await studio();
  line = await cuttingLine(house.url, () => 150_000 + Math.floor(chance() * 400_000));
  const one = await readFile(new URL('../../fixtures/audio/cbr-noxing.mp3', import.meta.url));
  sound = Buffer.concat(Array(Math.ceil(3e6 / one.length)).fill(one));
});
after(async () => {
  line?.close();
  await house?.stop();
});

/** The upload is whole, and its check says that it is a recording. */
async function accepted(address) {
  const upload = await house.api('GET', `/uploads/${address.split('/').pop()}?wait=60`);
  assert.deepEqual([upload.offset, upload.state, upload.report.bytes], [sound.length, 'accepted', sound.length]);
}

test('tus-js-client goes on over a line that is cut', { timeout: 120_000 }, async () => {
  // Announced at the house, which tells its own address, and sent through the line.
  const announced = await fetch(`${house.url}/api/v1/uploads`, {
    method: 'POST', headers: { ...house.headers, 'Tus-Resumable': '1.0.0', 'Upload-Length': sound.length },
  });
  const address = announced.headers.get('location');
  await new Promise((done, failed) => {
    const upload = new Upload(sound, {
      uploadUrl: address.replace(house.url, line.url), headers: house.headers, retryDelays: Array(60).fill(100), onError: failed, onSuccess: done,
    });
    upload.start();
  });
  assert.ok(line.cuts > 2, `the line was cut ${line.cuts} times`);
  await accepted(address);
});

test('tus-js-client takes an upload back', { timeout: 60_000 }, async () => {
  const upload = new Upload(sound, { endpoint: `${house.url}/api/v1/uploads`, headers: house.headers });
  await new Promise((done, failed) => Object.assign(upload.options, { onSuccess: done, onError: failed }) && upload.start());
  await upload.abort(true);
  await assert.rejects(house.api('GET', `/uploads/${upload.url.split('/').pop()}`), /404/);
});

const TUSPY = `
import sys
from tusclient import client
url, path, cookie = sys.argv[1:]
tus = client.TusClient(url, headers={"cookie": cookie, "sec-fetch-site": "same-origin"})
upload = tus.uploader(path, chunk_size=200_000, retries=20, retry_delay=1, metadata={"filename": "rozmowa.mp3"})
upload.upload_chunk()
again = tus.uploader(path, chunk_size=200_000, retries=20, retry_delay=1, url=upload.url)
assert again.offset == 200_000, again.offset
again.upload()
print(again.url)
`;

test('tuspy sends in pieces, and goes on from where another one was', { timeout: 120_000 }, async t => {
  const python = process.env.GLOS_TEST_PYTHON ?? 'python3';
  const hasTuspy = await run(python, ['-c', 'import tusclient']).then(() => true, () => false);
  if (!hasTuspy) return t.skip('tests/browser/run installs tuspy; here GLOS_TEST_PYTHON names no Python that has it');
  const folder = await mkdtemp(join(tmpdir(), 'glos-tuspy-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'rozmowa.mp3'), sound);
  const { stdout } = await run(python, ['-c', TUSPY, `${house.url}/api/v1/uploads`, join(folder, 'rozmowa.mp3'), house.headers.cookie]);
  await accepted(stdout.trim());
});
