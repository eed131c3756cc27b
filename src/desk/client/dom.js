// What the desk is made of. All text is set as text: nothing of it is ever read as HTML.

export const find = (selector) => document.querySelector(selector);

/** An element with attributes and children; what is null is left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

export function button(words, press, attributes = {}) {
  const made = element('button', { type: 'button', ...attributes }, words);
  made.addEventListener('click', press);
  return made;
}

/** A sentence, with what stands between backticks as code. */
export function sentence(text) {
  return text.split('`').map((part, index) => (index % 2 === 0 ? part : element('code', { dir: 'auto' }, part)));
}

let clearing = 0;

/** Says something to everybody, screen readers among them. */
export function say(words, help = null) {
  const status = find('#status');
  status.replaceChildren(...sentence(words), ...(help ? ['. ', ...sentence(help)] : []));
  clearTimeout(clearing);
  clearing = setTimeout(() => status.replaceChildren(), 20_000);
}

/** Says what an answer says if it was refused. Whether it was not. */
export function accepted(answer) {
  if (!answer.ok) say(answer.message ?? 'This was refused', answer.help);
  return answer.ok;
}
