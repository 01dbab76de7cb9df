// The Nu HTML checker, on this machine.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** What the Nu HTML checker says of each document. All at once: a Java machine takes a second to start. */
export function nu(documents) {
  const folder = mkdtempSync(join(tmpdir(), 'glos-markup-'));
  try {
    documents.forEach((html, number) => writeFileSync(join(folder, `${number}.html`), html));
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
