// The markup of every page is what the standard says: no error of the Nu HTML checker, none of html-validate.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { HtmlValidate, StaticConfigLoader } from 'html-validate';

import { house } from './house.mjs';
import { nu } from './markup.mjs';

const { url, pages } = await house();

const documents = await Promise.all(pages.map(async ({ name, path }) => ({ name, html: await (await fetch(url + path)).text() })));

/** Rules of taste are left out: ours is plain HTML without needless slashes, quotes and spaces. */
const validator = new HtmlValidate(new StaticConfigLoader({
  root: true,
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  // Files of our own need no proof that they are ours.
  rules: { 'require-sri': ['error', { target: 'crossorigin' }] },
  elements: ['html5', { 'glos-player': { flow: true, phrasing: false, permittedContent: ['@flow'] } }],
}));

const said = nu(documents.map(({ html }) => html));
documents.forEach(({ name, html }, number) => {
  test(`the markup is right: ${name}`, () => {
    assert.deepEqual(said[number], [], 'Nu HTML checker');
    const report = validator.validateStringSync(html);
    const errors = report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, selector }) => `line ${line}: ${ruleId}: ${message} ${selector ?? ''}`));
    assert.deepEqual(errors, [], 'html-validate');
  });
});
