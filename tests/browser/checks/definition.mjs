// The definition of a marked term is a named dialog that its term controls; it leads on, in words that can be seen,
// and leaves half of the window to the text.

export async function check(page) {
  const term = page.locator('main a.term[aria-expanded]').first();
  if ((await term.count()) === 0 || !(await term.isVisible())) return [];
  await term.scrollIntoViewIfNeeded();
  await term.focus();
  await page.keyboard.press('Enter');
  const faults = await page.evaluate(() => {
    const box = document.querySelector('.definition:popover-open');
    if (!box) return ['does not open'];
    const found = [];
    const opener = document.querySelector('a.term[aria-expanded="true"]');
    const name = document.getElementById(box.getAttribute('aria-labelledby'))?.textContent.trim();
    if (box.getAttribute('role') !== 'dialog') found.push('is no dialog');
    if (!name) found.push('has no name');
    if (opener?.getAttribute('aria-controls') !== box.id) found.push('is not what its term controls');
    if (![...box.querySelectorAll('a')].some((link) => link.checkVisibility())) found.push('leads nowhere');
    const { height } = box.getBoundingClientRect();
    if (height > innerHeight / 2 + 1) found.push(`takes ${Math.round(height)} of ${innerHeight} pixels`);
    return found;
  });
  await page.keyboard.press('Escape');
  return faults.map((fault) => `the definition ${fault}`);
}
