// The index: names of pages and terms, then the words of their texts.

/** How many files of texts a query may ask for, its other ways among them: on a phone each is a part of a second. */
const MOST_FILES = 3;

/** The pages of a stem, each with how much it counts there: see src/search/postings.rs. */
function pagesOf(stem) {
  if (stem.pages) return stem.pages;
  stem.pages = [];
  let number = 0;
  let bits = 0;
  let page = 0;
  for (const digit of stem.encoded) {
    const value = digit.charCodeAt() - 48;
    number |= value % 47 << bits;
    bits += 5;
    if (value > 46) continue;
    page += number >> 3;
    stem.pages.push([page, number & 7]);
    number = bits = 0;
  }
  stem.of ||= stem.pages.length;
  return stem.pages;
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
      if (this.start.language) speak(this.start.language);
      this.start.entries.forEach((row, number) => this.add(number, row));
      this.same = this.start.same.map(compared);
      this.lay = new Set(this.same.flatMap(({ roots }) => roots.flat()));
      this.pins = this.start.pages;
      this.dangers = this.start.signs.map(([kind, number, href, words, language, worse, names]) => ({ kind, number, href, words, language, worse, ways: names.flatMap(waysToSay) }));
      // A slip is mended in their words too, and in those that lead to them.
      const isWay = (name) => this.dangers.some(({ ways }) => ways.some((way) => share(name, way) === way.length));
      const leading = this.same.filter(({ whole }) => whole.some(isWay)).flatMap(({ names }) => names);
      for (const word of [...this.start.signs.flatMap(([, , , , , , names]) => words(names.join())), ...leading.flat()]) {
        this.lay.add(root(word));
        if (!this.vocabulary.has(word)) this.vocabulary.set(word, { isTarget: true, from: new Set() });
      }
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

  /** Whether names know every word of a query. */
  isKnown(text) {
    return asked(text).every((word, i, all) => this.knows(word, i === all.length - 1));
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
      if (!stem.encoded.startsWith('#')) return stem;
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
      // A short word with another first letter is another word: `till` is not `kill`.
      const far = distance(word, known, most) + (known[0] === word[0] ? 0 : 0.5);
      if (far <= most + (word.length > 4 ? 0.5 : 0)) {
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

  /** The signs of danger that a query speaks of, or that it was meant to: the most fitting first, each with what it can become. */
  async signs(text, mended = null) {
    const found = await this.spoken(text);
    return found.length || !mended ? found : this.spoken(mended);
  }

  async spoken(text) {
    await this.load(text);
    const query = rootsOfDanger(text);
    const whole = [...this.entries.values()].filter(({ isTerm }) => isTerm).concat(this.same).map((group) => group.whole);
    const ways = [query];
    for (const names of whole) {
      const name = names.find((one) => placeOf(query, one) >= 0);
      const at = name ? placeOf(query, name) : 0;
      if (name) ways.push(...names.map((other) => [...query.slice(0, at), ...other, ...query.slice(at + name.length)]));
    }
    const taken = [...this.taken(query)];
    const asks = ways.map((own) => [own, new Set([...taken, ...this.taken(own)])]);
    const fit = (sign) => Math.max(0, ...sign.ways.flatMap((way) => asks.map(([own, taken]) => (way.length === 1 && taken.has(way[0]) ? 0 : share(own, way)))));
    const found = this.dangers.map((sign) => ({ sign, fit: fit(sign) })).filter((one) => one.fit > 0);
    const rank = ({ kind }) => ['crisis', 'emergency', 'urgent'].indexOf(kind);
    found.sort((one, other) => other.fit - one.fit || rank(one.sign) - rank(other.sign));
    // Who thinks of dying is told of those who help with that, and of nothing else.
    const crisis = found.map(({ sign }) => sign).filter(({ kind }) => kind === 'crisis');
    if (crisis.length) return crisis.slice(0, 1);
    const all = found.slice(0, 2).flatMap(({ sign }) => [sign, ...sign.worse.map((place) => this.dangers[place])]);
    return all.filter(({ words }, i) => all.findIndex((other) => other.words === words) === i).slice(0, 3);
  }

  /** Words of a query that belong to a phrase of the team's own: the `sick` of `sick pay` is no sign. */
  taken(query) {
    const taken = new Set();
    for (const { names, whole } of this.same) {
      for (const name of whole.filter((one, i) => names[i].length > 1 && placeOf(query, one) >= 0)) {
        for (const one of name) if (!whole.some((other) => other.length === 1 && other[0] === one)) taken.add(one);
      }
    }
    return taken;
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
