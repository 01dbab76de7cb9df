#!/usr/bin/env node
// Two hundred producers send 20 MB each at once: what that costs the service, and whether a byte is lost.
//
//     tests/browser/install && cargo build --release && GLOS_BIN=target/release/glos node benches/uploads.mjs [COUNT] [MEGABYTES]
//
// Each sends random bytes behind the head of a recording, in two pieces, cut once on the way. Says the service's memory before and at its
// most, the time, and how many came through with the length that was sent. The checks (which refuse the noise) come after.

import { readFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';

import { studio } from '../tests/browser/studio.mjs';

const [count = 200, megabytes = 20] = process.argv.slice(2).map(Number);
const length = megabytes * 1e6;
const house = await studio();
const status = async () => readFile(`/proc/${house.pid()}/status`, 'utf8');
const memory = async name => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(await status())[1]) / 1024;
const tus = { ...house.headers, 'Tus-Resumable': '1.0.0' };

const sound = await readFile(new URL('../fixtures/audio/cbr-noxing.mp3', import.meta.url));
const file = Buffer.concat([...Array(8).fill(sound), randomBytes(length)]).subarray(0, length);

async function send() {
  const announced = await fetch(`${house.url}/api/v1/uploads`, { method: 'POST', headers: { ...tus, 'Upload-Length': length } });
  if (announced.status !== 201) throw new Error(`${announced.status} ${await announced.text()}`);
  const address = announced.headers.get('location');
  for (;;) {
    const asked = await fetch(address, { method: 'HEAD', headers: tus });
    const offset = Number(asked.headers.get('upload-offset'));
    if (offset === length) return address;
    const cut = offset === 0 ? AbortSignal.timeout(2000 + Math.random() * 8000) : undefined;
    const headers = { ...tus, 'Upload-Offset': offset, 'Content-Type': 'application/offset+octet-stream' };
    await fetch(address, { method: 'PATCH', headers, body: file.subarray(offset), signal: cut }).catch(() => undefined);
  }
}

const before = await memory('VmRSS');
const began = performance.now();
const addresses = await Promise.all(Array.from({ length: count }, send));
const took = (performance.now() - began) / 1000;
const whole = await Promise.all(addresses.map(async address => (await fetch(address, { headers: house.headers })).json()));
const complete = whole.filter(upload => upload.offset === length).length;
console.log(`${complete} of ${count} uploads of ${megabytes} MB are whole, in ${took.toFixed(0)} s (${(count * megabytes / took).toFixed(0)} MB/s)`);
console.log(`memory: ${before.toFixed(0)} MB before, ${(await memory('VmHWM')).toFixed(0)} MB at its most`);
await house.stop();
process.exit(complete === count ? 0 : 1);
