// The errors that lie over a page: what keeps the site from being published. They can be put away until they
// are others, and called back.

import { button, counted, element, findingItem, renew } from './elements.js';
import { stored } from './store.js';

const DISMISSED = 'engraft-dismissed';

export const errors = element('section', {
  class: 'errors',
  'aria-label': 'What keeps the site from being published',
  hidden: '',
});
/** Calls them back. */
export const recall = button({ class: 'recall', hidden: '' }, '', () => {
  open();
  errors.querySelector('button').focus();
});

/** What was last shown, as text: the same errors are not written anew under the reader's hands. */
let shown = '';

function open() {
  stored(DISMISSED, '');
  errors.hidden = false;
  recall.hidden = true;
}

/** Puts the errors away. */
export function dismiss() {
  const hadFocus = errors.contains(errors.getRootNode().activeElement);
  stored(DISMISSED, shown);
  errors.hidden = true;
  recall.hidden = false;
  if (hadFocus) recall.focus();
}

export function showErrors(state) {
  const text = JSON.stringify([state.errors, state.more_errors, state.is_held_back]);
  if (text === shown) return;
  shown = text;
  const count = state.errors.length + state.more_errors;
  if (count === 0) {
    errors.hidden = true;
    recall.hidden = true;
    errors.replaceChildren();
    stored(DISMISSED, '');
    return;
  }
  const why = state.is_held_back
    ? 'You see the last good page: what you saved since cannot be published.'
    : 'The site cannot be published.';
  renew(
    errors,
    element(
      'div',
      { class: 'head' },
      element('p', { role: 'alert' }, element('strong', {}, counted(count, 'error')), `. ${why}`),
      button({ class: 'close' }, 'Close', dismiss),
    ),
    element('ul', {}, ...state.errors.map((error) => findingItem(error))),
    state.more_errors > 0 ? element('p', {}, `and ${counted(state.more_errors, 'error')} more`) : '',
  );
  recall.replaceChildren(counted(count, 'error'));
  const isDismissed = stored(DISMISSED) === text;
  errors.hidden = isDismissed;
  recall.hidden = !isDismissed;
}
