// The desk: a text on the left, its page on the right, which follows as one types. What is typed is kept by the
// program at once, and is in the file when it is saved.

import { read, write } from './ask.js';
import { startOffering } from './complete.js';
import { buildSite, chooseFile, chooseVersion, deletePage, makePage, movePage, signPage, withdrawPage } from './dialogs.js';
import { startTakingDocuments } from './documents.js';
import { accepted, button, element, find, say } from './dom.js';
import { area, blockOf, goTo, isPart, put, rewrite, show, whole } from './editor.js';
import { openFields } from './fields.js';
import { showFindings, shownAnew } from './findings.js';
import { addButtons } from './marks.js';
import { chooseMerge } from './merge.js';
import { startTaking } from './pictures.js';

const PAUSE = 80;
const { pages: PAGES, home: HOME } = document.body.dataset;
const frame = find('#frame');

/** The file that is open: its path, what it said when it was opened, and the digest of that. */
let file = null;
/** The address that the frame shows. */
let shownAddress = null;
let waiting = 0;
let sending = false;
let sendAgain = false;
/** What the program was last told of. */
let told = '';

const isChanged = () => file !== null && whole() !== file.base;

function showState(state, text) {
  find('#title').replaceChildren(state.title);
  document.title = `${isChanged() ? '* ' : ''}${state.title} – Desk`;
  if (text === whole()) showFindings(state, text);
  if (state.address && state.address.split('#')[0] !== shownAddress) go(state.address);
  saveButton.disabled = discardButton.disabled = !isChanged();
  find('#place').replaceChildren(`${file.path}${isChanged() ? ', not saved' : ', saved'}`);
  find('#signed').hidden = state.signed.length === 0;
  find('#signed').replaceChildren(`Signed by ${state.signed.join('; ')}`);
}

/** Shows a page in the frame. */
function go(address) {
  [shownAddress] = address.split('#');
  frame.src = PAGES + address;
}

/** Tells the program what is typed; it answers when the page is made. */
async function keep(leaving = false) {
  clearTimeout(waiting);
  if (file === null) return;
  if (sending && !leaving) {
    sendAgain = true;
    return;
  }
  const { path, opened, base } = file;
  const text = whole();
  if (text === told) return;
  sending = true;
  const answer = await write('unsaved', { path, opened, base, text }, leaving);
  sending = false;
  if (accepted(answer)) {
    told = text;
    if (file?.path === path) showState(answer.state, text);
  }
  if (sendAgain) {
    sendAgain = false;
    await keep();
  }
}

area.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(keep, PAUSE);
  saveButton.disabled = discardButton.disabled = !isChanged();
});
addEventListener('pagehide', () => keep(true));
// What the program could not be told of is in this window alone.
addEventListener('beforeunload', (event) => file && whole() !== told && event.preventDefault());
document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && keep());

/** Opens a file, and the block that says some words. */
async function open(path, words = '') {
  if (file && file.path !== path) await keep();
  if (file?.path !== path) {
    const answer = await read('file', { path });
    if (!accepted(answer)) return;
    const { unsaved } = answer;
    file = unsaved
      ? { path, base: unsaved.base, opened: unsaved.opened, hasFields: answer.has_fields }
      : { path, base: answer.text, opened: answer.opened, hasFields: answer.has_fields };
    told = unsaved ? unsaved.text : answer.text;
    show(told);
    find('#work').hidden = false;
    fieldsButton.hidden = !file.hasFields;
    showState(answer.state, told);
    if (unsaved) say('What you wrote here before is not saved yet', 'Save it, or throw it away');
    showKept();
  }
  const block = words && blockOf(whole(), words);
  if (block) {
    const text = whole();
    show(text, block.from, block.to);
    area.focus();
  } else {
    if (isPart()) show(whole());
    if (words) area.focus();
    else find('#title').focus();
  }
  showPart();
}

function showPart() {
  partButton.hidden = !isPart();
  find('#text-help').hidden = isPart() || !file.hasFields;
  find('#text-label').replaceChildren(isPart() ? 'Text of this part' : 'Text of the page');
  const lines = area.value.split('\n').length;
  area.rows = isPart() ? Math.min(20, lines + 4) : 20;
  shownAnew();
}

async function save() {
  if (!isChanged()) return;
  const { path, opened, base } = file;
  const text = whole();
  const answer = await write('save', { path, opened, base, text });
  if (answer.status === 409) {
    const joined = await chooseMerge(answer, text);
    if (joined === null) return;
    file.base = answer.theirs;
    file.opened = answer.opened;
    show(whole());
    rewrite(joined);
    if (!isChanged()) await discard();
    await keep();
    say('Look at the text, and save it');
    return;
  }
  if (!accepted(answer)) return;
  file.base = text;
  file.opened = answer.opened;
  told = text;
  if (whole() === text) showState(answer.state, text);
  else await keep();
  say('Saved');
  showKept();
}

/** Throws away what is not saved, and opens the file as it is. */
async function discard() {
  const { path } = file;
  if (!accepted(await write('discard', { path }))) return;
  file = null;
  await open(path);
  say('What was not saved is thrown away');
  showKept();
}

/** The texts that were not saved, of an earlier day too. */
async function showKept() {
  const answer = await read('unsaved');
  const others = (answer.unsaved ?? []).filter((one) => one.path !== file?.path);
  const box = find('#kept');
  box.hidden = others.length === 0;
  box.replaceChildren(
    element('p', {}, 'Not saved yet, and kept for you in a folder that is never published:'),
    element('ul', {}, ...others.map((one) => element('li', {}, button(one.title, () => open(one.path))))),
  );
}

const list = async () => {
  const answer = await read('pages');
  return accepted(answer) ? answer.files : [];
};

/** The folders that pages are in. */
async function sections() {
  const pages = (await list()).filter((one) => one.kind === 'page' && one.path.includes('/'));
  return [...new Set(pages.map((one) => one.path.slice(0, one.path.lastIndexOf('/'))))].sort();
}

async function newPage(isTerm, title = '') {
  const path = await makePage(isTerm, title, isTerm ? [] : await sections());
  if (!path) return;
  if (isTerm && title && file) {
    const { selectionStart: from, selectionEnd: to } = area;
    put(from, to, `[[${title}]]`);
    await keep();
  }
  await open(path);
  say(isTerm ? 'The term is made: say what it means' : 'The page is made: it is a draft until its status is published');
}

async function allPages() {
  const path = await chooseFile(await list());
  if (path) await open(path);
}

/** Does something with the file on disk, which then is opened again. */
async function withFile(act) {
  if (isChanged()) {
    say('Save first', 'What is not saved would be lost on the way');
    return;
  }
  const path = await act(file.path);
  if (path) {
    file = null;
    await open(path);
  }
}

const saveButton = button('Save', save, { class: 'first', 'aria-keyshortcuts': 'Control+S' });
const discardButton = button('Throw away', discard);
const fieldsButton = button('Settings', () => openFields(file.path));
const partButton = button('Show the whole text', () => {
  const at = whole().length - area.value.length;
  show(whole());
  showPart();
  goTo(Math.min(at, whole().length));
});

const picture = startTaking(() => file?.path);
const chooseDocument = startTakingDocuments(
  async () => {
    const folders = await sections();
    const folder = file?.path.slice(0, Math.max(0, file.path.lastIndexOf('/'))) ?? '';
    return { folders, folder: folders.includes(folder) ? folder : '' };
  },
  open,
  picture.take,
);

find('#tools').append(
  button('All pages', allPages),
  button('New page', () => newPage(false)),
  button('New term', () => newPage(true)),
  button('From a document', chooseDocument),
  button('Build', buildSite),
);
find('#saving').append(saveButton, discardButton, partButton);
find('#actions').append(
  fieldsButton,
  button('Versions', async () => {
    const text = await chooseVersion(file.path);
    if (text !== null) rewrite(text);
  }),
  button('Move', () => withFile(movePage)),
  button('Sign', () =>
    withFile(async (path) => {
      const answer = await write('field', { path, text: whole() });
      if (accepted(answer)) await signPage(path, answer.people);
    }),
  ),
  button('Take down', () => withFile(async (path) => ((await withdrawPage(path)) ? path : null))),
  button('Delete', () =>
    withFile(async (path) => {
      if (!(await deletePage(path, await list()))) return null;
      say('The page is deleted; what it said is kept for a while under Versions of this file name');
      return 'index.md';
    }),
  ),
);
addButtons((words) => newPage(true, words.trim()), picture.choose);
startOffering(() => file?.path);

addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
    event.preventDefault();
    if (file) save();
  }
});

/** What the page in the frame says. It is another origin, and is believed in nothing but where it is. */
addEventListener('message', async (event) => {
  if (event.origin !== PAGES || event.source !== frame.contentWindow) return;
  const { engraft, path, words } = event.data ?? {};
  if (typeof path !== 'string' || !['at', 'edit'].includes(engraft)) return;
  shownAddress = path;
  const answer = await read('at', { address: path });
  const edit = () => answer.path && open(answer.path, typeof words === 'string' ? words.slice(0, 2000) : '');
  if (engraft === 'edit') await edit();
  const found = answer.path ? button(`Edit this page: ${answer.title}`, () => open(answer.path)) : 'A page that nobody wrote: its parts are written elsewhere.';
  find('#shown').replaceChildren(found);
});

go(HOME);
showKept();

/** Others change files as well: what is said of the open one is asked for again, and it is opened anew if nothing
 * was written here. */
async function refresh() {
  if (!file || sending || sendAgain) return;
  const { path, opened } = file;
  const text = whole();
  const answer = await read('state', { path });
  if (!answer.ok || file?.path !== path || whole() !== text || file.opened !== opened || text !== told) return;
  if (answer.opened !== opened && answer.opened !== null && !isChanged()) {
    file = null;
    await open(path);
  } else showState(answer.state, text);
}

const events = new EventSource('/__engraft/desk/events');
events.onmessage = refresh;
events.onerror = () => say('The desk does not answer', 'It is tried again; what you type stays here');
