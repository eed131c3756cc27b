// Pictures that are chosen, dropped or pasted: saved beside the page once somebody said what they show.

import { sendBytes } from './ask.js';
import { button, element, find, say } from './dom.js';
import { labelled, openDialog } from './dialogs.js';
import { area } from './editor.js';
import { putApart } from './marks.js';

const MOST = 20_000_000;
const chooser = element('input', { type: 'file', accept: 'image/*', hidden: true, id: 'picture-file', 'aria-label': 'Picture' });

function add(file, path) {
  if (file.size > MOST) {
    say('This picture is larger than 20 MB, and is not taken', 'Make it smaller in the program that made it');
    return;
  }
  const { selectionStart, selectionEnd } = area;
  const alternative = element('textarea', { rows: '3' });
  const decorative = element('input', { type: 'checkbox' });
  const trouble = element('p', { role: 'alert' });
  const take = async () => {
    const values = { path, name: file.name ?? '', alt: alternative.value, decorative: decorative.checked ? 'yes' : 'no' };
    const answer = await sendBytes('picture', file, values);
    if (!answer.ok) {
      trouble.replaceChildren(`${answer.message}. ${answer.help ?? ''}`);
      return;
    }
    close();
    area.setSelectionRange(selectionStart, selectionEnd);
    putApart(answer.line);
    say(`The picture is saved as ${answer.path}`);
  };
  const close = openDialog('Add a picture', [
    element('p', {}, file.name ?? ''),
    labelled('What does it show?', alternative, 'For those who cannot see it. One or two sentences.'),
    labelled('It is decoration, and shows nothing', decorative),
    trouble,
    element('p', { class: 'row' }, button('Add it', take), button('Cancel', () => close())),
  ]);
  alternative.focus();
}

/** Begins to take pictures. `path`: gives the file that is written. Gives what opens the chooser. */
export function startTaking(path) {
  find('#editor').append(chooser);
  chooser.addEventListener('change', () => {
    const [file] = chooser.files;
    if (file && path()) add(file, path());
    chooser.value = '';
  });
  area.addEventListener('paste', (event) => {
    const [file] = event.clipboardData?.files ?? [];
    // Programs put a picture of the words beside the words.
    if (!file || !path() || event.clipboardData.getData('text/plain').trim() !== '') return;
    event.preventDefault();
    add(file, path());
  });
  return {
    choose: () => chooser.click(),
    take: (file) => {
      if (path()) add(file, path());
      return Boolean(path());
    },
  };
}
