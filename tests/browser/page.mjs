// Pages in a real Chromium that cannot leave this machine.
//
//     const browser = await chromium();                                    // one a test file; close it in `after`
//     const { page, seen, close } = await open(browser, url, { width: 320, dark: true });
//     seen.errors      what the console and uncaught exceptions said (the page's own 404 is no error)
//     seen.requests    the addresses that were asked for, in order
//     seen.wire()      bytes on the wire so far: [{ url, type, bytes }], compressed as they came
//     seen.shift()     the layout shift so far, as Chromium counts it (CLS)
//     await violations(page)     what axe has against it at WCAG 2.2 AA and by its best practices: [] or sentences
//     await tabTo(page, css)     presses Tab until the focus is on it; answers the stops on the way
//     await until('it plays', () => …)     waits for a fact, and says which one did not come
//     await says(page, css, /words/)       waits until an element says it: what the house has done, the page hears of a moment later
//
// `open` knows: width, height, dark, forced (colours), script (false: none), touch, lang. Names that are not this machine's
// do not resolve; wordpress.test is this machine, too.

import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

import { chromium as engine } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The rules that count: WCAG 2.2 up to AA, and what axe's makers hold for good. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** How long a fact may take to come true, in ms. Generous: the machine may be busy. */
export const PATIENCE = 15_000;

/** A browser. Sound is muted, and needs a gesture to play, as for everybody. */
export function chromium() {
  const hosts = 'MAP wordpress.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
  return engine.launch({
    executablePath: process.env.GLOS_TEST_CHROMIUM ?? '/usr/bin/chromium',
    // Containers give neither user namespaces nor much of /dev/shm.
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--mute-audio', '--disable-background-networking', '--disable-component-update', `--host-resolver-rules=${hosts}`],
  });
}

/** Opens a page in a context of its own, as somebody who was never there. */
export async function open(browser, url, how = {}) {
  const { width = 1280, height = 900, dark = false, forced = false, script = true, touch = false, lang = 'pl-PL' } = how;
  const context = await browser.newContext({
    viewport: { width, height }, colorScheme: dark ? 'dark' : 'light', forcedColors: forced ? 'active' : 'none',
    reducedMotion: 'reduce', javaScriptEnabled: script, hasTouch: touch, locale: lang,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  const seen = await watch(page, url);
  const answer = await page.goto(url, { waitUntil: 'load' });
  return { page, context, seen, answer, close: () => context.close() };
}

async function watch(page, url) {
  const seen = { errors: [], requests: [] };
  page.on('pageerror', error => seen.errors.push(error.message));
  page.on('console', said => {
    const isOwn404 = said.location().url === url && said.text().includes('status of 404');
    if (said.type() === 'error' && !isOwn404) seen.errors.push(`${said.text()} ${said.location().url}`);
  });
  page.on('request', request => seen.requests.push(request.url()));
  const wire = new Map();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  devtools.on('Network.requestWillBeSent', ({ requestId, request, type }) => wire.set(requestId, { url: request.url, type, bytes: 0 }));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (wire.has(requestId)) wire.get(requestId).bytes = encodedDataLength;
  });
  seen.wire = () => [...wire.values()];
  await page.addInitScript(() => {
    globalThis.layoutShift = 0;
    new PerformanceObserver(list => {
      for (const shift of list.getEntries()) if (!shift.hadRecentInput) globalThis.layoutShift += shift.value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  seen.shift = () => page.evaluate(() => globalThis.layoutShift);
  return seen;
}

/** What axe finds in the page as it is now. */
export async function violations(page, { without = [] } = {}) {
  // Evaluated by the debugger, which no content security policy forbids.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(
    ([rules, off]) => globalThis.axe.run(document, {
      runOnly: rules, rules: Object.fromEntries(off.map(rule => [rule, { enabled: false }])), resultTypes: ['violations'],
    }),
    [RULES, without],
  );
  return found.violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 160)}\n    ${node.failureSummary.replaceAll('\n', ' ')}`));
}

/** Presses Tab until the element has the focus; answers what had it before, as short selectors. */
export async function tabTo(page, selector, { most = 200, key = 'Tab' } = {}) {
  const stops = [];
  for (let presses = 0; presses < most; presses += 1) {
    await page.keyboard.press(key);
    const [stop, isIt] = await page.evaluate(wanted => {
      const at = document.activeElement;
      return [`${at.localName}${at.id && `#${at.id}`}${[...at.classList].map(name => `.${name}`).join('')}`, at.matches(wanted)];
    }, selector);
    if (isIt) return stops;
    stops.push(stop);
  }
  throw new Error(`the keyboard does not reach ${selector}; it went ${stops.slice(0, 60).join(' → ')}`);
}

/** Waits until the fact is true; answers what `fact` answered. */
export async function until(what, fact, patience = PATIENCE) {
  for (const end = Date.now() + patience; ; await new Promise(done => setTimeout(done, 50))) {
    const value = await fact();
    if (value) return value;
    if (Date.now() > end) throw new Error(`not in ${patience / 1000} s: ${what}`);
  }
}

/** Waits until the first such element says it. */
export async function says(page, selector, words, patience = PATIENCE) {
  let said;
  const isSaid = async () => words.test(said = (await page.locator(selector).first().textContent()).trim());
  await until(`${selector} says ${words}`, isSaid, patience).catch(error => { throw new Error(`${error.message}; it says „${said}”`); });
}

/** What makes the page scroll sideways: `page.evaluate(beyondTheEdge)`. */
export function beyondTheEdge() {
  const edge = document.documentElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= edge) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(element => element.getBoundingClientRect().right > edge + 0.5);
  return wide.slice(-5).map(element => element.outerHTML.slice(0, 120));
}
