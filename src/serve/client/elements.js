// What the panel and the errors are made of. All text is set as text: nothing of it is ever read as HTML.

/** An element with attributes and children, which are elements or text; what is null is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(attributes, words, press) {
  const made = element('button', { type: 'button', ...attributes }, words);
  made.addEventListener('click', press);
  return made;
}

/** Replaces what is in a box; it stays scrolled, and the focus stays as far down as it was. */
export function renew(box, ...children) {
  const reachable = () => [...box.querySelectorAll('a, button, summary')];
  const at = reachable().indexOf(box.getRootNode().activeElement);
  const { scrollTop } = box;
  box.replaceChildren(...children);
  box.scrollTop = scrollTop;
  if (at >= 0) reachable().slice(0, at + 1).at(-1)?.focus({ preventScroll: true });
}

export function counted(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** A sentence, with what stands between backticks as code. */
function sentence(text) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', { dir: 'auto' }, part)));
}

/** A file, or a place in one, as a link into the editor if there is one. */
export function place(address, words) {
  if (!address) return element('span', { class: 'place' }, words);
  return element('a', { class: 'place', href: address, title: 'Opens it in the editor' }, words);
}

/** The line of the source with its fault marked. */
function sourceLine([before, marked, after]) {
  return element('pre', { dir: 'auto' }, before, element('mark', {}, marked), after);
}

/** A place of a finding. */
function placeOf({ editor, file, line }) {
  return place(editor, `${file}, line ${line}`);
}

/** A finding; `further` is put at its end. */
export function findingItem(finding, further = null) {
  const { severity, message, help, place: at, others } = finding;
  return element(
    'li',
    { class: severity },
    element('p', {}, element('strong', {}, `${severity}: `), ...sentence(message)),
    at && element('p', {}, placeOf(at)),
    at?.source && sourceLine(at.source),
    ...others.map(([text, other]) => element('p', {}, placeOf(other), ': ', ...sentence(text))),
    help && element('p', {}, ...sentence(help)),
    further,
  );
}
