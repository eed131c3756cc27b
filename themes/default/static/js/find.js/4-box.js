// Suggestions of the search box: what the index finds is shown as text, and never as markup.

/** How long somebody pauses who has typed enough, in milliseconds. */
export const PAUSE = 200;
const MOST_SUGGESTED = 7;

/** Gets the files of the index, which stand beside the search page. */
export const files = (form) => async (name) => {
  const answer = await fetch(`${form.getAttribute('action')}${name}.json`);
  if (!answer.ok) throw new Error(name);
  return answer.json();
};

export function element(name, words = '', settings = {}) {
  const made = document.createElement(name);
  made.textContent = words;
  for (const [key, value] of Object.entries(settings)) made.setAttribute(key, value);
  return made;
}

/** How many were found, in words. */
export const counted = ({ none, one, many }, count) => ({ 0: none, 1: one })[count] ?? many.replace('{count}', count);

/** The box in the header: a combobox whose list leads to pages (ARIA Authoring Practices). */
export function box(form, names) {
  const input = form.querySelector('input');
  const list = form.querySelector('[role="listbox"]');
  const status = form.querySelector('[role="status"]');
  const index = new Index(files(form));
  index.files.set('names', names);
  let waiting = 0;
  let asked = 0;
  let at = -1;

  function close() {
    list.hidden = true;
    at = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function choose(next) {
    const options = [...list.children];
    at = (next + options.length + 1) % (options.length + 1);
    if (at === options.length) at = -1;
    options.forEach((option, i) => option.setAttribute('aria-selected', i === at));
    if (at < 0) input.removeAttribute('aria-activedescendant');
    else {
      input.setAttribute('aria-activedescendant', options[at].id);
      options[at].scrollIntoView({ block: 'nearest' });
    }
  }

  function option(href, title, note, language) {
    const made = element('li', '', { 'data-href': href, role: 'option', 'aria-selected': 'false' });
    made.append(element('span', title, { class: 'option-title' }));
    if (note) made.append(' ', element('span', note, { class: 'option-note', ...(language && { lang: language, dir: 'auto' }) }));
    return made;
  }

  function show(rows, query, signs) {
    close();
    const { call, term, all } = index.start.words;
    const options = [
      // Whom to call comes first.
      ...signs.map(({ number, href, words, language }) => option(href, call.replace('{number}', () => number), words, language)),
      ...rows.map(({ address, title, label, isTerm }) =>
        option(address, title, [label && label !== title ? label : '', isTerm ? term : ''].filter(Boolean).join(' · '))),
      option(`${form.getAttribute('action')}#q=${encodeURIComponent(query)}`, all.replace('{words}', () => query)),
    ];
    options.forEach((made, i) => {
      made.id = `search_option_${i}`;
    });
    list.replaceChildren(...options);
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    status.textContent = counted(index.start.words, rows.length);
  }

  async function rows(found) {
    const first = found.slice(0, MOST_SUGGESTED);
    return Promise.all(first.map(async ({ page, label }) => ({ ...(await index.known(page)), label })));
  }

  async function answer() {
    const query = input.value.trim();
    const own = (asked += 1);
    clearTimeout(waiting);
    if (query.length < 2) {
      status.textContent = '';
      close();
      return;
    }
    const [named, signs] = await Promise.all([index.suggest(query), index.signs(query)]);
    if (own !== asked) return;
    if (named.length || signs.length) show(await rows(named), query, signs);
    if (named.length > 2 && index.isKnown(query)) return;
    waiting = setTimeout(async () => {
      const { found, mended } = await index.search(query);
      const [all, meant] = await Promise.all([rows(found), index.signs(query, mended)]);
      if (own === asked && at < 0) show(all, query, meant);
    }, PAUSE);
  }

  const keys = {
    ArrowDown: () => choose(at + 1),
    ArrowUp: () => choose(at < 0 ? list.children.length - 1 : at - 1),
    Escape: () => (list.hidden ? (input.value = '') : close()),
    Enter: () => at >= 0 && location.assign(list.children[at].dataset.href),
  };
  input.addEventListener('input', () => answer().catch(close));
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || !keys[event.key] || (list.hidden && event.key !== 'Escape') || (event.key === 'Enter' && at < 0)) return;
    event.preventDefault();
    keys[event.key]();
  });
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  list.addEventListener('click', ({ target }) => {
    const href = target.closest('li')?.dataset.href;
    if (href) location.assign(href);
  });
  addEventListener('hashchange', close);
  input.addEventListener('blur', close);
  // What was typed while this was on its way.
  if (input.value) answer().catch(close);
  else index.load('').catch(() => {});
}
