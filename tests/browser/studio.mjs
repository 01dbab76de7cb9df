// A studio of a test's own: an empty house with the project's show, and somebody who has just been let in by the setup link.
//
//     const house = await studio();          house.url, house.cookie (for a context: house.enters(context))
//     const draft = await house.draft('Rozmowa');     // what the API says of it; house.page(draft) is its page in the studio
//     await house.api('GET', '/uploads/…')   // as that person
//     await house.restart('SIGKILL')         // the same house on the same port
//     await house.stop()
//     const house = await studio({}, { isNew: true });     // nobody was let in yet: house.link is what `serve` printed
//     const house = await studio({}, { isNew: true, isBare: true });     // nor is there a show, or a folder of shows

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { freePort } from './house.mjs';

const checkout = fileURLToPath(new URL('../../', import.meta.url));
const binary = process.env.GLOS_BIN ?? join(checkout, 'target/debug/glos');
const SHOW = 'skuteczny-dialog';
const PATIENCE = 120_000;

/** Opens a studio; browsers know passkeys where its `host` is `localhost`. */
export async function studio(settings = {}, { isNew = false, isBare = false, host = '127.0.0.1' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'glos-studio-'));
  if (!isBare) await cp(join(checkout, 'feeds', SHOW), join(folder, 'feeds', SHOW), { recursive: true });
  const port = await freePort();
  const url = `http://${host}:${port}`;
  const environment = {
    PATH: process.env.PATH, HOME: folder, TMPDIR: folder, RUST_LOG: 'warn', GLOS_LISTEN: `127.0.0.1:${port}`,
    GLOS_PUBLIC_URL: url, GLOS_DATA: join(folder, 'data'), GLOS_FEEDS: join(folder, 'feeds'), ...settings,
  };
  let server = serve(environment);
  const link = await said(server, /(http:\/\/\S+\/studio\/setup\/\S+)/);
  await answers(url);
  const cookie = isNew ? undefined : await letIn(link);
  const headers = { cookie: cookie && `${cookie.name}=${cookie.value}`, 'sec-fetch-site': 'same-origin' };
  const api = async (method, path, body, more = {}) => {
    const json = body === undefined || typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body);
    const answer = await fetch(`${url}/api/v1${path}`, { method, body: json, headers: { ...headers, 'content-type': 'application/json', ...more } });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.status === 204 ? undefined : answer.json();
  };
  const end = async signal => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, 'exit');
    server.kill(signal);
    await ended;
  };
  return {
    url, link, cookie, headers, api, pid: () => server.pid,
    enters: (context, at = url) => context.addCookies([{ ...cookie, url: at }]),
    draft: title => api('POST', `/shows/${SHOW}/episodes`, { title, at: 'draft' }),
    episode: ({ slug }) => api('GET', `/shows/${SHOW}/episodes/${slug}`),
    page: ({ id }, at = url) => `${at}/studio/shows/${SHOW}/episodes/${id}`,
    restart: async signal => {
      await end(signal);
      server = serve(environment);
      await answers(url);
    },
    stop: async () => {
      await end('SIGTERM');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function serve(environment) {
  const server = spawn(binary, ['serve'], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  server.on('error', error => { throw new Error(`${binary} does not start (cargo build): ${error.message}`); });
  process.on('exit', () => server.kill('SIGKILL'));
  return server;
}

/** What the house says when it opens. */
function said(server, pattern) {
  return new Promise((found, failed) => {
    let all = '';
    const listen = bytes => {
      all += bytes;
      const match = pattern.exec(all);
      if (match) found(match[1]);
    };
    server.stdout.on('data', listen);
    server.stderr.on('data', listen);
    server.on('exit', code => failed(new Error(`the house ended with ${code}:\n${all}`)));
    setTimeout(() => failed(new Error(`no ${pattern} in\n${all}`)), PATIENCE).unref();
  });
}

async function answers(url) {
  for (const until = Date.now() + PATIENCE; ; await new Promise(done => setTimeout(done, 50))) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return;
    if (Date.now() > until) throw new Error(`${url} does not answer`);
  }
}

/** The first minute, without looking at it: the setup has a test of its own. */
async function letIn(link) {
  const body = new URLSearchParams({ name: 'Ewa', email: 'ewa@dialog.example', 'new-password': 'rzeka płynie pod mostem 7' });
  const answer = await fetch(link, { method: 'POST', body, redirect: 'manual', headers: { 'sec-fetch-site': 'same-origin' } });
  const [first] = answer.headers.getSetCookie();
  if (!first) throw new Error(`nobody was let in: ${answer.status} ${await answer.text()}`);
  const [name, value] = first.split(';')[0].split('=');
  return { name, value };
}
