// node tests/browser/themes.mjs ENGRAFT [SITE-THEME...]
//
// Builds the sample site and a site of another brand, each in both themes, and asks of one page of each kind all
// that checks/ knows. With names such as `brand-handbook`, only those. Ends with "N passed, N failed",
// which counts pages.

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as reach from './checks/reach.mjs';
import { checkScripts } from './checks/weight.mjs';
import { inspect } from './inspect.mjs';
import { basePathOf, browser, filesOf, nu, oneOfEachKind, redirectsOf, report, serve, twoAtATime } from './lib.mjs';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const SITES = { sample: ROOT, brand: join(ROOT, 'tests/sites/brand') };
export const THEMES = ['default', 'handbook'];
/** Part of the address of pages that no reader may see yet. */
const UNPUBLISHED = 'not-yet';

/** Builds a site in a theme below a temporary folder; gives the finished folder. */
export function build(engraft, below, site, theme) {
  const root = join(below, `${site}-${theme}`);
  for (const part of ['site-content', 'themes']) {
    const from = join(SITES[site], part);
    if (site !== 'sample' || part === 'site-content') cpSync(from, join(root, part), { recursive: true });
  }
  const settings = join(root, 'site-content/site.yaml');
  const text = readFileSync(settings, 'utf8');
  const themed = text.replace(/^theme: .*$/m, `theme: ${theme}`);
  if (!themed.includes(`theme: ${theme}`)) throw new Error(`the ${site} site names no theme`);
  writeFileSync(settings, themed);
  const output = join(root, basename(root));
  const ran = spawnSync(resolve(engraft), ['-C', root, 'build', '--output', output], { encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${site} in ${theme} is not built:\n${ran.stdout}${ran.stderr}`);
  return output;
}

/** What is wrong with the site as a whole. */
function whole(output) {
  const shown = filesOf(output).filter((file) => file.includes(UNPUBLISHED));
  return [...reach.check(output), ...checkScripts(output), ...shown.map((file) => `a draft is published: ${file}`)];
}

/** Builds the sites that are named, all if none is, and serves them. */
async function sites(engraft, names, below) {
  const all = Object.keys(SITES).flatMap((site) => THEMES.map((theme) => ({ site, theme, name: `${site}-${theme}` })));
  const wanted = all.filter(({ name }) => names.length === 0 || names.includes(name));
  return Promise.all(wanted.map(async ({ site, theme, name }) => {
    const output = build(engraft, below, site, theme);
    const base = basePathOf(output);
    return { name, output, base, ...(await serve(output, base)) };
  }));
}

async function main([engraft, ...names]) {
  if (!engraft) throw new Error('say which binary of Engraft builds the sites');
  const start = Date.now();
  const below = mkdtempSync(join(tmpdir(), 'engraft-themes-'));
  const chromium = await browser();
  const faults = new Map();
  const all = await sites(engraft, names, below);
  const jobs = [];
  for (const site of all) {
    faults.set(site.name, whole(site.output));
    for (const page of [...oneOfEachKind(site.output), ...redirectsOf(site.output).slice(0, 1)]) {
      const name = `${site.name}/${page.file}`;
      faults.set(name, []);
      jobs.push([page.size ?? 0, async () => faults.set(name, await inspect(chromium, site, page))]);
    }
  }
  // The largest first, so that both workers end together.
  jobs.sort(([one], [other]) => other - one);
  await twoAtATime(jobs.map(([, job]) => job));
  await chromium.close();
  for (const site of all) {
    site.close();
    for (const [file, message] of nu(site.output)) faults.get(site.name).push(`${file}: ${message}`);
  }
  rmSync(below, { recursive: true });
  console.log(`${jobs.length} pages of ${all.length} sites in ${Math.round((Date.now() - start) / 1000)} s`);
  return report(faults);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
}
