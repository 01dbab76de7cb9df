// Runs Lighthouse (on the PATH: `lighthouse` beside this file sees to it) and says where it is not content.

import { execFileSync } from 'node:child_process';

import { begin } from './house.mjs';

const WANTED = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const FLAGS = '--headless=new --no-sandbox --disable-dev-shm-usage --host-resolver-rules="MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"';

const own = process.argv[2] ? undefined : await begin();
const url = (process.argv[2] ?? own.told.url).replace(/\/$/, '');
const show = '/skuteczny-dialog';
const episode = own?.told.path.everything ?? `${show}/skad-wzial-sie-projekt`;
let isGood = true;
for (const path of [show, episode, `${show}/notes/o-projekcie`, `${episode}/embed`]) {
  for (const form of ['mobile', 'desktop']) {
    const isEmbed = path.endsWith('/embed');
    const scores = patiently(() => measured(url + path, form));
    for (const [category, wanted] of Object.entries(WANTED)) {
      if (isEmbed && category === 'seo') continue;
      const { score, lost } = scores[category];
      isGood &&= score >= wanted;
      console.log(`${score < wanted ? 'LESS' : 'ok  '} ${`${score}`.padStart(3)} ${category.padEnd(15)} ${form.padEnd(8)} ${path}`);
      for (const what of score < wanted ? lost : []) console.log(`         ${what}`);
    }
  }
}
await own?.stop();
process.exitCode = isGood ? 0 : 1;

/** Lighthouse loses a trace now and then (NO_NAVSTART) and asks to be run again. */
function patiently(measure, tries = 3) {
  try {
    return measure();
  } catch (error) {
    if (tries === 1) throw error;
    return patiently(measure, tries - 1);
  }
}

/** Each category's score, and the audits that cost it something. */
function measured(address, form) {
  const told = execFileSync('lighthouse', [
    address, '--quiet', '--output=json', `--only-categories=${Object.keys(WANTED)}`, `--chrome-flags=${FLAGS}`,
    ...(form === 'desktop' ? ['--preset=desktop'] : []),
  ], { maxBuffer: 1 << 26, env: { CHROME_PATH: '/usr/bin/chromium', ...process.env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const { categories, audits } = JSON.parse(told);
  return Object.fromEntries(Object.entries(categories).map(([name, { score, auditRefs }]) => {
    const lost = auditRefs.filter(({ id, weight }) => weight > 0 && audits[id].score !== null && audits[id].score < 0.9);
    return [name, { score: Math.round(score * 100), lost: lost.map(({ id }) => `${id} ${audits[id].displayValue ?? ''}`) }];
  }));
}
