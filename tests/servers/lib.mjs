// A real nginx and a real Apache on a free port of this machine, with the rules that a build wrote, and requests that
// nothing on the way makes tidy.

import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A port that nobody listens on. */
function freePort() {
  return new Promise((found) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => found(port));
    });
  });
}

const isRoot = process.getuid?.() === 0;

const NGINX = ({ place, root, port, rules }) => `
daemon off;
${isRoot ? 'user root;' : ''}
pid ${place}/nginx.pid;
error_log ${place}/nginx.log;
worker_processes 1;
events {}
http {
  access_log off;
  client_body_temp_path ${place}/body;
  proxy_temp_path ${place}/proxy;
  fastcgi_temp_path ${place}/fastcgi;
  uwsgi_temp_path ${place}/uwsgi;
  scgi_temp_path ${place}/scgi;
  server {
    listen 127.0.0.1:${port};
    root "${root}";
    include "${rules}";
  }
}
`;

// The media types are those of Debian, so that what they say beside ours is seen.
const APACHE = ({ place, root, port }) => `
ServerRoot ${place}
ServerName localhost
Listen 127.0.0.1:${port}
PidFile ${place}/apache.pid
ErrorLog ${place}/apache.log
Mutex file:${place} default
${isRoot ? 'User www-data\nGroup www-data' : ''}
${['mpm_event', 'authz_core', 'dir', 'mime', 'headers', 'rewrite', 'negotiation', 'deflate', 'filter', 'autoindex']
  .map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)
  .join('\n')}
Include /etc/apache2/mods-available/mime.conf
DocumentRoot "${root}"
<Directory "${root}">
  Options Indexes FollowSymLinks
  AllowOverride All
  Require all granted
</Directory>
`;

/** What there is to know of each server. */
export const SERVERS = [
  { name: 'nginx', program: '/usr/sbin/nginx', conf: NGINX, args: (conf, place) => ['-p', place, '-c', conf] },
  { name: 'apache', program: '/usr/sbin/apache2', conf: APACHE, args: (conf) => ['-f', conf, '-DFOREGROUND'] },
];

/** Starts a server over a folder, with the rules of nginx that a build wrote. Fails where it is not installed. */
export async function start({ name, program, conf, args }, root, rules) {
  if (!existsSync(program)) throw new Error(`${program} is missing: install the package ${name === 'nginx' ? 'nginx-light' : 'apache2'}`);
  const place = `${root}-${name}`;
  mkdirSync(place, { recursive: true });
  // Apache gives up the rights of root before it reads.
  for (let folder = root; folder !== '/' && folder !== '/tmp'; folder = dirname(folder)) chmodSync(folder, 0o755);
  const port = await freePort();
  const file = join(place, 'server.conf');
  writeFileSync(file, conf({ place, root, port, rules }));
  const server = spawn(program, args(file, place), { stdio: ['ignore', 'inherit', 'inherit'] });
  let ended = false;
  server.on('exit', () => (ended = true));
  const deadline = Date.now() + 30_000;
  for (;;) {
    if (ended) throw new Error(`${name} did not start, see ${place}`);
    if (Date.now() > deadline) throw new Error(`${name} does not answer`);
    try {
      await ask(port, '/');
      break;
    } catch {
      await new Promise((again) => setTimeout(again, 20));
    }
  }
  return { name, port, stop: () => new Promise((done) => (server.on('exit', done), server.kill('SIGTERM'))) };
}

/** Asks for exactly this path. */
export function ask(port, path, { method = 'GET', headers = {} } = {}) {
  return new Promise((answered, failed) => {
    const asked = request({ host: '127.0.0.1', port, path, method, headers, agent: false }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => answered({ status: answer.statusCode, headers: answer.headers, raw: answer.rawHeaders, body: Buffer.concat(pieces) }));
    });
    asked.on('error', failed);
    asked.end();
  });
}
