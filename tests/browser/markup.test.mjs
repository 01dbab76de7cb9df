// The markup of every page is what the standard says: no error of the Nu HTML checker, none of html-validate.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

import { house } from './house.mjs';

const { url, pages } = await house();
const require = createRequire(import.meta.url);

const documents = await Promise.all(pages.map(async ({ name, path }) => ({ name, html: await (await fetch(url + path)).text() })));

/** What the Nu HTML checker says of each document. All at once: a Java machine takes a second to start. */
function nu() {
  const folder = mkdtempSync(join(tmpdir(), 'glos-markup-'));
  try {
    documents.forEach(({ html }, number) => writeFileSync(join(folder, `${number}.html`), html));
    const jar = join(dirname(require.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
    const files = documents.map((_, number) => join(folder, `${number}.html`));
    const told = execFileSync('java', ['-Xss8m', '-jar', jar, '--exit-zero-always', '--stdout', '--format', 'json', ...files], { maxBuffer: 1 << 26 });
    const said = documents.map(() => []);
    for (const { url: file, type, lastLine, message, extract } of JSON.parse(told).messages) {
      const of = said[Number(/(\d+)\.html$/.exec(file)[1])];
      if (type === 'error') of.push(`line ${lastLine}: ${message} ${extract ?? ''}`);
    }
    return said;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Rules of taste are left out: ours is plain HTML without needless slashes, quotes and spaces. */
const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  // Files of our own need no proof that they are ours.
  rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
  elements: ['html5', { 'glos-player': { flow: true, phrasing: false, permittedContent: ['@flow'] } }],
}));

const said = nu();
documents.forEach(({ name, html }, number) => {
  test(`the markup is right: ${name}`, () => {
    assert.deepEqual(said[number], [], 'Nu HTML checker');
    const report = validator.validateStringSync(html);
    const errors = report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, selector }) => `line ${line}: ${ruleId}: ${message} ${selector ?? ''}`));
    assert.deepEqual(errors, [], 'html-validate');
  });
});
