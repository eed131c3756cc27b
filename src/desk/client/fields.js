// The settings at the top of a file as a form. The fields come from the tables of keys; a change of one changes its
// own lines of the text, and is saved with it.

import { write } from './ask.js';
import { accepted, button, element, say } from './dom.js';
import { labelled, openDialog, select } from './dialogs.js';
import { rewriteLater, settle, whole } from './editor.js';

const PEOPLE = ['owner', 'authors', 'reviewer'];

/** What a field is changed with; `change` is handed its values. */
function control(field, change) {
  const { kind, choices, values } = field;
  if (kind === 'choice' || kind === 'flag') {
    const input = select([['', 'not set'], ...choices.map((one) => [one, one.replaceAll('-', ' ')])], values[0] ?? '');
    input.addEventListener('change', () => change(input.value === '' ? [] : [input.value]));
    return input;
  }
  if (kind === 'choices') {
    const input = select(choices.map((one) => [one, one]));
    input.multiple = true;
    for (const option of input.options) option.selected = values.includes(option.value);
    input.addEventListener('change', () => change([...input.selectedOptions].map((option) => option.value)));
    return input;
  }
  if (kind === 'texts') {
    const input = element('textarea', { rows: String(Math.max(2, values.length + 1)) });
    input.value = values.join('\n');
    input.addEventListener('change', () => change(input.value.split('\n')));
    return input;
  }
  const type = { date: 'date', number: 'number' }[kind] ?? 'text';
  const list = PEOPLE.includes(field.name) ? 'people' : field.name === 'contact' ? 'contacts' : null;
  const input = element('input', { type, value: values[0] ?? '', list, autocomplete: 'off' });
  input.addEventListener('change', () => change([input.value]));
  return input;
}

/** Opens the form for a file. */
export async function openFields(path) {
  const answer = await write('field', { path, text: whole() });
  if (!accepted(answer)) return;
  const trouble = element('p', { role: 'alert' });
  const known = (id, all) => element('datalist', { id }, ...all.map(([value, name]) => element('option', { value }, name)));
  let changing = Promise.resolve();
  const set = async (name, values) => {
    const changed = await write('field', { path, text: whole(), name, values });
    trouble.replaceChildren(changed.ok ? '' : `${changed.message}. ${changed.help ?? ''}`);
    if (changed.ok) rewriteLater(changed.text);
  };
  const row = (field) => {
    const words = field.name.replaceAll('_', ' ');
    if (!field.is_open) {
      const where = field.line ? `Stands in line ${field.line} of the text.` : 'Is written in the text.';
      return element('p', { class: 'field' }, element('span', {}, words), element('small', {}, `${field.about} ${where}`));
    }
    const change = (values) => {
      // One after the other; a box that closes makes the last change as it goes.
      changing = changing.then(() => set(field.name, values));
    };
    const input = control(field, change);
    const help = field.kind === 'texts' ? `${field.about} One on each line.` : field.about;
    return labelled(words, input, help);
  };
  const given = answer.fields.filter((field) => field.values.length > 0 || field.line);
  const unset = answer.fields.filter((field) => !given.includes(field));
  const close = openDialog('Settings of this page', [
    known('people', answer.people),
    known('contacts', answer.contacts),
    ...given.map(row),
    element('details', {}, element('summary', {}, 'More settings'), ...unset.map(row)),
    trouble,
    element('p', { class: 'row' }, button('Close', () => close())),
  ], async () => {
    await changing;
    if (settle()) say('The settings are changed in the text', 'Undo takes it back, Save keeps it');
    else if (trouble.textContent !== '') say(trouble.textContent);
  });
}
