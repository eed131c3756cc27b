// What is wrong with the text: a mark at its line, whose note opens under that line, and a list below the text. Each
// says what to do, and has a button where that is certain.

import { button, element, find, sentence } from './dom.js';
import { area, goTo, putInFile, start, whole } from './editor.js';

const list = find('#findings');
const gutter = find('#gutter');
const mirror = find('#mirror');
const note = find('#note');
/** A longer text has the list alone: its lines would be measured with every key. */
const MOST = 200_000;

let shownFor = null;
let known = [];
/** The lines of the shown text that something was found on: their findings, top and bottom. */
let places = [];

/** The words of a finding, with its buttons. `line`: what stands above them. */
export function item(finding, line, ...buttons) {
  const { severity, message, help } = finding;
  return element(
    'li',
    { class: severity },
    line,
    element('p', {}, element('strong', {}, `${severity}: `), ...sentence(message)),
    help && element('p', {}, ...sentence(help)),
    buttons.some(Boolean) ? element('p', { class: 'row' }, ...buttons) : null,
  );
}

/** A line with its number. */
export const quoted = (line, text) =>
  element('p', { class: 'line' }, `Line ${line}: `, element('code', { dir: 'auto' }, (text.split('\n')[line - 1] ?? '').slice(0, 160)));

/** The button that mends a finding, if there is one. */
function mend({ patch }) {
  if (!patch) return null;
  return button(`Mend it: ${patch[2].trim().slice(0, 40) || 'take it out'}`, () => {
    // Of another text the places are no longer where they were.
    if (whole() === shownFor) putInFile(...patch);
    close();
  });
}

function close() {
  note.hidden = true;
  note.replaceChildren();
}

/** Opens the note of a line, under it. */
function open(place) {
  const items = place.findings.map((finding) => item(finding, null, mend(finding)));
  note.replaceChildren(element('ul', { class: 'findings' }, ...items), element('p', { class: 'row' }, button('Close', () => (close(), area.focus()))));
  note.hidden = false;
  note.dataset.at = String(place.from);
  settle();
}

/** Puts marks and note where their lines are. */
function settle() {
  for (const place of places) {
    const top = place.top - area.scrollTop;
    place.mark.hidden = top < -8 || top > area.clientHeight - 8;
    place.mark.style.top = `${top}px`;
    if (!note.hidden && note.dataset.at === String(place.from)) note.style.top = `${Math.min(Math.max(place.bottom - area.scrollTop, 0), area.clientHeight) + 4}px`;
  }
}

/** Measures where the lines are that something was found on. */
function measure() {
  const text = area.value;
  const lines = new Map();
  for (const finding of text.length > MOST ? [] : known) {
    const at = finding.from - start();
    if (at < 0 || at > text.length) continue;
    const from = text.lastIndexOf('\n', at - 1) + 1;
    lines.set(from, [...(lines.get(from) ?? []), finding]);
  }
  const style = getComputedStyle(area);
  for (const name of ['font', 'tabSize', 'paddingTop', 'paddingLeft', 'paddingRight', 'lineHeight']) mirror.style[name] = style[name];
  mirror.style.width = `${area.clientWidth}px`;
  mirror.replaceChildren();
  let written = 0;
  const height = Number.parseFloat(style.lineHeight);
  const found = [...lines].sort(([one], [other]) => one - other).map(([from, findings]) => {
    const end = text.indexOf('\n', from) < 0 ? text.length : text.indexOf('\n', from);
    const [first, last] = [element('span', {}, '\u200b'), element('span', {}, '\u200b')];
    mirror.append(text.slice(written, from), first, text.slice(from, end), last);
    written = end;
    return { from, findings, first, last };
  });
  places = found.map(({ from, findings, first, last }) => {
    const isError = findings.some((finding) => finding.severity === 'error');
    const words = findings.map((finding) => `${finding.severity}: ${finding.message}`).join('; ');
    const place = { from, findings, top: first.offsetTop, bottom: last.offsetTop + height };
    // The list below has them all for who uses the keyboard, and F8 goes from one to the next.
    const attributes = { class: isError ? 'error' : null, tabindex: '-1', title: words, 'aria-label': `Line ${findings[0].line}: ${words}` };
    place.mark = button('!', () => (note.hidden || note.dataset.at !== String(from) ? open(place) : close()), attributes);
    return place;
  });
  gutter.replaceChildren(...places.map(({ mark }) => mark));
  mirror.replaceChildren();
  settle();
}

/** Goes to the next finding behind the caret, and opens its note. */
function next() {
  const caret = start() + area.selectionEnd;
  const sorted = known.toSorted((one, other) => one.from - other.from);
  const finding = sorted.find((one) => one.from > caret) ?? sorted[0];
  if (!finding) return;
  goTo(finding.from, finding.to);
  measure();
  const place = places.find(({ findings }) => findings.includes(finding));
  if (place) open(place);
}

area.addEventListener('scroll', settle);
area.addEventListener('input', close);
new ResizeObserver(measure).observe(area);
find('#sheet').addEventListener('keydown', (event) => {
  if (event.key === 'F8') next();
  else if (event.key === 'Escape' && !note.hidden) {
    close();
    area.focus();
  } else return;
  event.preventDefault();
});

/** Shows the findings of a text. */
export function showFindings(state, text) {
  const isSame = shownFor === text && JSON.stringify(known) === JSON.stringify(state.findings);
  shownFor = text;
  known = state.findings;
  const { findings, failure } = state;
  const focused = [...list.querySelectorAll('button')].indexOf(document.activeElement);
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  find('#findings-title').replaceChildren(findings.length === 0 ? 'No findings' : count);
  const all = findings.map((finding) => item(finding, quoted(finding.line, text), button('Go there', () => goTo(finding.from, finding.to)), mend(finding)));
  if (failure) all.unshift(element('li', { class: 'error' }, element('p', {}, failure)));
  list.replaceChildren(...all);
  if (focused >= 0) (list.querySelectorAll('button')[focused] ?? find('#findings-title')).focus();
  if (!isSame) close();
  measure();
}

/** Measures again: another part of the text is shown. */
export function shownAnew() {
  close();
  measure();
}
