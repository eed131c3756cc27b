// Filters the rows of an A to Z while one types, and says how many are left: those with the letters in their names,
// and those that the search of the site finds by other names or by their texts.
//
// Without this script there is no box to type in; the letters lead everywhere.

{
  const filter = document.querySelector('.filter');
  const input = filter?.querySelector('input');
  const status = filter?.querySelector('[role="status"]');
  const groups = filter ? [...document.querySelectorAll('.letter-group')] : [];
  const PAUSE = 250;
  const MOST_FOUND = 10;
  let waiting = 0;
  let asked = 0;
  let index = null;

  /** Capitals, accents, dashes and apostrophes make no difference. */
  function fold(text) {
    const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    return plain.replace(/[\p{Pd}\s]+/gu, ' ').replace(/[‘’ʼ]/gu, "'").trim();
  }

  const namesOf = (row) => [...row.querySelectorAll('dt, .also-called, .row-name')].map((name) => fold(name.textContent)).join('\n');
  const rows = groups.flatMap((group) =>
    [...group.querySelectorAll('.term-row')].map((row) => ({ row, names: namesOf(row) })),
  );

  /** Where a row leads: its page, or its own entry. */
  const addressOf = (row) => new URL(row.querySelector('dd > a, a.row-name, a')?.href ?? '', location.href);
  const entryOf = (row) => new URL(`#${row.querySelector('dt')?.id}`, location.href).href;

  /** The search of the site. */
  async function engine() {
    const { find, index: folder } = filter.dataset;
    index ??= import(find).then(({ Index }) => new Index(async (name) => (await fetch(`${folder}${name}.json`)).json()));
    return index;
  }

  /** Shows rows of what was found; says whether any row is left. */
  async function reveal(found, own) {
    const all = await Promise.all(found.slice(0, MOST_FOUND * 3).map(async ({ page }) => (await index).card(page)));
    if (own !== asked) return true;
    const addresses = new Set(all.map(({ address }) => new URL(address, location.href).href));
    const isFound = ({ row }) => row.hidden && (addresses.has(entryOf(row)) || addresses.has(addressOf(row).href));
    for (const { row } of rows.filter(isFound).slice(0, MOST_FOUND)) row.hidden = false;
    showGroups();
    const left = rows.filter(({ row }) => !row.hidden).length;
    say(left);
    return left > 0;
  }

  /** Names first, and where no row is called so, texts. */
  async function applyFound(query) {
    const own = (asked += 1);
    if (!filter.dataset.find || query.length < 3) return;
    const search = await engine();
    if (!(await reveal(await search.suggest(query), own))) await reveal((await search.search(query)).found, own);
  }

  function showGroups() {
    for (const group of groups) group.hidden = !group.querySelector('.term-row:not([hidden])');
  }

  function say(count) {
    const { none, one, many } = filter.dataset;
    const words = { 0: none, 1: one }[count] ?? many.replace('{count}', count);
    clearTimeout(waiting);
    // Once the typing pauses, so that a screen reader is not interrupted by every letter.
    waiting = setTimeout(() => {
      status.textContent = input.value.trim() === '' ? '' : words;
    }, PAUSE);
  }

  function apply() {
    const wanted = fold(input.value);
    let count = 0;
    for (const { row, names } of rows) {
      row.hidden = !names.includes(wanted);
      count += row.hidden ? 0 : 1;
    }
    showGroups();
    say(count);
    // Offline the names in the page are all that there is.
    applyFound(input.value.trim()).catch(() => {});
  }

  function clear() {
    input.value = '';
    apply();
  }

  if (filter) {
    filter.hidden = false;
    input.addEventListener('input', apply);
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      clear();
    });
    // A link to a row that is filtered away shows it.
    document.addEventListener('click', (event) => {
      const hash = event.target.closest?.('a[href*="#"]')?.hash;
      const target = hash && document.getElementById(decodeURIComponent(hash.slice(1)));
      if (target?.closest('[hidden]')) clear();
    });
    // The browser brings back what was typed when one comes back to the page.
    addEventListener('pageshow', () => input.value && apply());
  }
}
