// Everybody reads every page: axe finds nothing, in light and dark, on a wide screen and at 320 px, with forced colours;
// nothing is cut off or has to be scrolled sideways, also where readers space the text out.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { house } from './house.mjs';
import { beyondTheEdge, chromium, open, violations } from './page.mjs';

const { url, pages } = await house();
let browser;
before(async () => { browser = await chromium(); });
after(() => browser.close());

const WIDE = { width: 1280, height: 900 };
/** WCAG 1.4.10: 1280 px at a zoom of 400 %. */
const NARROW = { width: 320, height: 568 };

for (const { name, path, status } of pages) {
  test(`everybody reads the page: ${name}`, async t => {
    const { page, answer, close } = await open(browser, url + path, WIDE);
    t.after(close);
    assert.equal(answer.status(), status, path);
    for (const [mode, size, media] of [
      ['light, wide', WIDE, { colorScheme: 'light' }],
      ['dark, wide', WIDE, { colorScheme: 'dark' }],
      ['dark, 320 px', NARROW, { colorScheme: 'dark' }],
      ['light, 320 px', NARROW, { colorScheme: 'light' }],
      ['forced colours', NARROW, { colorScheme: 'dark', forcedColors: 'active' }],
    ]) {
      await page.setViewportSize(size);
      await page.emulateMedia(media);
      assert.deepEqual(await violations(page), [], `${path} in ${mode}`);
      assert.deepEqual(await page.evaluate(beyondTheEdge), [], `${path} in ${mode} is wider than the screen`);
    }
    await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' });
    await page.evaluate(spaceOut);
    assert.deepEqual(await page.evaluate(beyondTheEdge), [], `${path} spaced out is wider than the screen`);
    assert.deepEqual(await page.evaluate(cutOff), [], `${path} spaced out loses words`);
  });
}

/** WCAG 1.4.12, Text Spacing, with its own numbers. A sheet made by script is not what the page's policy forbids. */
function spaceOut() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
    p { margin-block-end: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
}

/** Words in a box that is too small for them and shows no more. Lines that are clamped on purpose say so (`line-clamp`). */
function cutOff() {
  const isCut = element => {
    const style = getComputedStyle(element);
    const hides = ['hidden', 'clip'].includes(style.overflowY) && element.scrollHeight > element.clientHeight + 2;
    const isClamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
    // Texts for screen readers alone are a pixel wide on purpose.
    return hides && !isClamped && element.clientHeight > 2 && element.innerText?.trim();
  };
  return [...document.body.querySelectorAll('*')].filter(isCut).map(element => element.outerHTML.slice(0, 160));
}
