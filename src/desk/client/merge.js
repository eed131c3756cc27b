// The file was changed meanwhile: both texts are shown, joined where nobody has to decide. Nothing is written here:
// what comes of it stands in the text area, to be looked at and saved.

import { button, element } from './dom.js';
import { openDialog } from './dialogs.js';

const WHOSE = { same: 'Unchanged', mine: 'Only you changed this', theirs: 'Only the file changed here', both: 'Both changed this' };

/** Lets the writer choose. Gives the joined text, or nothing. */
export function chooseMerge({ parts, theirs }, mine) {
  return new Promise((chosen) => {
    const choices = parts.map((part) => (part.side === 'theirs' ? 'theirs' : 'mine'));
    const shown = (words, text) => element('div', { class: 'side' }, element('p', {}, element('strong', {}, words)), element('pre', { dir: 'auto', tabindex: '0' }, text));
    const radios = (index) =>
      [['mine', 'Take mine'], ['theirs', 'Take that of the file'], ['both', 'Keep both']].map(([value, words]) => {
        const input = element('input', { type: 'radio', name: `part-${index}`, value, checked: choices[index] === value });
        input.addEventListener('change', () => {
          choices[index] = value;
        });
        return element('label', {}, input, ` ${words}`);
      });
    const items = parts.map((part, index) =>
      part.side === 'same'
        ? null
        : element(
            'fieldset',
            { class: part.side },
            element('legend', {}, WHOSE[part.side] + (part.is_guarded ? ': a card or the settings' : '')),
            shown('Mine', part.mine),
            shown('In the file', part.theirs),
            element('p', { class: 'row' }, ...radios(index)),
          ),
    );
    const joined = () => parts.map((part, index) => (choices[index] === 'both' && part.side !== 'same' ? part.mine + part.theirs : part[choices[index] === 'theirs' ? 'theirs' : 'mine'])).join('');
    const close = openDialog('The file was changed meanwhile', [
      element('p', {}, 'Somebody else saved this file since you opened it. Nothing is lost: choose for each place, then look at the text and save it.'),
      ...items,
      element(
        'p',
        { class: 'row' },
        button('Put it together', () => close(joined())),
        button('Keep all of mine', () => close(mine)),
        button('Take all of the file', () => close(theirs)),
        button('Decide later', () => close(null)),
      ),
    ], chosen);
  });
}
