// The text is most of what stands on its page, and a list of words is no longer than a thumb can bear.

/** Words of the text, of all words of `main`: those that are folded count as well. */
export const LEAST_SHARE = 0.55;
const MOST_GLOSSARY = 30_000;

export function share(page) {
  return page.evaluate(() => {
    const words = (element) => (element.textContent.match(/\S+/g) ?? []).length;
    const parts = [...document.querySelectorAll('main .prose')];
    const text = parts.reduce((sum, part) => sum + words(part), 0);
    return text / words(document.querySelector('main'));
  });
}

/** What is wrong with all articles together. */
export function checkShares(shares) {
  const sorted = shares.toSorted((one, other) => one - other);
  const median = sorted[Math.floor(sorted.length / 2)] ?? 1;
  return median < LEAST_SHARE ? [`of the words of the median article ${Math.round(median * 100)} % are its text`] : [];
}

/** What is wrong with a page that readers look through with a thumb. */
export async function check(page) {
  const window = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const faults = await page.evaluate((most) => {
    const found = [];
    const isForPatients = !document.querySelector('.with-tree');
    const height = document.documentElement.scrollHeight;
    if (document.body.className === 'page-glossary' && height > most) found.push(`the glossary is ${height} px high`);
    const related = document.querySelectorAll('.related li').length;
    if (isForPatients && related > 3) found.push(`${related} related pages`);
    const words = document.querySelectorAll('.words-used dt').length;
    if (words > 6 && !document.querySelector('details.words-used')) found.push(`${words} words that are not folded`);
    for (const quiet of isForPatients ? ['.backlinks', '.tags'] : []) {
      if (document.querySelector(quiet)) found.push(`${quiet} on a page for patients`);
    }
    return found;
  }, MOST_GLOSSARY);
  await page.setViewportSize(window);
  return faults;
}
