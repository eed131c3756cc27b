// What a writer has: a site in a folder of its own, whose files are saved, and a preview of it.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ENGRAFT = resolve(process.argv[2] ?? 'target/debug/engraft');
export const root = mkdtempSync(join(tmpdir(), 'engraft-preview-'));

export function save(path, text) {
  const file = join(root, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Removes a file or a folder of the site; of the site itself if none is named. */
export function remove(path = '') {
  rmSync(join(root, path), { recursive: true });
}

export function article(title, body) {
  const head = `title: ${title}\ndescription: About ${title}.\nreviewed: 2026-01-01`;
  return `---\n${head}\n---\n\n${body}\n`;
}

/** Starts a server of Engraft's on the site, and waits until it says where it is. */
export async function start(command, port, ...options) {
  const args = ['-C', root, command, '--port', String(port), ...options];
  const program = spawn(ENGRAFT, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const address = await new Promise((found, lost) => {
    let said = '';
    program.stdout.on('data', (piece) => {
      said += piece;
      const match = said.match(/http:\/\/\S+/);
      if (match) found(match[0]);
    });
    program.on('exit', (code) => lost(new Error(`${command} ended with ${code}`)));
  });
  const stop = () =>
    new Promise((ended) => {
      program.removeAllListeners('exit');
      program.on('exit', ended);
      program.kill('SIGINT');
    });
  return { address, port: Number(new URL(address).port), stop };
}
