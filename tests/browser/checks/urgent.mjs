// Who needs help finds the number at once: on the first screen of a page that has a card for it, in the
// title of the card, and on a button at its end that a thumb can hit.

import { equip } from './inpage.mjs';

const WINDOWS = [[320, 568], [390, 664], [1280, 720]];
const THUMB = 44;

export async function check(page) {
  await equip(page);
  const before = page.viewportSize();
  const faults = [];
  for (const [width, height] of WINDOWS) {
    await page.setViewportSize({ width, height });
    const seen = await page.evaluate(look, THUMB);
    faults.push(...seen.map((fault) => `${width} by ${height}: ${fault}`));
  }
  await page.setViewportSize(before);
  return faults;
}

function look(thumb) {
  const { nameOf, isShown } = globalThis.proof;
  const cards = [...document.querySelectorAll('main .card-urgent, main .card-emergency')].filter(isShown);
  if (cards.length === 0) return [];
  scrollTo(0, 0);
  const faults = [];
  const called = (root) => [...root.querySelectorAll('a[href^="tel:"]')].filter(isShown);
  for (const number of new Set(cards.flatMap((card) => called(card.querySelector('.block-title') ?? card).map(({ href }) => href)))) {
    const places = called(document.querySelector('main')).filter(({ href }) => href === number);
    const boxes = places.map((link) => link.getBoundingClientRect());
    const first = Math.min(...boxes.map(({ bottom }) => bottom));
    if (first > innerHeight) faults.push(`${number} stands first at ${Math.round(first)} px, below the first screen`);
  }
  for (const card of cards) {
    const inTitle = called(card.querySelector('.block-title') ?? document.createElement('p'));
    if (inTitle.length === 0) faults.push(`no number in the title of ${nameOf(card)}`);
    const buttons = called(card).filter((link) => link.matches('.call'));
    if (buttons.length === 0) faults.push(`no button ends ${nameOf(card)}`);
    for (const button of buttons) {
      const { width, height } = button.getBoundingClientRect();
      if (width < thumb || height < thumb) faults.push(`a button of ${Math.round(width)} by ${Math.round(height)} px`);
    }
  }
  return faults;
}
