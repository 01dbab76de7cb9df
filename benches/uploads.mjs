#!/usr/bin/env node
// Two hundred producers send 20 MB each at once: what that costs the service, and whether a byte is lost.
//
//     tests/browser/install && cargo build --release && GLOS_BIN=target/release/glos node benches/uploads.mjs [COUNT] [MEGABYTES]
//
// Each sends speech with a tag of its own at the end, in two pieces, cut once on the way. Says the service's memory before and at its
// most, the times, and how many were found sound with the SHA-256 of what was sent. The house is a folder and SQLite; with
// GLOS_DATABASE_URL, GLOS_STORAGE and the like in the environment it is another one.

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { studio } from '../tests/browser/studio.mjs';

const [count = 200, megabytes = 20] = process.argv.slice(2).map(Number);
const settings = Object.fromEntries(Object.entries(process.env).filter(([name]) => /^(GLOS_(DATABASE|STORAGE|S3)|AWS_)/.test(name)));
const house = await studio(settings);
const status = async () => readFile(`/proc/${house.pid()}/status`, 'utf8');
const memory = async name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(await status())[1]) / 1024;
const tus = { ...house.headers, 'Tus-Resumable': '1.0.0' };

// Whole frames after one another are a recording. The tag at the end (ID3v1) tells them apart.
const TAG = 128;
const spoken = await readFile(new URL('../fixtures/samples/01-skad-wzial-sie-projekt.mp3', import.meta.url));
const size = [6, 7, 8, 9].reduce((sum, at) => sum * 128 + spoken[at], 0);
const frames = spoken.toString('latin1', 0, 3) === 'ID3' ? spoken.subarray(10 + size) : spoken;
const sound = Buffer.concat(Array(Math.ceil((megabytes * 1e6 - TAG) / frames.length)).fill(frames));
const length = sound.length + TAG;
const ends = Array.from({ length: count }, (_, number) => {
  const tag = Buffer.alloc(TAG);
  tag.write(`TAGOdcinek ${number}`, 'latin1');
  return tag;
});
const hashed = createHash('sha256').update(sound);

/** The file from a byte on, not a byte of it copied. */
async function* from(offset, end) {
  if (offset < sound.length) yield sound.subarray(offset);
  yield end.subarray(Math.max(0, offset - sound.length));
}

async function send(end) {
  const announced = await fetch(`${house.url}/api/v1/uploads`, { method: 'POST', headers: { ...tus, 'Upload-Length': length } });
  if (announced.status !== 201) throw new Error(`${announced.status} ${await announced.text()}`);
  const address = announced.headers.get('location');
  for (;;) {
    const asked = await fetch(address, { method: 'HEAD', headers: tus });
    const offset = Number(asked.headers.get('upload-offset'));
    if (offset === length) return address;
    const cut = offset === 0 ? AbortSignal.timeout(2000 + Math.floor(Math.random() * 8000)) : undefined;
    const headers = { ...tus, 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream' };
    await fetch(address, { method: 'PATCH', headers, body: from(offset, end), duplex: 'half', signal: cut }).catch(() => undefined);
  }
}

let later = 0;
/** What became of an upload, once it is checked. Who is told to come again later does. */
async function checked(address) {
  for (;;) {
    const answer = await fetch(`${address}?wait=60`, { headers: house.headers });
    if (answer.status === 503) {
      later += 1;
      await new Promise(done => setTimeout(done, 1000 * Number(answer.headers.get('retry-after'))));
      continue;
    }
    const upload = await answer.json();
    if (upload.state !== 'checking') return upload;
  }
}

const seconds = since => ((performance.now() - since) / 1000).toFixed(0);
const before = await memory('VmRSS');
const began = performance.now();
const addresses = await Promise.all(ends.map(send));
console.log(`${count} uploads of ${(length / 1e6).toFixed(1)} MB are there after ${seconds(began)} s`);
console.log(`memory: ${before.toFixed(0)} MB before, ${(await memory('VmHWM')).toFixed(0)} MB at its most`);
const uploads = await Promise.all(addresses.map(checked));
const isRight = (upload, number) => upload.state === 'accepted' && upload.report.sha256 === hashed.copy().update(ends[number]).digest('hex');
const right = uploads.filter(isRight).length;
if (later > 0) console.log(`${later} questions were answered with "later"`);
console.log(`${right} of ${count} are sound, each with its own SHA-256, after ${seconds(began)} s; memory at its most ${(await memory('VmHWM')).toFixed(0)} MB`);
await house.stop();
process.exit(right === count ? 0 : 1);
