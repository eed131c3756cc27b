// Every page that search engines may list is reached from the home page by plain links.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { basePathOf, pagesOf } from '../lib.mjs';

/** The links of a page, as addresses on its server. */
function linksOf(text, address) {
  return [...text.matchAll(/<a\b[^>]*?href="([^"]*)"/g)]
    .map(([, href]) => new URL(href.replaceAll('&amp;', '&'), `http://site${address}`))
    .filter((url) => url.host === 'site')
    .map((url) => decodeURIComponent(url.pathname));
}

export function check(folder) {
  const base = basePathOf(folder);
  const texts = new Map(pagesOf(folder).map(({ file, path }) => [base + path, readFileSync(join(folder, file), 'utf8')]));
  const reached = new Set([base]);
  const open = [base];
  for (let address = open.pop(); address; address = open.pop()) {
    for (const next of linksOf(texts.get(address), address)) {
      if (!texts.has(next) || reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return [...texts]
    .filter(([address, text]) => !reached.has(address) && !/<meta name="robots" content="noindex/.test(text))
    .map(([address]) => `no way from the home page to ${address}`);
}
