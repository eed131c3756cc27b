// Answers queries from the index that a build makes: names of pages and terms, then the words of their texts.
//
// Nothing is sent anywhere: the files of the index are fetched, and the query stays in the browser. Words are folded
// as src/search/fold.rs folds them; tests/golden/search-words.json holds both to the same table.

const STOP = new Set(
  (
    'a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is it ' +
    'its long may me might must my of on or our shall she should so that the their them then there these they this to ' +
    'up us was we were what when where which who why will with would you your im ive not no am get out go back again ' +
    'about after tell'
  ).split(' '),
);
/** Words that signs of danger share, and that say nothing of which one is meant. */
const COMMON = new Set('new very much bad badly feel feeling find keep see often suddenly sudden strong'.split(' '));
export const WORD = /[\p{Alphabetic}\p{N}\p{M}'’\u00ad\u200c-\u200f\u2060]+/gu;
const DROPPED = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u00ad\u200c-\u200f\u2060]/g;
const UNSPACED = '\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff';
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'g');
const IS_UNSPACED = new RegExp(`[${UNSPACED}]`);
const LETTERS = { æ: 'ae', œ: 'oe', ß: 'ss', ø: 'o', ς: 'σ' };
/** How many files of texts a query may ask for, its other ways among them: on a phone each is a part of a second. */
const MOST_FILES = 3;

function fold(word) {
  let folded = word.toLowerCase().normalize('NFD').replace(DROPPED, '').replace(/[æœßøς]/g, (letter) => LETTERS[letter]);
  folded = folded.replaceAll('ae', 'e').replaceAll('oe', 'e');
  if (folded.length > 4) folded = folded.replaceAll('isation', 'ization').replaceAll('our', 'or');
  if (folded.length > 5) folded = folded.replace(/(ise[ds]?|ising|ysed?)$/, (ending) => ending.replace('s', 'z'));
  return folded;
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
  const kept = all.filter((word) => !STOP.has(word));
  return kept.length ? kept : all;
}

/** Names as they are compared with queries. */
const compared = (labels) => {
  const names = labels.map(asked).filter((name) => name.length);
  return { names, roots: names.map((name) => name.map(root)) };
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

// What turns a word into its opposite or into another thing is no slip.
const STARTS = ['hypo hyper', 'allo auto', 'intra inter', 'ante anti', 'pre post', 'macro micro', 'homo hetero', 'endo exo ecto', 'un in im ir il non dis anti a ab'];
const ENDS = ['penia philia cytosis', 'ectomy otomy ostomy', 'blast cyte', 'less ful', 'phagia phasia plasia', 'itis osis oma'];
const APART = ['infection injection', 'ileum ilium', 'aphasia aplasia aphagia', 'perineal peroneal peritoneal', 'prednisone prednisolone', 'vinblastine vincristine', 'mucus mucous', 'bleed breed', 'breath breast'].map((group) => group.split(' '));
function isOther(one, other) {
  if (APART.some((group) => group.includes(one) && group.includes(other))) return true;
  const differs = (group, cut, mayLack) => {
    const parts = group.split(' ');
    if (mayLack) parts.push('');
    const left = (word) => parts.map((part) => [part, cut(word, part)]).filter(([, rest]) => rest?.length > 2);
    return left(one).some(([a, x]) => left(other).some(([b, y]) => a !== b && (mayLack ? x === y && !(a && b) : distance(x, y, 1) < 2)));
  };
  const start = (word, part) => (word.startsWith(part) ? word.slice(part.length) : null);
  const end = (word, part) => (word.endsWith(part) ? word.slice(0, word.length - part.length) : null);
  return STARTS.some((group) => differs(group, start, group.startsWith('un'))) || ENDS.some((group) => differs(group, end, false));
}

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';

/** The pages of a stem, each with how much it counts there: see src/search/postings.rs. */
function pagesOf(stem) {
  if (stem.pages) return stem.pages;
  stem.pages = [];
  let number = 0;
  let scale = 1;
  let page = 0;
  for (const digit of stem.encoded) {
    const value = DIGITS.indexOf(digit);
    number += (value & 31) * scale;
    scale *= 32;
    if (value & 32) continue;
    page += Math.floor(number / 8);
    stem.pages.push([page, number % 8]);
    [number, scale] = [0, 1];
  }
  stem.of ||= stem.pages.length;
  return stem.pages;
}

/** What a sign of danger says, each of its alternatives as the roots of the words that matter. */
function partsOf(name) {
  const parts = name.split(/[,;،、]| or /).map((part) => words(part).filter((word) => !STOP.has(word) && !COMMON.has(word)).map(root));
  return parts.filter((part) => part.length);
}

/** How well a query says a part of a sign: all of it, or most of it and nothing else. */
function share(query, part) {
  const said = part.filter((word) => query.includes(word)).length;
  if (said === part.length) return said;
  const isInside = query.every((word) => part.includes(word) || STOP.has(word) || COMMON.has(word));
  return isInside && said / part.length > 0.6 ? said / part.length : 0;
}

export class Index {
  /** `fetchJson` gets the name of a file of the index. */
  constructor(fetchJson) {
    this.fetchJson = fetchJson;
    this.files = new Map();
    this.entries = new Map();
    this.names = [];
    this.counts = new Map();
    this.vocabulary = new Map();
  }

  /** A file, fetched once; one that could not be fetched is asked for again. */
  file(name) {
    if (!this.files.has(name)) {
      const file = this.fetchJson(name);
      file.catch(() => this.files.delete(name));
      this.files.set(name, file);
    }
    return this.files.get(name);
  }

  /** Fetches all names, or where they are many those with the words of a query. */
  async load(query) {
    if (!this.start) {
      this.start = await this.file('names');
      this.start.entries.forEach((row, number) => this.add(number, row));
      this.same = this.start.same.map(compared);
      this.lay = new Set(this.same.flatMap(({ roots }) => roots.flat()));
      this.pins = this.start.pages;
      this.dangers = (this.start.signs ?? []).map(([kind, number, href, ...names]) => ({ kind, number, href, words: names[0], parts: names.flatMap(partsOf) }));
    }
    const starts = new Set(asked(query).map((word) => [...word].slice(0, 2).join('')));
    const parts = this.start.parts.filter(([start]) => starts.has(start));
    for (const rows of await Promise.all(parts.map(([, name]) => this.file(name)))) for (const [number, row] of rows) this.add(number, row);
    for (const [name, page] of this.pins.splice(0)) this.name(name, page, 6);
  }

  add(number, [address, title, others = [], article = null, confusable = []]) {
    if (this.entries.has(number)) return;
    const all = [title, ...others];
    const isTerm = this.isTerm(number);
    this.entries.set(number, { number, address, title, isTerm, article, confusable, labels: all, ...compared(all) });
    // `G-CSF` is typed as `GCSF` too.
    for (const name of all.flatMap((label) => (/\S[-/]\S/.test(label) ? [label, label.replace(/[-/]/g, '')] : [label]))) {
      this.name(name, number, 10);
      if (article !== null) this.name(name, article, 9.5, number);
    }
  }

  name(label, page, weight, from = page) {
    const own = words(label);
    if (!own.length) return;
    const name = { label, words: own, phrase: ` ${own.join(' ')} `, roots: own.map(root), page, weight };
    this.names.push(name);
    for (const one of new Set(name.roots)) this.counts.set(one, (this.counts.get(one) ?? 0) + 1);
    // An abbreviation is no word that a slip leads to: `ALL` is not `AML`.
    const isShort = /^[^\p{Ll}]{1,6}$/u.test(label);
    own.forEach((word) => {
      const known = this.vocabulary.get(word) ?? { isTarget: false, from: new Set() };
      known.isTarget ||= !isShort;
      known.from.add(from);
      this.vocabulary.set(word, known);
    });
  }

  weight(one) {
    return Math.log(1 + this.names.length / (0.5 + (this.counts.get(one) ?? 0.5)));
  }

  knows(word, isLast) {
    if (this.counts.has(root(word)) || this.lay.has(root(word))) return true;
    return isLast && word.length > 1 && [...this.vocabulary.keys()].some((known) => known.startsWith(word));
  }

  /** Other ways to ask: the other names of a term, and the team's own words for one thing. */
  others(query) {
    const own = query.map(root);
    const ways = [];
    const add = ({ names, roots }, share) => {
      for (const found of roots) {
        const at = own.findIndex((_, start) => found.every((one, i) => one === own[start + i]));
        if (at < 0) continue;
        names.forEach((other, i) => {
          if (roots[i].join() !== found.join()) ways.push([[...query.slice(0, at), ...other, ...query.slice(at + found.length)], share]);
        });
        return;
      }
    };
    for (const entry of this.entries.values()) if (entry.isTerm) add(entry, 0.85);
    for (const group of this.same) add(group, 0.6);
    return ways.slice(0, 12);
  }

  /** Scores of pages by their names. */
  byName(query, isTyped, said = ` ${query.join(' ')} `) {
    const own = query.map(root);
    const weights = own.map((one) => this.weight(one));
    const total = weights.reduce((sum, one) => sum + one, 0);
    const pages = new Map();
    for (const name of this.names) {
      let covered = 0;
      const used = new Set();
      query.forEach((word, i) => {
        let best = 0;
        let place = -1;
        name.words.forEach((other, j) => {
          const begins = isTyped && i === query.length - 1 && word.length > 1 && other.startsWith(word);
          const share = other === word ? 1 : name.roots[j] === own[i] ? 0.9 : begins ? 0.75 : 0;
          if (share > best) [best, place] = [share, j];
        });
        covered += weights[i] * best;
        if (best) used.add(place);
      });
      if (!covered) continue;
      const share = 0.4 + (0.6 * used.size) / name.words.length;
      const score = name.weight * (covered / total) ** 1.5 * share + (name.phrase === said ? 4 : 0) + (name.words.length > 1 && said.includes(name.phrase) ? 6 : 0);
      const page = pages.get(name.page) ?? { score: 0, sum: 0 };
      page.sum += score;
      if (score > page.score) Object.assign(page, { score, label: name.label });
      pages.set(name.page, page);
    }
    for (const page of pages.values()) page.score += Math.min(3, 0.15 * (page.sum - page.score));
    return pages;
  }

  /** Names alone: what a reader sees while typing. */
  named(query, ways = this.others(query), said = undefined) {
    const all = this.byName(query, true, said);
    for (const [other, share] of ways) {
      for (const [page, { score, label }] of this.byName(other, false)) {
        if (score * share > (all.get(page)?.score ?? 0)) all.set(page, { score: score * share, label });
      }
    }
    return all;
  }

  async directory() {
    this.shards ??= await this.file('words');
    return this.shards;
  }

  /** The name of the file of the words layer that a word is in. */
  async place(word) {
    const { files } = await this.directory();
    const after = files.findIndex(([first]) => first > word);
    const at = Math.max(0, (after < 0 ? files.length : after) - 1);
    return files[at]?.[1];
  }

  async shard(word) {
    const name = await this.place(word);
    return name ? this.file(name).then((lines) => this.parsed(lines)) : [];
  }

  /** Those of the other ways that can be asked of texts with few more files, the best first. */
  async affordable(query, ways) {
    const files = new Set(await Promise.all(query.map((word) => this.place(word))));
    const kept = [];
    for (const way of ways) {
      const more = await Promise.all(way[0].map((word) => this.place(word)));
      const all = new Set([...files, ...more]);
      if (all.size > Math.max(MOST_FILES, files.size)) continue;
      more.forEach((name) => files.add(name));
      kept.push(way);
    }
    return kept;
  }

  parsed(lines) {
    if (!lines.stems) {
      lines.stems = lines.map((line) => {
        const [written, encoded, of] = line.split('\t');
        const [start, ...ends] = written.split(' ');
        const forms = ends.length ? ends.map((end) => start + (end === '.' ? '' : end)) : [start];
        return { forms, encoded, of: Number(of ?? 0) };
      });
    }
    return lines.stems;
  }

  /** The stems that a word stands for: its own, else those of its root, else those that it begins. */
  async stems(word, isTyped) {
    const shard = await this.shard(word);
    const isForm = (form) => form === word || (word.length > 3 && form === `${word}ness`);
    let found = shard.filter(({ forms }) => forms.some(isForm));
    for (const start of found.length ? [] : roots(word)) {
      const other = await this.shard(start);
      found = other.filter(({ forms }) => forms.some((form) => form.startsWith(start) && form.length <= start.length + 4));
      if (found.length) break;
    }
    if (!found.length && isTyped && word.length > 2) found = shard.filter(({ forms }) => forms.some((form) => form.startsWith(word))).slice(0, 20);
    return Promise.all(found.map(async (stem) => {
      if (!stem.encoded.startsWith('>')) return stem;
      const home = stem.encoded.slice(1);
      return (await this.shard(home)).find(({ forms }) => forms[0] === home) ?? { forms: [], encoded: '' };
    }));
  }

  /** Scores of pages by their texts. */
  async byWords(query, isTyped) {
    const { pages: count } = await this.directory();
    const pages = new Map();
    let total = 0;
    for (const stems of await Promise.all(query.map((word, i) => this.stems(word, isTyped && i === query.length - 1)))) {
      let weight = stems.length ? 0 : Math.log(1 + count);
      const best = new Map();
      for (const stem of stems) {
        const found = pagesOf(stem);
        const own = Math.log(1 + count / (stem.of + 0.5));
        weight = Math.max(weight, own);
        for (const [page, impact] of found) best.set(page, Math.max(best.get(page) ?? 0, own * (0.3 + impact / 7)));
      }
      total += weight;
      for (const [page, score] of best) {
        const sum = pages.get(page) ?? [0, 0];
        pages.set(page, [sum[0] + score, sum[1] + weight]);
      }
    }
    return new Map([...pages].map(([page, [score, covered]]) => [page, (score / total) * (covered / total)]));
  }

  /** What a word that nothing knows was meant to be: the nearest of the names, else of the texts. */
  async meant(word, query) {
    const most = slips(word);
    if (!most) return null;
    const near = [];
    const pagesOfOthers = query.filter((other) => other !== word).map((other) => this.vocabulary.get(other)?.from ?? new Set());
    for (const [known, { isTarget, from }] of this.vocabulary) {
      if (!isTarget || known.length < 4 || isOther(word, known)) continue;
      const far = distance(word, known, most) + (known[0] === word[0] ? 0 : 0.5);
      if (far <= most + 0.5) {
        const together = pagesOfOthers.filter((pages) => [...from].some((page) => pages.has(page))).length;
        near.push({ known, far, from, together, count: this.counts.get(root(known)) ?? 0 });
      }
    }
    near.sort((one, other) => one.far - other.far || other.together - one.together || other.count - one.count);
    // Where two are near that are to be told apart, neither is taken for the other.
    const isConfusable = ({ from, known }) => near[0].known !== known && [...near[0].from].some((one) => this.entries.get(one)?.confusable.some((other) => from.has(other) && !near[0].from.has(other)));
    if (near.length) return near.some(isConfusable) ? null : near[0].known;
    // Texts have many words to guess among: short ones are not, nor those that lack two letters.
    let best = [9, 0, null];
    for (const { forms, encoded } of word.length > 4 ? await this.shard(word) : []) {
      for (const form of forms.filter((form) => Math.abs(form.length - word.length) < 2)) {
        const far = distance(word, form, most);
        const isBetter = far < best[0] || (far === best[0] && encoded.length > best[1]);
        if (far <= most && isBetter && !isOther(word, form)) best = [far, encoded.length, form];
      }
    }
    return best[2];
  }

  /** What a query becomes when its slips are mended; null where it has none. */
  async mended(query) {
    const words = await Promise.all(query.map(async (word, i) => {
      const isLast = i === query.length - 1;
      if (this.knows(word, isLast) || (await this.stems(word, isLast)).length) return word;
      return (await this.meant(word, query)) ?? word;
    }));
    return words.join() === query.join() ? null : words;
  }

  /** Numbers of pages, best first, with the name that was found. */
  static ranked(scores) {
    return [...scores].sort(([a, one], [b, other]) => other.score - one.score || a - b).map(([page, { label }]) => ({ page, label }));
  }

  /** What names alone give, at once. */
  async suggest(text) {
    await this.load(text);
    const query = asked(text);
    return query.length ? Index.ranked(this.named(query, this.others(query), saidOf(text))) : [];
  }

  /** What names and texts give together; `isExact` leaves slips as they are. */
  async search(text, isExact = false) {
    await this.load(text);
    let query = asked(text);
    if (!query.length) return { found: [], mended: null, words: [] };
    let ways = this.others(query);
    let asks = [[query, 1], ...(await this.affordable(query, ways))];
    // All files of the query and of its other ways in one round.
    await Promise.all(asks.flatMap(([way]) => way).map((word) => this.shard(word)));
    const mended = isExact ? null : await this.mended(query);
    if (mended) {
      query = mended;
      await this.load(query.join(' '));
      ways = this.others(query);
      asks = [[query, 1], ...(await this.affordable(query, ways))];
    }
    const scores = this.named(query, ways, mended ? undefined : saidOf(text));
    const texts = new Map();
    const answers = await Promise.all(asks.map(([way, share]) => this.byWords(way, share === 1)));
    answers.forEach((answer, i) => {
      for (const [page, score] of answer) texts.set(page, Math.max(texts.get(page) ?? 0, score * asks[i][1]));
    });
    for (const [page, score] of texts) {
      const known = scores.get(page) ?? { score: 0 };
      known.score += 8 * score * (this.isTerm(page) ? 0.8 : 1);
      scores.set(page, known);
    }
    return { found: Index.ranked(scores), mended: mended?.join(' ') ?? null, words: asks.flatMap(([way]) => way) };
  }

  /** The signs of danger that a query speaks of, the most fitting first. */
  async signs(text) {
    await this.load(text);
    const query = words(text);
    const ways = [query, ...this.others(asked(text)).map(([way]) => way)].map((way) => way.map(root));
    const fit = ({ parts }) => Math.max(0, ...ways.flatMap((way) => parts.map((part) => share(way, part))));
    const found = this.dangers.map((sign) => ({ ...sign, fit: fit(sign) })).filter((sign) => sign.fit > 0);
    const rank = ({ kind }) => ['crisis', 'emergency', 'urgent'].indexOf(kind);
    found.sort((one, other) => other.fit - one.fit || rank(one) - rank(other));
    // Who thinks of dying is told of those who help with that, and of nothing else.
    const crisis = found.filter(({ kind }) => kind === 'crisis');
    return crisis.length ? crisis : found.slice(0, 2);
  }

  /** Terms come after pages. */
  isTerm(page) {
    return page >= this.start.terms;
  }

  /** Address and title of a page. */
  known(page) {
    return this.entries.get(page) ?? this.card(page);
  }

  /** Address, title and description of a page. */
  async card(page) {
    const [address, title, description] = (await this.file(this.start.cards[page >> 5]))[page & 31];
    return { address, title, description, isTerm: this.isTerm(page) };
  }

  /** The term that is called as the query is. */
  async term(text) {
    await this.load(text);
    const query = words(text).join(' ');
    return [...this.entries.values()].find(({ isTerm, labels }) => isTerm && labels.some((label) => words(label).join(' ') === query));
  }
}
