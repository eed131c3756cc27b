// node tests/servers/way.mjs ENGRAFT
//
// The whole way that a new user goes: a site by flags, an article with a broken link that is mended, a brand, a build,
// a real nginx, a browser; then a page that moves, the old address of a leaflet, a page that is withdrawn, and the day
// on which a page ends while another one is overdue. Ends with "N passed, N failed".

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { browser } from '../browser/lib.mjs';
import { SERVERS, ask, start } from './lib.mjs';

const ENGRAFT = resolve(process.argv[2] ?? 'target/release/engraft');
const BASE = '/patients/';

let passed = 0;
const failed = [];
async function step(name, check) {
  try {
    await check();
    passed += 1;
  } catch (error) {
    failed.push(`${name}: ${error.message}`);
  }
}

const place = mkdtempSync(join(tmpdir(), 'engraft-way-'));
const site = join(place, 'site');
const output = join(place, 'www/patients');
const env = { ...process.env, NO_COLOR: '1' };
delete env.SOURCE_DATE_EPOCH;
function engraft(...args) {
  const ran = spawnSync(ENGRAFT, ['-C', site, ...args], { encoding: 'utf8', env });
  return { code: ran.status, said: ran.stdout + ran.stderr };
}
function write(path, text) {
  const file = join(site, 'site-content', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}
const build = (...more) => engraft('build', '--output', output, ...more);
const page = (title, body, more = '') => `---\ntitle: ${title}\ndescription: About ${title}.\n${more}---\n${body}\n`;

let server;
let chromium;
try {
  mkdirSync(site);
  await step('a site by flags', () => {
    const ran = engraft('init', '--organisation', 'Riverside Hospital', '--base-url', `https://www.example.org${BASE}`, '--languages', 'en');
    assert.equal(ran.code, 0, ran.said);
    assert.match(ran.said, /engraft serve --open/);
  });
  await step('a broken link stops the build with what to type', () => {
    write('care/mouth.md', page('Mouth care', 'Read [[Before you arive]] and the [leaflet](leaflet.pdf).'));
    write('care/leaflet.pdf', '%PDF-1.4 leaflet');
    const ran = build();
    assert.equal(ran.code, 1, ran.said);
    assert.match(ran.said, /mouth\.md:5[\s\S]*did you mean `\[\[Before you arrive\]\]`/);
  });
  await step('mended and branded, it is built', () => {
    write('care/mouth.md', page('Mouth care', 'Read [[Before you arrive]] and the [leaflet](leaflet.pdf).'));
    write('trial.md', page('The trial', 'Come and join.', 'expires_on: 2099-07-01\n'));
    write('due.md', page('Due', 'See [[The trial]].', 'review_due: 2099-06-30\n'));
    // The number that `init` writes is one that nobody answers.
    const contacts = join(site, 'site-content/data/contacts.yaml');
    writeFileSync(contacts, readFileSync(contacts, 'utf8').replace('020 7946 0123', '020 7946 0456'));
    const yaml = join(site, 'site-content/site.yaml');
    const text = readFileSync(yaml, 'utf8')
      .replace('# colours: {', 'colours: {')
      .replace(/^# output: .*$/m, 'output: {servers: [nginx], precompress: yes}')
      .replace(/^# rules: .*$/m, 'rules: {overdue-review: error}');
    writeFileSync(yaml, text);
    const ran = build();
    assert.equal(ran.code, 0, ran.said);
    assert.equal(engraft('addresses', 'write').code, 0);
  });

  server = await start(SERVERS[0], join(place, 'www'), join(place, 'www/patients-servers/nginx.conf'));
  // What was deployed anew is read anew.
  const again = async () => {
    await server.stop();
    server = await start(SERVERS[0], join(place, 'www'), join(place, 'www/patients-servers/nginx.conf'));
  };
  const get = (path) => ask(server.port, BASE + path);
  chromium = await browser();
  const context = await chromium.newContext();
  const faults = [];
  const tab = await context.newPage();
  tab.on('console', (message) => faults.push(message.text()));
  tab.on('pageerror', (error) => faults.push(error.message));

  await step('a browser shows an article in its brand, and nothing complains', async () => {
    const began = performance.now();
    const bytes = [];
    tab.on('response', async (response) => bytes.push((await response.request().sizes()).responseBodySize));
    await tab.goto(`http://127.0.0.1:${server.port}${BASE}care/mouth/`, { waitUntil: 'networkidle' });
    assert.equal(await tab.textContent('h1'), 'Mouth care');
    const colour = await tab.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--primary'));
    assert.match(colour, /005a70/i);
    assert.equal(await tab.locator('[role=note] code').count(), 0, 'it lies where it belongs');
    await tab.click('a:has-text("Before you arrive")');
    await tab.waitForURL(/before-you-arrive/);
    console.log(`first visit of an article: ${bytes.length} answers, ${bytes.reduce((sum, one) => sum + one, 0)} bytes, ${Math.round(performance.now() - began)} ms to the next page`);
    assert.deepEqual(faults, []);
  });
  await step('every header is there', async () => {
    for (const path of ['', 'care/mouth/', 'nothing/', 'care/leaflet.pdf', '.engraft.json']) {
      const { headers } = await get(path);
      assert.match(headers['content-security-policy'], /^default-src 'none'; .*frame-ancestors 'none'$/, path);
      assert.equal(headers['x-content-type-options'], 'nosniff', path);
      assert.equal(headers['referrer-policy'], 'no-referrer', path);
      assert.equal(headers['cache-control'], 'no-cache', path);
    }
  });
  await step('a home page that is opened from the disk says what to type', async () => {
    const disk = await context.newPage();
    await disk.goto(pathToFileURL(join(output, 'index.html')).href);
    assert.match(await disk.textContent('[role=note]'), /engraft serve --built --open/);
    await disk.close();
  });
  await step('a page that moves and a leaflet answer where they were', async () => {
    assert.equal(engraft('mv', 'care', 'after').code, 0);
    const ran = build();
    assert.equal(ran.code, 0, ran.said);
    await again();
    for (const [from, to] of [['care/mouth/', 'after/mouth/'], ['care/mouth', 'after/mouth/'], ['care/leaflet.pdf', 'after/leaflet.pdf']]) {
      const answer = await get(from);
      assert.equal(answer.status, 301, from);
      assert.equal(answer.headers.location, BASE + to);
    }
    await tab.goto(`http://127.0.0.1:${server.port}${BASE}care/mouth/`);
    assert.equal(await tab.textContent('h1'), 'Mouth care');
    assert.match((await get('after/leaflet.pdf')).body.toString(), /leaflet/);
  });
  await step('a withdrawn page answers so, with its notice', async () => {
    write('after/mouth.md', page('Mouth care', 'Read [[Before you arrive]].', 'status: withdrawn\nredirect_from: [/care/mouth/]\n'));
    const ran = build();
    assert.equal(ran.code, 0, ran.said);
    await again();
    const answer = await get('after/mouth/');
    assert.equal(answer.status, 410);
    assert.match(answer.body.toString(), /page-withdrawn/);
    assert.match(answer.headers['content-security-policy'], /frame-ancestors/);
  });
  await step('on the day on which a page ends, it goes, though another is overdue', async () => {
    assert.equal((await get('trial/')).status, 200);
    const ran = build('--as-of', '2099-07-01');
    assert.equal(ran.code, 1, ran.said);
    assert.match(ran.said, /overdue-review/);
    await again();
    assert.equal((await get('trial/')).status, 404);
    assert.equal((await get('due/')).status, 200);
  });
} finally {
  await chromium?.close();
  await server?.stop();
  rmSync(place, { recursive: true, force: true });
}
for (const fault of failed) console.log(fault);
console.log(`\n${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
