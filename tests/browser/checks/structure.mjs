// What machines and screen readers go by: title, headings, languages, landmarks, ids, the current page.

import { equip } from './inpage.mjs';

export async function check(page) {
  await equip(page);
  return page.evaluate(() => {
    const { nameOf, isShown } = globalThis.proof;
    const all = (selector, within = document) => [...within.querySelectorAll(selector)];
    const words = (element) => element.textContent.trim().replace(/\s+/g, ' ');
    const faults = [];
    const demand = (holds, fault) => holds || faults.push(fault);

    const headings = all('h1');
    demand(headings.length === 1, `${headings.length} main headings`);
    const site = words(document.querySelector('.site-name') ?? document.body);
    const title = headings.length === 1 ? words(headings[0]) : '';
    const isHome = document.body.className === 'page-home';
    const titles = isHome ? [site, `${title} – ${site}`] : [`${title} – ${site}`];
    demand(titles.includes(document.title), `the title is "${document.title}", not "${titles[0]}"`);

    let level = 0;
    for (const heading of all('h1, h2, h3, h4, h5, h6').filter(isShown)) {
      const next = Number(heading.localName[1]);
      demand(next <= level + 1, `a heading of level ${next} follows one of level ${level}: ${nameOf(heading)}`);
      demand(words(heading) !== '', 'an empty heading');
      level = next;
    }

    const directionOf = (tag) => {
      const locale = new Intl.Locale(tag.replace(/-fonipa$/, ''));
      return (locale.getTextInfo?.() ?? locale.textInfo).direction;
    };
    const root = document.documentElement;
    demand(root.lang !== '', 'no language');
    for (const element of [root, ...all('[lang]')]) {
      // Inside a line, the letters themselves say which way they run.
      const { direction, display } = getComputedStyle(element);
      if (!element.lang || !words(element) || display === 'inline') continue;
      demand(direction === directionOf(element.lang), `${element.lang} runs ${direction}: ${nameOf(element)}`);
    }
    demand(['ltr', 'rtl'].includes(root.dir), `the direction is "${root.dir}"`);

    const ids = all('[id]').map((element) => element.id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    demand(twice.length === 0, `ids that stand twice: ${twice.join(', ')}`);
    for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
      for (const element of all(`[${attribute}]`)) {
        for (const id of element.getAttribute(attribute).split(/\s+/)) {
          demand(document.getElementById(id), `${attribute}="${id}" leads nowhere: ${nameOf(element)}`);
        }
      }
    }
    for (const link of all('a[href^="#"]')) {
      const id = decodeURIComponent(link.hash.slice(1));
      demand(document.getElementById(id), `"#${id}" leads nowhere: ${nameOf(link)}`);
    }

    const here = (link) => link.origin + link.pathname === location.origin + location.pathname && !link.hash;
    for (const link of all('[aria-current="page"]')) {
      demand(link.localName !== 'a' || here(link), `is not the current page: ${nameOf(link)}`);
    }
    for (const link of all('header a[href], body > div nav a[href]').filter(here)) {
      const ownsIt = ['page', 'true', 'location'].includes(link.getAttribute('aria-current'));
      demand(ownsIt || link.matches('.site-name'), `leads to this page and does not say so: ${nameOf(link)}`);
    }

    demand(all('main').length === 1, `${all('main').length} main parts`);
    demand(all('body > header').length === 1, 'no header of the page');
    demand(all('body > footer').length === 1, 'no footer of the page');
    const names = all('nav').map((nav) => {
      const label = nav.getAttribute('aria-labelledby');
      return nav.getAttribute('aria-label') ?? (label ? words(document.getElementById(label) ?? nav) : '');
    });
    demand(names.every(Boolean), 'a nav without a name');
    demand(new Set(names).size === names.length, `navs of one name: ${names.join(', ')}`);
    const first = document.querySelector('a[href], button, summary, input');
    demand(first?.hash === `#${document.querySelector('main')?.id}`, 'the first link does not lead to the main part');
    return faults;
  });
}
