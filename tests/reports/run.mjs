// Reports for machines, read by others: SARIF by the validator of its makers against the schema of OASIS, JUnit's XML by
// a parser of XML, GitLab's list by its own rules. node tests/reports/run.mjs PROGRAM SITE...

import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const [program, ...sites] = process.argv.slice(2).map((path) => resolve(path));
const folder = mkdtempSync(join(tmpdir(), 'reports-'));
const validator = join(import.meta.dirname, 'node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool');
// The package brings it as a file like any other.
chmodSync(validator, 0o755);
const faults = [];
let passed = 0;

function expect(is, words) {
  if (is) passed += 1;
  else faults.push(words);
}

function run(command, args, input) {
  const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1' };
  const ran = spawnSync(command, args, { encoding: 'utf8', input, env, maxBuffer: 1 << 28 });
  if (ran.error) throw ran.error;
  return ran;
}

/** What the validator says of a log: its errors and warnings. */
function judge(name, log) {
  const file = join(folder, `${name}.sarif`);
  writeFileSync(file, log);
  const ran = run(validator, ['validate', file]);
  const said = `${ran.stdout}${ran.stderr}`;
  expect(/Analysis completed successfully/.test(said), `${name}: the validator did not run\n${said}`);
  return said.split('\n').filter((line) => /: (error|warning) /.test(line));
}

// The judge is shown that it can tell.
const bad = '{"version":"2.1.0","runs":[{"tool":{"driver":{}}}]}';
expect(judge('bad', bad).length > 0, 'a log without the name of its tool passes');

for (const site of sites) {
  const name = site.split('/').pop();
  const check = (format) => run(program, ['-C', site, 'check', '--format', format]).stdout;
  const count = check('json').split('\n').filter((line) => line).length;

  const log = check('sarif');
  const said = judge(name, log);
  expect(said.length === 0, `${name}: ${said.join('\n')}`);
  const results = JSON.parse(log).runs[0].results;
  expect(results.length === count, `${name}: SARIF has ${results.length} of ${count} findings`);
  const prints = new Set(results.map((result) => JSON.stringify(result.partialFingerprints)));
  expect(prints.size === count, `${name}: two findings have one fingerprint`);

  const counted = 'import sys, xml.etree.ElementTree as t; print(len(t.parse(sys.stdin).getroot().findall(".//testcase")))';
  const cases = run('python3', ['-c', counted], check('junit'));
  expect(Number(cases.stdout) === Math.max(count, 1), `${name}: JUnit has ${cases.stdout}${cases.stderr} of ${count}`);

  const list = JSON.parse(check('gitlab'));
  const whole = (one) =>
    one.description && one.check_name && one.location.path && one.location.lines.begin >= 1 &&
    ['info', 'minor', 'major', 'critical', 'blocker'].includes(one.severity);
  expect(list.length === count && list.every(whole), `${name}: GitLab's list is not whole`);
  expect(new Set(list.map((one) => one.fingerprint)).size === count, `${name}: GitLab would drop equal fingerprints`);
}

for (const fault of faults) console.log(fault);
console.log(`\n${passed} passed, ${faults.length} failed`);
process.exit(faults.length === 0 && sites.length > 0 ? 0 : 1);
