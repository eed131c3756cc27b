// Filters the rows of an A to Z by name while one types, and says how many are left.
//
// Without this script there is no box to type in; the letters lead everywhere.

{
  const filter = document.querySelector('.filter');
  const input = filter?.querySelector('input');
  const status = filter?.querySelector('[role="status"]');
  const groups = filter ? [...document.querySelectorAll('.letter-group')] : [];
  const PAUSE = 250;
  let waiting = 0;

  /** Capitals, accents, dashes and apostrophes make no difference. */
  function fold(text) {
    const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
    return plain.replace(/[\p{Pd}\s]+/gu, ' ').replace(/[‘’ʼ]/gu, "'").trim();
  }

  const namesOf = (row) => [...row.querySelectorAll('dt, .also-called, .row-name')].map((name) => fold(name.textContent)).join('\n');
  const rows = groups.flatMap((group) =>
    [...group.querySelectorAll('.term-row')].map((row) => ({ row, names: namesOf(row) })),
  );

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
    for (const group of groups) group.hidden = !group.querySelector('.term-row:not([hidden])');
    say(count);
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
