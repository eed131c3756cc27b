// Documents of Word and web pages that are dropped or chosen: each becomes a draft of a page, which is shown before it
// is kept. Formatted text that is pasted becomes Markdown by the same code.

import { sendBytes } from './ask.js';
import { accepted, button, element, find, say } from './dom.js';
import { labelled, openDialog, select } from './dialogs.js';
import { area, put } from './editor.js';
import { item, quoted } from './findings.js';
import { putApart } from './marks.js';

const MOST = 50_000_000;
const DOCUMENT = /\.(docx?|docm|dot[xm]?|odt|rtf|pdf|html?|xhtml|txt)$/i;
/** What plain text has nothing for. */
const FORMATTED = /<(h[1-6]|li|table|a|b|strong|em|i|p|sup|sub|blockquote)[\s>]/i;
const chooser = element('input', { type: 'file', accept: '.docx,.html,.htm,.txt', hidden: true, id: 'document-file', 'aria-label': 'Document' });

/** Shows what a document becomes. Gives the file of the draft if it is kept. */
async function draft(file, folder, folders) {
  if (file.size > MOST) {
    say('This document is larger than 50 MB, and is not taken', 'Make its pictures smaller in the program that made it');
    return null;
  }
  const { name } = file;
  say(`${name} is being read`);
  const answer = await sendBytes('document', file, { name, folder });
  if (!accepted(answer)) return null;
  say(`${name} is read: look at what it becomes`);
  const { text, pictures, findings } = answer;
  const section = select([['', 'The top of the site'], ...folders.map((one) => [one, one])], folder);
  const trouble = element('p', { role: 'alert' });
  const keep = async () => {
    const kept = await sendBytes('document', file, { name, folder: section.value, keep: 'yes' });
    if (kept.ok) close(kept.path);
    else trouble.replaceChildren(`${kept.message}. ${kept.help ?? ''}`);
  };
  let close;
  return new Promise((done) => {
    close = openDialog('A page made of a document', [
      element('p', {}, `This is what ${name} becomes. Nothing is kept yet. It will be a draft, which readers do not see and which you can change.`),
      pictures.length > 0 ? element('p', {}, `Its pictures are kept beside it: ${pictures.join(', ')}`) : null,
      findings.length > 0 ? element('h3', {}, 'Look at this before you publish it') : null,
      element('ul', { class: 'findings' }, ...findings.map((finding) => item(finding, quoted(finding.line, text)))),
      element('h3', { id: 'draft-text' }, 'Its text'),
      element('pre', { dir: 'auto', tabindex: '0', role: 'region', 'aria-labelledby': 'draft-text' }, text),
      labelled('Section', section),
      trouble,
      element('p', { class: 'row' }, button('Keep it as a draft', keep, { class: 'first' }), button('Cancel', () => close(null))),
    ].filter(Boolean), done);
  });
}

/** Puts formatted text in as Markdown; what cannot be read, as plain text. */
async function paste(html, plain) {
  const answer = await sendBytes('paste', new Blob([html]));
  const text = answer.ok ? answer.text.trimEnd() : plain;
  if (text === '') return;
  if (text.includes('\n')) putApart(text);
  else put(area.selectionStart, area.selectionEnd, text);
  if (!answer.ok) {
    say('It is pasted as plain text', answer.message);
    return;
  }
  const told = answer.findings.map(({ message }) => message);
  if (told.length > 0) say(`Pasted. Look at this: ${told.join('; ')}`, 'Undo takes it back');
}

/** Begins to take documents. `place`: gives the folder to begin with, and all of them; `open`: opens a file;
 * `picture`: takes a picture for the text. Gives what opens the chooser. */
export function startTakingDocuments(place, open, picture) {
  const take = async (file) => {
    const { folder, folders } = await place();
    const path = await draft(file, folder, folders);
    if (!path) return;
    await open(path);
    say('The draft is kept', 'Read it beside the document, then set its status in Settings');
  };
  find('#editor').append(chooser);
  chooser.addEventListener('change', () => {
    const [file] = chooser.files;
    if (file) take(file);
    chooser.value = '';
  });
  const holdsFiles = (event) => event.dataTransfer?.types.includes('Files');
  // A file that nobody took would be opened in the place of the desk.
  addEventListener('dragover', (event) => holdsFiles(event) && event.preventDefault());
  addEventListener('drop', (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const [file, ...others] = event.dataTransfer.files;
    if (!file) return;
    if (others.length > 0) say('One file at a time', `${file.name} is taken, the others are not`);
    if (DOCUMENT.test(file.name)) take(file);
    else if (!picture(file)) say('Open a page first', 'A picture is put into the text of a page');
  });
  area.addEventListener('paste', (event) => {
    const html = event.clipboardData?.getData('text/html') ?? '';
    const plain = event.clipboardData?.getData('text/plain') ?? '';
    if (plain.trim() === '' || !FORMATTED.test(html)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    paste(html, plain);
  });
  return () => chooser.click();
}
