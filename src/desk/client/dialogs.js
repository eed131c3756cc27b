// Boxes that ask something. The browser keeps the focus in them and gives it back.

import { accepted, button, element, say } from './dom.js';
import { read, write } from './ask.js';

/** Opens a box. Gives what closes it with a value, which `closed` is handed. */
export function openDialog(title, children, closed = () => {}) {
  let value = null;
  const heading = element('h2', { id: 'dialog-title', tabindex: '-1' }, title);
  const box = element('dialog', { 'aria-labelledby': 'dialog-title' }, heading, ...children);
  box.addEventListener('close', () => {
    box.remove();
    closed(value);
  });
  document.body.append(box);
  box.showModal();
  return (result) => {
    value = result;
    box.close();
  };
}

let fieldNumber = 0;

/** A field with its label. */
export function labelled(words, input, help = null) {
  fieldNumber += 1;
  input.id = `field-${fieldNumber}`;
  if (help) input.setAttribute('aria-describedby', `${input.id}-help`);
  return element(
    'p',
    { class: 'field' },
    element('label', { for: input.id }, words),
    input,
    help && element('small', { id: `${input.id}-help` }, help),
  );
}

export function select(options, chosen = '') {
  const all = options.map(([value, words]) => element('option', { value, selected: value === chosen }, words));
  return element('select', {}, ...all);
}

const KINDS = ['explainer', 'condition', 'treatment', 'procedure', 'test', 'symptom-or-side-effect', 'medicine', 'living-with', 'service', 'news', 'page'];

/** Makes a page or a term. Gives its file, or nothing. */
export function makePage(isTerm, title, folders) {
  return new Promise((made) => {
    const name = element('input', { type: 'text', value: title, required: true, autocomplete: 'off' });
    const folder = select([['', 'The top of the site'], ...folders.map((one) => [one, one])]);
    const kind = select([['', 'No kind'], ...KINDS.map((one) => [one, one.replaceAll('-', ' ')])]);
    const trouble = element('p', { role: 'alert' });
    const make = async () => {
      const asked = { is_term: isTerm, title: name.value, folder: folder.value, kind: kind.value };
      const answer = await write('new', asked);
      if (answer.ok) close(answer.path);
      else trouble.replaceChildren(`${answer.message}. ${answer.help ?? ''}`);
    };
    const form = element(
      'form',
      { method: 'dialog' },
      labelled(isTerm ? 'The term' : 'Title', name),
      isTerm ? null : labelled('Section', folder),
      isTerm ? null : labelled('Kind of page', kind, 'It brings the headings that such pages have.'),
      trouble,
      element('p', { class: 'row' }, element('button', { type: 'submit' }, isTerm ? 'Make the term' : 'Make the page'), button('Cancel', () => close(null))),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      make();
    });
    const close = openDialog(isTerm ? 'New term' : 'New page', [form], made);
    name.focus();
  });
}

/** Asks twice: shows what would happen, and does it if somebody says so again. Gives the answer, or nothing. */
export function confirmed(title, words, told, act, warning = null, otherwise = 'Cancel') {
  return new Promise((done) => {
    const trouble = element('p', { role: 'alert' });
    const press = async () => {
      const answer = await act();
      if (answer.ok) close(answer);
      else trouble.replaceChildren(`${answer.message}. ${answer.help ?? ''}`);
    };
    const list = element('ul', {}, ...told.map((line) => element('li', {}, line)));
    const close = openDialog(
      title,
      [warning, list, trouble, element('p', { class: 'row' }, button(words, press), button(otherwise, () => close(null)))],
      done,
    );
  });
}

/** Moves a page. Gives its new file, or nothing. */
export async function movePage(path) {
  const to = await asked('Move or rename this page', 'Its new place', path, 'A folder and a name, such as care/going-home.md. Links to the page go on working, and its old address leads to the new one.');
  if (!to || to === path) return null;
  const plan = await write('move', { path, to });
  if (!accepted(plan)) return null;
  if (plan.trouble) {
    openDialog('This page cannot be moved there', [element('ul', {}, ...plan.trouble.map((one) => element('li', {}, one)))]);
    return null;
  }
  const answer = await confirmed('What moving changes', 'Move it', plan.told, () => write('move', { path, to, really: true }));
  return answer?.path ?? null;
}

/** Asks for a line. */
function asked(title, label, value, help) {
  return new Promise((given) => {
    const input = element('input', { type: 'text', value, autocomplete: 'off' });
    const form = element('form', { method: 'dialog' }, labelled(label, input, help), element('p', { class: 'row' }, element('button', { type: 'submit' }, 'Go on'), button('Cancel', () => close(null))));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      close(input.value.trim());
    });
    const close = openDialog(title, [form], given);
    input.focus();
  });
}

/** Deletes a page. Whether it is gone. */
export async function deletePage(path, files) {
  const plan = await write('delete', { path });
  if (!accepted(plan)) return false;
  const told = plan.links.map(([title, file]) => `${title} (${file}) links here`);
  if (told.length === 0) told.push('No page links here');
  told.push(...plan.signed.map((signature) => `The signature of ${signature} goes with it`));
  const heirs = files.filter((file) => file.kind === 'page' && file.path !== path);
  const heir = select([['', 'No page: the address leads nowhere'], ...heirs.map((file) => [file.path, file.title])]);
  const answer = await confirmed('Delete this page', 'Delete it', told, () => write('delete', { path, to: heir.value, really: true }), plan.address ? labelled('Who comes to the old address is led to', heir) : null);
  return answer?.done ?? false;
}

export async function withdrawPage(path) {
  const plan = await write('withdraw', { path });
  if (!accepted(plan)) return false;
  const answer = await confirmed('Take this page down now', 'Take it down', plan.told, () => write('withdraw', { path, really: true }));
  if (!answer?.done) return false;
  const next = [
    'The page is taken down here. The finished site still has it.',
    'This takes it out of the finished site and changes nothing else there, whatever is not ready yet.',
    'Then put the site on the web as you always do.',
  ];
  const built = await confirmed('Take it out of the finished site', 'Take it out now', next, () => write('build', { only_withdrawn: true }), null, 'Later');
  if (built) tell('The finished site', built.told);
  return true;
}

/** Tells what was done. */
function tell(title, lines) {
  const items = lines.filter((line) => line.trim() !== '').map((line) => element('li', {}, line));
  const close = openDialog(title, [element('ul', {}, ...items), element('p', { class: 'row' }, button('Close', () => close()))]);
}

/** Signs a page. */
export async function signPage(path, people) {
  const who = select(people);
  const role = element('input', { type: 'text', autocomplete: 'off' });
  const trouble = element('p', { role: 'alert' });
  const sign = async () => {
    const answer = await write('sign', { path, reviewer: who.value, role: role.value.trim() });
    if (answer.ok) {
      close();
      say(answer.told.join('. '));
    } else trouble.replaceChildren(`${answer.message}. ${answer.help ?? ''}`);
  };
  const close = openDialog('Sign this page', [
    element('p', {}, 'To sign says that you read these words and that they may go out.'),
    labelled('Who signs', who),
    labelled('In which role', role, 'Leave it empty if you have only one.'),
    trouble,
    element('p', { class: 'row' }, button('Sign', sign), button('Cancel', () => close())),
  ]);
}

/** Shows what changed, and makes the finished site. */
export async function buildSite() {
  const told = element('ul', { id: 'build-told' });
  const live = element('div', { role: 'status' }, told);
  const show = (lines) => told.replaceChildren(...lines.filter((line) => line.trim() !== '').map((line) => element('li', {}, line)));
  const build = button('Make the finished site', async () => {
    build.disabled = true;
    show(['The site is being made…']);
    const answer = await write('build', {});
    build.disabled = false;
    show(answer.ok ? answer.told : [answer.message, answer.help ?? '']);
  });
  const close = openDialog('Build', [element('p', {}, 'What changed since the finished site was made here last:'), live, element('p', { class: 'row' }, build, button('Close', () => close()))]);
  const changes = await read('changes');
  show(changes.ok ? changes.told : [changes.message]);
}

/** Looks at the last versions of a file. Gives the text of one, or nothing. */
export async function chooseVersion(path) {
  const answer = await read('versions', { path });
  if (!accepted(answer)) return null;
  return new Promise((chosen) => {
    const shown = element('pre', { dir: 'auto', tabindex: '0' });
    let text = null;
    const back = button('Go back to this version', () => close(text), { disabled: true });
    const items = answer.versions.toReversed().map(({ number, seconds }) => {
      const look = button(new Date(seconds * 1000).toLocaleString(), async () => {
        const version = await read('versions', { path, number });
        if (!accepted(version)) return;
        text = version.text;
        shown.replaceChildren(text);
        back.disabled = false;
      });
      return element('li', {}, look);
    });
    const close = openDialog('Earlier versions', [
      element('p', {}, items.length === 0 ? 'No earlier version is kept here.' : 'What the file said before it was saved over:'),
      element('ul', {}, ...items),
      shown,
      element('p', { class: 'row' }, back, button('Close', () => close(null))),
    ], chosen);
  });
}

/** Lists everything that can be opened. Gives a file, or nothing. */
export function chooseFile(files) {
  return new Promise((chosen) => {
    const filter = element('input', { type: 'search', autocomplete: 'off' });
    const rows = files.map((file) => {
      const open = button(file.title, () => close(file.path));
      const due = file.due ? `${file.due}${file.is_overdue ? ' (overdue)' : ''}` : '';
      const cells = [file.kind, file.status + (file.is_unsaved ? ', not saved' : ''), file.owner, due, file.findings === 0 ? '' : String(file.findings)];
      const row = element('tr', {}, element('th', { scope: 'row' }, open), ...cells.map((cell) => element('td', {}, cell)));
      return { row, words: `${file.title} ${file.path} ${cells.join(' ')}`.toLowerCase() };
    });
    filter.addEventListener('input', () => {
      const sought = filter.value.toLowerCase();
      for (const { row, words } of rows) row.hidden = !words.includes(sought);
    });
    const heads = ['Title', 'What it is', 'State', 'Owner', 'Review due', 'Findings'].map((words) => element('th', { scope: 'col' }, words));
    const table = element('table', {}, element('thead', {}, element('tr', {}, ...heads)), element('tbody', {}, ...rows.map(({ row }) => row)));
    const close = openDialog('All pages', [
      labelled('Look for', filter),
      element('div', { class: 'wide', tabindex: '0', role: 'region', 'aria-label': 'All pages' }, table),
      element('p', { class: 'row' }, button('Close', () => close(null))),
    ], chosen);
    filter.focus();
  });
}
