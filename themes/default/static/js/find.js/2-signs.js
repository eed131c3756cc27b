// Signs of danger: what a query has to say for one to be meant.

/** A word without any of its endings: `bleed` and `bleeding` are one. */
const core = (word) => root(root(word));

/** Words that say nothing of which sign is meant. */
const isIdle = (word) => common.has(word) || (stop.has(word) && word !== 'out');

/** What stands for each other in a list: `arm, shoulder or neck`. */
const alternatives = (list) => list.split(/[,،、]| or /).map((one) => words(one).filter((word) => !isIdle(word))).filter((one) => one.length);

/** What is said once and meant of all: `cannot eat or drink`, `your line leaks or has moved`. */
function shared([first = [], ...others]) {
  const weighty = (one) => one.filter((word) => word !== 'out').length;
  const isMeant = (one) => first[0] === 'cannot' || (weighty(first) > 1 && weighty(one) < 2);
  return [first, ...others.map((one) => (isMeant(one) ? [first[0], ...one] : one))];
}

/** The ways to say a sign of danger, each the words that it takes: `pain or burning when you pee` is `pee` with one of the others. */
function waysToSay(name) {
  return name.split(/[,،、] or |;/).flatMap((clause) => {
    const [first = [], ...others] = clause.split(/ (?:that|in|near|when|on) /).map(alternatives).filter((list) => list.length);
    const ways = others.reduce((ways, list) => {
      const bound = ways.every((way) => way.length === 1) ? ways : ways.slice(-1);
      return [...ways.filter((way) => !bound.includes(way)), ...bound.flatMap((way) => list.map((more) => [...way, ...more]))];
    }, others.length ? first : shared(first));
    return ways.filter((way) => way.length).map((way) => way.map(core));
  });
}

/** How well a query says a sign in one of its ways: all of it, or most of it and nothing else. */
function share(query, way) {
  const said = way.filter((word) => query.includes(word)).length;
  if (said === way.length) return said;
  if (way.includes('cannot') && !query.includes('cannot')) return 0;
  const isInside = query.every((word) => way.includes(word) || isIdle(word));
  return isInside && said / way.length > 0.6 ? said / way.length : 0;
}

/** What a text says, as signs say it: `I can't` is `cannot`, and one's own self `yourself`. */
const rootsOfDanger = (text) =>
  words(
    text
      .replace(/\b(can['’]?t|can not|won['’]?t|will not|couldn['’]?t|unable to|not able to)\b/gi, 'cannot')
      .replace(/\b(do|does|did|is|was)n['’]?t\b/gi, '$1 not')
      .replace(/\b(my ?|your |him|her)self\b/gi, 'yourself'),
  )
    .filter((word) => !links.has(word))
    .map(core);

/** Where a name stands in a query; -1 where it does not. */
const placeOf = (query, name) => query.findIndex((_, start) => name.every((one, i) => one === query[start + i]));
