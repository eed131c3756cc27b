// node tests/browser/moves.mjs ENGRAFT
//
// Moves whole sections of a copy of the sample site, and opens every address that their pages had before in
// Chromium: each leads on to the same page, with no message on the console. Nothing may be found that was not
// found before. Ends with "N passed, N failed", which counts addresses.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { basePathOf, browser, serve } from './lib.mjs';

const ENGRAFT = resolve(process.argv[2] ?? 'target/release/engraft');
const TODAY = ['--as-of', '2026-11-01'];
const MOVES = [
  ['after', 'during/going-on'],
  ['types/', 'kinds'],
  ['before/tests.md', 'before/your tests.md'],
];

const site = mkdtempSync(join(tmpdir(), 'engraft-moves-'));
const output = join(site, 'output');

/** Runs a command of the program in the copy, and expects success. */
function engraft(...args) {
  const ran = spawnSync(ENGRAFT, ['-C', site, ...args], { encoding: 'utf8' });
  if (ran.error) throw ran.error;
  if (ran.status !== 0) throw new Error(`engraft ${args.join(' ')}: ${ran.stdout}${ran.stderr}`);
  return ran.stdout;
}

const rows = (...args) =>
  engraft(...args, '--format', 'json')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** The rules of all findings, in order. */
const rules = () => rows('check', ...TODAY).map((finding) => finding.rule).sort().join(' ');

/** The title of every page that readers see, by its address. */
function titles() {
  const seen = rows('list', 'pages').filter(({ visibility }) => ['published', 'withdrawn'].includes(visibility));
  return new Map(seen.map(({ address, title }) => [address, title]));
}

/** What is wrong with an old address. */
async function follow(chromium, url, title) {
  const faults = [];
  const page = await chromium.newPage();
  page.on('console', (message) => faults.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => faults.push(`script error: ${error.message}`));
  await page.goto(url);
  const arrived = page.locator('h1', { hasText: title }).filter({ visible: true });
  await arrived.first().waitFor({ timeout: 10_000 }).catch(() => faults.push(`does not lead to "${title}"`));
  await page.close();
  return faults;
}

cpSync('site-content', join(site, 'site-content'), { recursive: true });
const findings = rules();
const before = titles();
for (const [old, next] of MOVES) engraft('mv', old, next);
const after = titles();
let failed = 0;
const complain = (text) => {
  failed += 1;
  console.log(text);
};
if (rules() !== findings) complain('findings that were not there before: see `engraft check`');
engraft('build', ...TODAY);
const base = basePathOf(output);
const server = await serve(output, base);
const chromium = await browser();
const moved = [...before].filter(([address]) => !after.has(address));
if (moved.length === 0) complain('nothing has another address');
for (const [address, title] of moved) {
  const url = server.origin + base + encodeURI(address.slice(1));
  const faults = await follow(chromium, url, title);
  if (faults.length > 0) complain(`${address}\n  ${faults.join('\n  ')}`);
}
await chromium.close();
server.close();
rmSync(site, { recursive: true });
console.log(`${moved.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
