// Opens one house for all test files, runs them one after the other (their times matter), and closes the house.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { begin } from './house.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const names = process.argv.slice(2).map(name => `${name.replace(/\.test\.mjs$/, '')}.test.mjs`);
const files = names.length > 0 ? names : readdirSync(here).filter(name => name.endsWith('.test.mjs')).sort();

const house = await begin();
let tests;
let isStopped = false;
const failed = [];
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => { isStopped = true; tests?.kill(signal); });
try {
  const environment = { ...process.env, GLOS_BROWSER_HOUSE: JSON.stringify(house.told) };
  for (const file of files) {
    if (isStopped) break;
    tests = spawn(process.execPath, ['--test', '--test-reporter=spec', file], { cwd: here, env: environment, stdio: 'inherit' });
    const [code] = await once(tests, 'exit');
    if (code !== 0 && !isStopped) failed.push(file);
    if (code !== 0 || isStopped) process.exitCode = 1;
  }
} finally {
  await house.stop();
  // The last line says where to look: what comes before it may be thousands of lines.
  const outcome = failed.length > 0 ? `failed: ${failed.join(', ')}` : isStopped ? 'stopped before the end' : 'no test failed';
  console.log(`\n${outcome}`);
}
