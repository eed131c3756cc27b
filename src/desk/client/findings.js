// What is wrong with the text, under the line that it stands on, with what to do; and a button where that is certain.

import { button, element, find, sentence } from './dom.js';
import { goTo, putInFile, whole } from './editor.js';

const list = find('#findings');
let shownFor = null;

function item(finding, text) {
  const { severity, message, help, line, from, to, patch } = finding;
  const source = text.split('\n')[line - 1] ?? '';
  const isCurrent = () => whole() === shownFor;
  return element(
    'li',
    { class: severity },
    element('p', { class: 'line' }, `Line ${line}: `, element('code', { dir: 'auto' }, source.slice(0, 160))),
    element('p', {}, element('strong', {}, `${severity}: `), ...sentence(message)),
    help && element('p', {}, ...sentence(help)),
    element(
      'p',
      { class: 'row' },
      button('Go there', () => goTo(from, to)),
      patch &&
        button(`Mend it: ${patch[2].trim().slice(0, 40) || 'take it out'}`, () => {
          // Of another text the places are no longer where they were.
          if (isCurrent()) putInFile(...patch);
        }),
    ),
  );
}

/** Shows the findings of a text. */
export function showFindings(state, text) {
  shownFor = text;
  const { findings, failure } = state;
  const focused = [...list.querySelectorAll('button')].indexOf(document.activeElement);
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  find('#findings-title').replaceChildren(findings.length === 0 ? 'No findings' : count);
  const all = findings.map((finding) => item(finding, text));
  if (failure) all.unshift(element('li', { class: 'error' }, element('p', {}, failure)));
  list.replaceChildren(...all);
  if (focused >= 0) (list.querySelectorAll('button')[focused] ?? find('#findings-title')).focus();
}
