#!/usr/bin/env node
// How long a producer waits after the last byte of an hour: from there to the finished report, against ffmpeg decoding the same file.
//
//     tests/browser/install && cargo build --release && GLOS_BIN=target/release/glos node benches/report-time.mjs [ROUNDS] [MINUTES]
//
// The file is speech, MP3 at 128 kbit/s. All of it but the last 64 KiB is sent before the clock starts. Both run in turns, and the
// ratio of each round is told: what else the machine does slows down both. Needs ffmpeg.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

import { studio } from '../tests/browser/studio.mjs';

const run = promisify(execFile);
const [rounds = 5, minutes = 60] = process.argv.slice(2).map(Number);
const LAST = 65536;

const folder = await mkdtemp(join(tmpdir(), 'glos-hour-'));
const path = join(folder, 'godzina.mp3');
const spoken = fileURLToPath(new URL('../fixtures/samples/01-skad-wzial-sie-projekt.mp3', import.meta.url));
const sound = ['-stream_loop', '-1', '-i', spoken, '-t', String(minutes * 60), '-map', '0:a', '-c:a', 'libmp3lame', '-b:a', '128k'];
await run('ffmpeg', ['-v', 'error', ...sound, path]);
const file = await readFile(path);
const house = await studio();
const tus = { ...house.headers, 'Tus-Resumable': '1.0.0' };

async function seconds(work) {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

/** Sends the file and takes the time from its last bytes on. */
async function report() {
  const announced = await fetch(`${house.url}/api/v1/uploads`, { method: 'POST', headers: { ...tus, 'Upload-Length': file.length } });
  const address = announced.headers.get('location');
  const patch = async (from, to) => {
    const headers = { ...tus, 'Upload-Offset': from, 'Content-Type': 'application/offset+octet-stream' };
    const answer = await fetch(address, { method: 'PATCH', headers, body: file.subarray(from, to) });
    if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
  };
  await patch(0, file.length - LAST);
  const took = await seconds(async () => {
    await patch(file.length - LAST, file.length);
    const upload = await (await fetch(`${address}?wait=60`, { headers: house.headers })).json();
    if (upload.report?.bytes !== file.length) throw new Error(`there is no report: ${JSON.stringify(upload).slice(0, 500)}`);
  });
  await fetch(address, { method: 'DELETE', headers: tus });
  return took;
}

const middle = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const all = [];
for (let round = 0; round < rounds; round += 1) {
  const ours = await report();
  const theirs = await seconds(() => run('ffmpeg', ['-v', 'error', '-i', path, '-f', 'null', '-']));
  all.push({ ours, theirs, ratio: ours / theirs });
  console.log(`report ${ours.toFixed(2)} s, ffmpeg ${theirs.toFixed(2)} s: ${(ours / theirs).toFixed(2)}`);
}
const of = name => middle(all.map(round => round[name]));
console.log(`${minutes} min, ${(file.length / 1e6).toFixed(1)} MB: report ${of('ours').toFixed(2)} s, ffmpeg ${of('theirs').toFixed(2)} s, ratio ${of('ratio').toFixed(2)} (medians of ${rounds})`);
await house.stop();
await rm(folder, { recursive: true, force: true });
