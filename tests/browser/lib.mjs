// A finished site, served as a web server would serve it, and a browser to look at it.
//
// The server adds the Content-Security-Policy that the pages promise to live with.

import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join, relative, sep } from 'node:path';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const STANDARDS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The Nu HTML checker, for `java -jar`. */
export const NU = join(require.resolve('vnu-jar/package.json'), '../build/dist/vnu.jar');

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
  "connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.xml': 'application/xml',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

// What Chromium needs as root, without a screen, and without calling home.
const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Every file of a finished site, '/'-separated and sorted. */
export function filesOf(folder) {
  const files = [];
  const open = [folder];
  while (open.length > 0) {
    const current = open.pop();
    for (const name of readdirSync(current)) {
      const path = join(current, name);
      if (statSync(path).isDirectory()) open.push(path);
      else files.push(relative(folder, path).split(sep).join('/'));
    }
  }
  return files.sort();
}

/** The pages that readers see, each with its path and its kind (the class of its body); pages that only send elsewhere are left out. */
export function pagesOf(folder) {
  const pages = [];
  for (const file of filesOf(folder)) {
    if (!file.endsWith('.html')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    if (/http-equiv="?refresh/i.test(text)) continue;
    const kind = text.match(/<body[^>]*class="?([^"\s>]+)/i)?.[1] ?? '';
    pages.push({ file, kind, path: file.replace(/(^|\/)index\.html$/, '$1') });
  }
  return pages;
}

/** The path that the site is made for, such as `/patients/`: from the home page's canonical link. */
export function basePathOf(folder) {
  const home = readFileSync(join(folder, 'index.html'), 'utf8');
  const link = home.match(/<link[^>]*rel="?canonical"?[^>]*>/i)?.[0] ?? '';
  const address = link.match(/href="?([^"\s>]+)/i)?.[1];
  return address ? new URL(address).pathname : '/';
}

/** Serves a folder below a path on a free port of this machine. */
export async function serve(folder, base) {
  const files = new Set(filesOf(folder));
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    let file = path.startsWith(base) ? path.slice(base.length) : null;
    if (file !== null && (file === '' || file.endsWith('/'))) file += 'index.html';
    const found = file !== null && files.has(file);
    const answer = found ? file : '404.html';
    response.writeHead(found ? 200 : 404, {
      'Content-Type': TYPES[extname(answer)] ?? 'application/octet-stream',
      'Content-Security-Policy': POLICY,
      'X-Content-Type-Options': 'nosniff',
    });
    response.end(found || files.has(answer) ? readFileSync(join(folder, answer)) : 'not found');
  });
  await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

/** Debian's Chromium, or the one that CHROMIUM names. */
export async function browser() {
  const executablePath =
    process.env.CHROMIUM ??
    execFileSync('sh', ['-c', 'command -v chromium || command -v chromium-browser'], {
      encoding: 'utf8',
    }).trim();
  return chromium.launch({ executablePath, args: FLAGS });
}

/** What axe finds, one line each. */
export async function axe(page) {
  await page.evaluate(AXE);
  const result = await page.evaluate(
    (standards) => globalThis.axe.run({ runOnly: standards, resultTypes: ['violations'] }),
    STANDARDS,
  );
  return result.violations.map((violation) => {
    const places = violation.nodes.slice(0, 3).map((node) => node.target.join(' '));
    return `axe ${violation.id} (${violation.impact}): ${violation.help}: ${places.join('; ')}`;
  });
}
