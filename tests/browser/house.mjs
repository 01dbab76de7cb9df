// A house for the browser tests: the built binary with everything that pages can show.
//
//     import { house } from './house.mjs';
//     const { url, pages, path } = await house();      // one for all test files: `run` starts it, or the first who asks
//
//   url                the public URL, without a slash at its end
//   pages, kinds       every public page: { name, path, status }; one of each kind (content.mjs)
//   path.everything    the paths of single episodes: everything, long, title, unlisted, english, bare, trailer, packages
//   token              the secret of a token that may do everything (`api(url, token, …)` sends requests with it)
//   setup              the path of the link that makes the first account of the studio
//
// Tests read it and change nothing: the other files use it too. Who must change something starts one: `begin()`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { fill } from './content.mjs';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const binary = process.env.GLOS_BIN ?? join(checkout, 'target/debug/glos');

/** How long the house may take to open, in ms: a debug build checks the samples slowly. */
const PATIENCE = 120_000;

let shared;

/** The house of this run. */
export function house() {
  const running = process.env.GLOS_BROWSER_HOUSE;
  shared ??= running ? Promise.resolve(JSON.parse(running)) : begin().then(begun => (begun.stopWithProcess(), begun.told));
  return shared;
}

/** Starts a house of its own on a free port. */
export async function begin() {
  const folder = await mkdtemp(join(tmpdir(), 'glos-browser-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  await shows(join(folder, 'feeds'));
  const environment = {
    PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUST_LOG: 'warn',
    GLOS_LISTEN: url.slice('http://'.length), GLOS_PUBLIC_URL: url, GLOS_DATA: join(folder, 'data'),
    GLOS_FEEDS: join(folder, 'feeds'),
  };
  const server = spawn(binary, ['serve', '--demo'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(server, 'exit');
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  try {
    const { token, setup } = await secrets(server);
    await open(url);
    return { told: { url, token, setup, ...(await fill(url, token)) }, stop, stopWithProcess: () => stopWithProcess(server, folder) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A request to the API; an answer other than 2xx is an error that says why. */
export async function api(url, token, method, path, body, headers = {}) {
  const answer = await fetch(`${url}/api/v1${path}`, { method, body, headers: { authorization: `Bearer ${token}`, ...headers } });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** A port that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** The project's own show and two of the tests, as folders. */
async function shows(feeds) {
  await mkdir(feeds);
  await cp(join(checkout, 'feeds/skuteczny-dialog'), join(feeds, 'skuteczny-dialog'), { recursive: true });
  const ours = fileURLToPath(new URL('feeds/', import.meta.url));
  await cp(ours, feeds, { recursive: true });
  for (const show of ['voices', 'wiele-odcinkow']) {
    await writeFile(join(feeds, show, 'cover.png'), await readFile(join(feeds, 'skuteczny-dialog/cover.png')));
  }
}

/** The secrets that a demonstration prints once it is furnished. */
function secrets(server) {
  return new Promise((found, failed) => {
    let said = '';
    const listen = bytes => {
      said += bytes;
      const [token, setup] = [/GLOS_TOKEN=(\S+)/, /(\/studio\/setup\/\S+)\n/].map(form => form.exec(said)?.[1]);
      if (token && setup) found({ token, setup });
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('error', error => failed(new Error(`${binary} does not start (cargo build): ${error.message}`)));
    server.on('exit', code => failed(new Error(`${binary} ended with ${code}:\n${said}`)));
    setTimeout(() => failed(new Error(`${binary} did not open:\n${said}`)), PATIENCE).unref();
  });
}

/** The welcome is printed a moment before requests are answered. */
async function open(url) {
  for (const until = Date.now() + PATIENCE; ; await new Promise(done => setTimeout(done, 50))) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error(`${url} does not answer`);
  }
}

/** For whoever runs one test file alone: the house goes with the process. */
function stopWithProcess(server, folder) {
  server.unref();
  server.stdout.unref?.();
  server.stderr.unref?.();
  process.on('exit', () => {
    server.kill('SIGKILL');
    spawn('rm', ['-rf', folder], { detached: true, stdio: 'ignore' }).unref();
  });
}
