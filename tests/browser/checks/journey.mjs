// A reader's way through an article by keyboard alone: past the header, to a heading, into a definition and
// out, to the phone, to the other language, through the menu.

const MOST = 200;

/** Presses Tab from the top until what the selector names has the focus; false if it never has. */
async function tabTo(page, selector) {
  await page.evaluate(() => {
    document.body.tabIndex = -1;
    document.body.focus();
    document.body.removeAttribute('tabindex');
    scrollTo(0, 0);
  });
  for (let presses = 0; presses < MOST; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) return true;
  }
  return false;
}

/** Each step: what it is, what has to be there for it, and what goes wrong, if anything. */
const STEPS = [
  ['the skip link', '.skip-link', async (page) => {
    await page.keyboard.press('Enter');
    const main = await page.evaluate(() => document.activeElement.localName);
    if (main !== 'main') return `leads to ${main}`;
    await page.keyboard.press('Tab');
    return (await page.evaluate(() => Boolean(document.activeElement.closest('main')))) ? null : 'the next stop is not in the main part';
  }],
  ['the menu', 'header summary', async (page) => {
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    return (await page.evaluate(() => document.activeElement.matches('header details a'))) ? null : 'does not open';
  }],
  ['the contents list', '.contents summary, .contents a', async (page) => {
    if (await page.evaluate(() => document.activeElement.localName === 'summary')) {
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
    }
    const hash = await page.evaluate(() => document.activeElement.hash);
    await page.keyboard.press('Enter');
    const seen = await page.evaluate((id) => {
      const { top } = document.getElementById(id).getBoundingClientRect();
      return location.hash === `#${encodeURIComponent(id)}` && top >= -1 && top < innerHeight;
    }, decodeURIComponent(hash.slice(1)));
    return seen ? null : `does not show ${hash}`;
  }],
  ['a definition', 'main a.term[aria-expanded]', async (page) => {
    await page.keyboard.press('Enter');
    if ((await page.locator('.definition:popover-open').count()) !== 1) return 'does not open';
    await page.keyboard.press('Escape');
    if ((await page.locator('.definition:popover-open').count()) !== 0) return 'does not close';
    return (await page.evaluate(() => document.activeElement.matches('a.term'))) ? null : 'the focus is lost';
  }],
  ['the phone link of a care card', 'main .card a[href^="tel:"]', async (page) => {
    const number = await page.evaluate(() => document.activeElement.getAttribute('href'));
    return /^tel:\+?\d{3,}$/.test(number) ? null : `dials ${number}`;
  }],
  ['the language switch', '.languages a', async (page) => {
    const wanted = await page.evaluate(() => document.activeElement.hreflang);
    const back = page.url();
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    const arrived = await page.evaluate(() => document.documentElement.lang);
    await page.goto(back);
    return arrived === wanted ? null : `leads to a page in ${arrived}, not ${wanted}`;
  }],
];

export async function check(page) {
  const faults = [];
  for (const [name, selector, step] of STEPS) {
    const isThere = await page.evaluate(
      (wanted) => [...document.querySelectorAll(wanted)].some((element) => element.checkVisibility()),
      selector,
    );
    if (!isThere) continue;
    const fault = (await tabTo(page, selector)) ? await step(page) : 'is not reached by Tab';
    if (fault) faults.push(`by keyboard, ${name}: ${fault}`);
  }
  return faults;
}
