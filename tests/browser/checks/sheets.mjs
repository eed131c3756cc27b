// On paper a page takes few sheets, and the number that always answers stands on each of them.

/** Words that a sheet of A4 holds at least, with all that stands around the text. */
const LEAST_WORDS = 120;

export async function check(page) {
  const { words, foot } = await page.evaluate(() => {
    const line = document.querySelector('.sheet-line');
    const number = document.querySelector('.site-footer .urgent-line .phone')?.textContent.trim();
    return {
      words: [...document.querySelectorAll('main .prose')].flatMap((part) => part.textContent.match(/\S+/g) ?? []).length,
      foot: !number || Boolean(line?.textContent.includes(number)),
    };
  });
  const paper = (await page.pdf({ format: 'A4', preferCSSPageSize: true })).toString('latin1');
  const sheets = (paper.match(/\/Type\s*\/Page[^s]/g) ?? []).length;
  const most = Math.max(2, Math.ceil(words / LEAST_WORDS));
  const faults = [];
  if (sheets > most) faults.push(`print: ${words} words of text take ${sheets} sheets, and not ${most} at most`);
  if (!foot) faults.push('print: the number that always answers is not at the foot of the sheets');
  return faults;
}
