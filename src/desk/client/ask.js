// Asks the desk's server. Each change carries the token of this start, which no cookie and no other page has.

const DESK = '/__engraft/desk';

/** What was answered, or why it was refused. */
async function answered(answer) {
  const value = await answer.json().catch(() => ({ message: `The desk answered with ${answer.status}`, help: null }));
  return { status: answer.status, ok: answer.ok, ...value };
}

/** Nobody answers: the program was stopped. */
const silent = () => ({
  status: 0,
  ok: false,
  message: 'The desk does not answer',
  help: 'Keep this page open, and start the desk again. What is in the text is kept here.',
});

export async function read(name, values = {}) {
  try {
    return await answered(await fetch(`${DESK}/${name}?${new URLSearchParams(values)}`, { cache: 'no-store' }));
  } catch {
    return silent();
  }
}

async function send(path, body, type, keepalive) {
  const headers = { 'Content-Type': type, 'X-Engraft-Token': localStorage.getItem('engraft-desk-token') ?? '' };
  try {
    return await answered(await fetch(`${DESK}/${path}`, { method: 'POST', headers, body, keepalive }));
  } catch {
    return silent();
  }
}

/** Sends a change. `leaving`: the page is about to go. */
export function write(name, value, leaving = false) {
  return send(name, JSON.stringify(value), 'application/json', leaving);
}

/** Sends a picture, a document or a piece of the clipboard. */
export function sendBytes(name, bytes, values = {}) {
  return send(`${name}?${new URLSearchParams(values)}`, bytes, 'application/octet-stream', false);
}
