// The page of results: js/find.js finds; this shows, as text and never as markup.
//
// The query stands behind the # of the address and nowhere else: no server is told of it.

const form = document.querySelector('form.search-page');
const engine = await import(form.dataset.find);
const { PAUSE, counted, element, files } = engine;

/** How many are shown at once; a button shows as many more. */
const STEP = 10;
/** How many titles are waited for before the first is shown. */
const AT_ONCE = 3;
const MOST_EXCERPTS = 5;
const MOST_BYTES = 60_000;
const MOST_LETTERS = 300;

/** A text in pieces, those that say one of the words marked. */
function marked(text, hits) {
  const pieces = [];
  let end = 0;
  for (const [from, to] of hits) {
    pieces.push(text.slice(end, from), element('mark', text.slice(from, to)));
    end = to;
  }
  return [...pieces, text.slice(end)];
}

/** Where a text says one of the words, in any form: begin, end and the word without its ending. */
function hitsOf(text, asked) {
  const { WORD, words, root } = engine;
  const wanted = new Set(asked.map(root));
  const places = [];
  for (const match of text.matchAll(WORD)) {
    const word = words(match[0]).map(root).find((one) => wanted.has(one));
    if (word) places.push([match.index, match.index + match[0].length, word]);
  }
  return places;
}

/** The sentence of a page that has most of the words, and the anchor of its section. */
async function excerpt(address, words) {
  const answer = await fetch(address);
  const text = answer.ok ? await answer.text() : '';
  if (!text || text.length > MOST_BYTES) return null;
  const page = new DOMParser().parseFromString(text, 'text/html');
  // The mark of a note is no part of the word before it.
  for (const mark of page.querySelectorAll('sup > .footnote-ref')) mark.parentElement.remove();
  const language = page.documentElement.lang;
  const segments = 'Segmenter' in Intl ? new Intl.Segmenter(language, { granularity: 'sentence' }) : null;
  let best = null;
  let anchor = '';
  for (const block of page.querySelectorAll('.prose :is(h2, h3, h4, p, li, td, dd)')) {
    if (block.matches('h2, h3, h4')) anchor = block.id;
    else if (!block.querySelector('p, li')) {
      const whole = block.textContent.replace(/\s+/g, ' ').trim();
      for (const { segment } of segments?.segment(whole) ?? [{ segment: whole }]) {
        const hits = hitsOf(segment, words);
        const count = new Set(hits.map(([, , word]) => word)).size;
        if (count > (best?.count ?? 0)) best = { count, hits, anchor, sentence: segment };
      }
    }
  }
  return best && shortened(best);
}

/** A long sentence from shortly before its first word on. */
function shortened({ hits, anchor, sentence }) {
  const from = sentence.length > MOST_LETTERS && hits[0][0] > MOST_LETTERS / 2 ? sentence.lastIndexOf(' ', hits[0][0] - 60) + 1 : 0;
  const part = sentence.slice(from, from + MOST_LETTERS);
  const inPart = hits.map(([start, end]) => [start - from, end - from]).filter(([, end]) => end <= part.length);
  return { anchor, hits: inPart, sentence: part };
}

/** The page of results. */
function results() {
  const input = form.querySelector('input');
  const status = form.querySelector('[role="status"]');
  const list = document.querySelector('.search-results');
  const term = document.querySelector('.search-term');
  const mended = document.querySelector('.search-mended');
  const none = document.querySelector('.search-none');
  const more = document.querySelector('.search-more');
  const signs = document.querySelector('.search-signs');
  const index = new engine.Index(files(form));
  let waiting = 0;
  let asked = 0;

  function row({ address, title, isTerm }, label) {
    const item = document.createElement('li');
    item.append(element('a', title, { href: address }), element('p', isTerm ? form.dataset.term : form.dataset.page, { class: 'result-kind' }));
    if (label && label !== title) item.lastChild.append(` · ${label}`);
    item.append(element('p', '', { class: 'result-text' }));
    return item;
  }

  /** Says what a page says: its sentence with the words, or what is known of it. */
  async function tell(item, page, words, own, isFirst) {
    const { address, isTerm } = await index.known(page);
    const best = isFirst && !isTerm ? await excerpt(address, words).catch(() => null) : null;
    const text = best ? marked(best.sentence, best.hits) : [(await index.card(page)).description ?? ''];
    if (own !== asked) return;
    item.querySelector('.result-text').replaceChildren(...text);
    if (best?.anchor) item.querySelector('a').href = `${address}#${best.anchor}`;
  }

  /** A card with the number of those who help. */
  function card({ kind, number, href, words, language }) {
    const made = element('section', '', { class: `card ${kind === 'urgent' ? 'card-urgent' : 'card-emergency'}` });
    const [before, after] = form.dataset.sign.split('{number}');
    const title = element('h2', before, { class: 'block-title' });
    title.append(element('a', number, { href, class: 'phone', dir: 'ltr' }), after ?? '');
    const body = element('div', '', { class: 'card-body' });
    const list = element('ul');
    list.append(element('li', words, language ? { lang: language, dir: 'auto' } : {}));
    const button = element('p', '', { class: 'card-call' });
    button.append(element('a', form.dataset.call.replace('{number}', () => number), { href, class: 'call' }));
    body.append(list, button);
    made.append(title, body);
    return made;
  }

  async function explain(query) {
    const found = await index.term(query);
    const card = found && (await index.card(found.number));
    term.hidden = !card?.description;
    if (term.hidden) return;
    const name = element('h2');
    name.append(element('a', card.title, { href: card.address }));
    term.setAttribute('aria-label', card.title);
    term.replaceChildren(name, element('p', card.description));
  }

  /** Adds the next rows; the first of them need not wait for the others. */
  async function add(found, words, own) {
    const next = found.slice(0, STEP);
    const rows = [];
    for (const part of [next.slice(0, AT_ONCE), next.slice(AT_ONCE)]) {
      const known = await Promise.all(part.map(({ page }) => index.known(page)));
      if (own !== asked) return [];
      const made = known.map((entry, i) => row(entry, part[i].label));
      list.append(...made);
      rows.push(...made);
    }
    more.hidden = found.length <= STEP;
    more.onclick = async () => {
      const [first] = await add(found.slice(STEP), words, own);
      // The button may be gone: who pressed it goes on with what it brought.
      first?.querySelector('a').focus();
    };
    next.forEach(({ page }, i) => tell(rows[i], page, words, own, i < MOST_EXCERPTS).catch(() => {}));
    return rows;
  }

  async function answer(query, isExact) {
    const own = (asked += 1);
    if (!query) {
      status.textContent = '';
      [term, mended, none, more].forEach((part) => (part.hidden = true));
      list.replaceChildren();
      signs.replaceChildren();
      return;
    }
    const { found, mended: meant, words } = await index.search(query, isExact);
    if (own !== asked) return;
    const dangers = await index.signs(query, meant);
    if (own !== asked) return;
    signs.replaceChildren(...dangers.map(card));
    list.replaceChildren();
    more.hidden = true;
    none.hidden = found.length > 0;
    // A crisis has a line of its own, and no other beside it.
    none.querySelector('.contact-card')?.toggleAttribute('hidden', dangers.some(({ kind }) => kind === 'crisis'));
    mended.hidden = !meant;
    if (meant) {
      const [said, back] = mended.children;
      said.textContent = form.dataset.mended.replace('{words}', () => meant);
      back.textContent = form.dataset.exact.replace('{words}', () => query);
      back.onclick = () => show(query, true);
    }
    status.textContent = counted(form.dataset, found.length);
    await Promise.all([add(found, words, own), explain(meant ?? query)]);
  }

  const failed = () => (status.textContent = form.dataset.failed);
  const show = (query, isExact = false) => answer(query.trim(), isExact).catch(failed);
  const fromAddress = () => new URLSearchParams(location.hash.slice(1)).get('q') ?? '';
  const keep = (query) => history.replaceState(null, '', query ? `#q=${encodeURIComponent(query)}` : location.pathname);

  input.addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      keep(input.value.trim());
      show(input.value);
    }, PAUSE);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    keep(input.value.trim());
    show(input.value);
  });
  addEventListener('hashchange', () => {
    input.value = fromAddress();
    show(input.value);
  });
  form.hidden = false;
  document.querySelector('.search-scriptless')?.remove();
  input.value = fromAddress();
  if (input.value) show(input.value);
  else input.focus();
}

results();
