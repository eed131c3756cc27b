// Answers queries from the index that a build makes: names of pages and terms, then the words of their texts.
//
// Nothing is sent anywhere: the files of the index are fetched, and the query stays in the browser. Words are folded
// as src/search/fold.rs folds them; tests/golden/search-words.json holds both to the same table.

export const WORD = /[\p{Alphabetic}\p{N}\p{M}'’\u00ad\u200c-\u200f\u2060]+/gu;
const DROPPED = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200c-\u200f\u2060]/g;
const UNSPACED = '\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff';
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'g');
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`);
const LETTERS = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ς: 'σ' };

function fold(word) {
  let folded = word.toLowerCase().normalize('NFD').replace(DROPPED, '').replace(/[æœßøς]/g, (letter) => LETTERS[letter]);
  folded = folded.replaceAll('ae', 'e').replaceAll('oe', 'e');
  if (folded.length > 4) folded = folded.replaceAll('isation', 'ization').replaceAll('our', 'or');
  if (folded.length > 5) folded = folded.replace(/(ise[ds]?|ising|ysed?)$/, (ending) => ending.replace('s', 'z'));
  return folded;
}

/** What is known of the language of a site, by src/search/english.rs: words that say nothing, those that signs of danger
 * share, those between others; and what makes one word another, at its beginning, at its end, and as a whole. */
let [stop, common, links, starts, ends, apart] = Array(6).fill(new Set());

/** Takes over what the index knows of its language. */
export function speak(lists) {
  const [idle, shared, between, ...others] = lists.map((list) => list.split('|').map((group) => group.split(' ')));
  stop = new Set(idle[0].map(fold));
  common = new Set(shared[0].flatMap((word) => [word, core(word)]));
  links = new Set(between[0]);
  [starts, ends, apart] = others;
}

/** The words of a text, folded; of writing without spaces every pair of neighbouring characters. */
export function words(text) {
  const all = [];
  for (const match of text.match(WORD) ?? []) {
    const folded = fold(match.replace(/^['’]+|['’]+$/g, '').replace(/['’]s$/, ''));
    if (!IS_UNSPACED.test(folded)) {
      if (folded && [...folded].length <= 40) all.push(folded);
      continue;
    }
    for (const run of folded.match(RUNS)) {
      if (!IS_UNSPACED.test(run) || run.length === 1) all.push(run);
      else for (let at = 1; at < run.length; at += 1) all.push(run.slice(at - 1, at + 1));
    }
  }
  return all;
}

/** The words of a query that say something. */
const saidOf = (query) => ` ${words(query).join(' ')} `;

const asked = (query) => telling(words(query));

function telling(all) {
  const kept = all.filter((word) => !stop.has(word));
  return kept.length ? kept : all;
}

/** Names as they are compared with queries. */
const compared = (labels) => {
  const told = labels.filter((label) => asked(label).length);
  const names = told.map(asked);
  return { names, roots: names.map((name) => name.map(root)), whole: told.map(rootsOfDanger) };
};

/** A word without its ending, roughly: good enough to compare names. */
export function root(word) {
  if (word.length < 4) return word;
  const single = word.replace(/ies$/, 'y').replace(/sses$/, 'ss').replace(/([^s])s$/, '$1');
  return single.replace(/(ations?|ion|ing|ed|er|e|y)$/, (ending, _, at) => (at >= (ending === 'er' ? 4 : 3) ? '' : ending));
}

/** What a word may be without its ending, to look for others. */
function roots(word) {
  const [, start] = word.match(/^(.{3,}?)(ings?|ed|ers?|ors?|ness|es|s|ly|y|ies)$/) ?? [];
  if (!start) return [];
  return start.length > 3 && start.at(-1) === start.at(-2) ? [start.slice(0, -1), start] : [start];
}

/** How many letters have to be changed, added, taken out or exchanged, up to `most`. */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return 9;
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      let least = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) least = Math.min(least, before[j - 2] + 1);
      row.push(least);
    }
    if (Math.min(...row) > most) return 9;
    [before, last] = [last, row];
  }
  return last[other.length];
}

/** How many slips a word may have. */
const slips = (word) => (word.length < 4 || /\p{N}/u.test(word) ? 0 : word.length < 8 ? 1 : 2);

/** Whether one word is no slip of another: its opposite, or the name of another thing. */
function isOther(one, other) {
  if (apart.some((group) => group.includes(one) && group.includes(other))) return true;
  const differs = (group, cut, mayLack) => {
    const parts = mayLack ? [...group, ''] : group;
    const left = (word) => parts.map((part) => [part, cut(word, part)]).filter(([, rest]) => rest?.length > 2);
    return left(one).some(([a, x]) => left(other).some(([b, y]) => a !== b && (mayLack ? x === y && !(a && b) : distance(x, y, 1) < 2)));
  };
  const start = (word, part) => (word.startsWith(part) ? word.slice(part.length) : null);
  const end = (word, part) => (word.endsWith(part) ? word.slice(0, word.length - part.length) : null);
  return starts.some((group) => differs(group, start, group[0] === 'un')) || ends.some((group) => differs(group, end, false));
}
