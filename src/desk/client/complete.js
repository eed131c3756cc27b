// Offers what somebody may be about to type: names after [[, headings after #, sources after [@, files in paths,
// cards after [!. The list stands below the text; the arrows choose, Enter takes, Escape puts it away.

import { read } from './ask.js';
import { element, find } from './dom.js';
import { area, put } from './editor.js';

const list = find('#suggestions');
const PAUSE = 120;
let offered = [];
let chosen = -1;
let at = 0;
let closing = '';
let waiting = 0;
let asked = 0;

/** What is being typed: which kind of thing, and its beginning. */
function typed() {
  const text = area.value.slice(0, area.selectionStart);
  const forms = [
    ['heading', /\[\[([^[\]|\n]*)#([^[\]|\n]*)$/, ']]'],
    ['name', /\[\[([^[\]|#\n]*)$/, ']]'],
    ['cite', /\[@([^\]\s]*)$/, ']'],
    ['card', /^> ?\[!([A-Za-z-]*)$/m, ']'],
    ['path', /\]\(([^)\s:#]*)$/, ')'],
  ];
  for (const [kind, form, end] of forms) {
    const found = form.exec(text);
    if (found) return { kind, end, name: found.length > 2 ? found[1] : '', text: found.at(-1) };
  }
  return null;
}

export function close() {
  asked += 1;
  offered = [];
  chosen = -1;
  list.hidden = true;
  list.replaceChildren();
  area.removeAttribute('aria-activedescendant');
  find('#suggested').replaceChildren();
}

function choose(index) {
  chosen = (index + offered.length) % offered.length;
  [...list.children].forEach((option, own) => option.setAttribute('aria-selected', String(own === chosen)));
  const option = list.children[chosen];
  area.setAttribute('aria-activedescendant', option.id);
  option.scrollIntoView({ block: 'nearest' });
}

function take(index) {
  const { insert } = offered[index];
  const to = area.selectionStart;
  const rest = area.value.slice(to).startsWith(closing) ? '' : closing;
  close();
  put(at, to, insert + rest);
  const caret = at + insert.length + closing.length;
  area.setSelectionRange(caret, caret);
  close();
}

async function offer(path) {
  const typing = typed();
  if (!typing) return close();
  asked += 1;
  const turn = asked;
  const { kind, name, text, end } = typing;
  const answer = await read('complete', { kind, name, text, path });
  if (turn !== asked || !answer.ok) return undefined;
  const { suggestions } = answer;
  if (suggestions.length === 0) return close();
  offered = suggestions;
  closing = end;
  at = area.selectionStart - text.length;
  list.replaceChildren(
    ...suggestions.map((one, index) => {
      const about = one.title === one.insert ? one.kind : `${one.title}, ${one.kind}`;
      const attributes = { role: 'option', id: `suggestion-${index}`, 'aria-selected': 'false' };
      const option = element('li', attributes, element('bdi', {}, one.insert), element('span', {}, ` ${about}`));
      option.addEventListener('mousedown', (event) => {
        event.preventDefault();
        take(index);
      });
      return option;
    }),
  );
  list.hidden = false;
  find('#suggested').replaceChildren(`${suggestions.length} suggestions; arrows choose, Enter takes`);
  choose(0);
  return undefined;
}

/** Begins to offer. `path`: gives the file that is written. */
export function startOffering(path) {
  area.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => path() && offer(path()), PAUSE);
  });
  area.addEventListener('blur', close);
  area.addEventListener('keydown', (event) => {
    if (offered.length === 0 || event.isComposing) return;
    const { key } = event;
    if (key === 'ArrowDown') choose(chosen + 1);
    else if (key === 'ArrowUp') choose(chosen - 1);
    else if (key === 'Enter' || key === 'Tab') take(chosen);
    else if (key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
