// node tests/browser/desk.mjs ENGRAFT
//
// A writer who has never seen a terminal, in Chromium and with the keyboard alone: makes a page, adds a picture, links
// to GVHD by completion, gets a term wrong and mends it by its button, moves the page, signs it and builds; then what
// others could do to the desk from its frame. Ends with "N passed, N failed", which counts steps.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { browser } from './lib.mjs';
import { article, remove, root, save, start } from './writer.mjs';

const require = createRequire(import.meta.url);
const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE = 20_000;
// One pixel.
const PNG = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

let passed = 0;
let failed = 0;
async function step(name, work) {
  try {
    await work();
    passed += 1;
  } catch (error) {
    failed += 1;
    console.log(`FAILED ${name}: ${String(error).slice(0, 900)}`);
  }
}

function equal(found, expected, what) {
  if (found !== expected) throw new Error(`${what}: ${found}, not ${expected}`);
}

const file = (path) => readFileSync(join(root, path), 'utf8');

save('site-content/site.yaml', 'title: Ward\nbase_url: https://www.example/\nglossary: {}\n');
save('site-content/index.md', article('Home', 'See [[Mouth care]].'));
save('site-content/care/mouth.md', article('Mouth care', 'Keep it clean.\n\nDrink water often.'));
save('site-content/glossary/gvhd.md', '---\nterm: graft-versus-host disease\nabbreviation: GVHD\navoid: [graft versus host illness]\nreviewed: 2026-01-01\n---\n\nCells that attack.\n');
save('site-content/data/people.yaml', 'ada: {name: Ada Ward, roles: [clinical]}\n');

/** Starts the desk; nothing opens a browser. */
const startDesk = () => start('desk', 0, '--no-open');

let desk = await startDesk();
const chromium = await browser();
const context = await chromium.newContext({ viewport: { width: 1280, height: 900 } });
const page = await context.newPage();
page.setDefaultTimeout(PATIENCE);
const complaints = [];
page.on('console', (message) => complaints.push(`console ${message.type()}: ${message.text()}`));
page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));

const frame = page.frameLocator('#frame');
const area = page.locator('#text');
const press = async (locator) => {
  await locator.focus();
  await page.keyboard.press('Enter');
};
const named = (name, box = page) => box.getByRole('button', { name, exact: true });
const dialog = page.locator('dialog');
/** Waits until the text holds some words. */
const holds = (words) => page.waitForFunction((words) => document.querySelector('#text').value.includes(words), words);

/** Saves by the keyboard what is not saved. */
async function saveText() {
  await page.locator('#place', { hasText: ', not saved' }).waitFor();
  await area.focus();
  await page.keyboard.press('Control+s');
  await page.locator('#place', { hasText: ', saved' }).waitFor();
}

/** Types at the end of the text. */
async function write(words) {
  await area.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(words);
}

async function isAccessible() {
  await page.evaluate(AXE).catch(() => {});
  const result = await page.evaluate(() => globalThis.axe?.run({ resultTypes: ['violations'], iframes: false }));
  const found = (result?.violations ?? []).map((violation) => `${violation.id} ${violation.nodes[0].target}`);
  equal(found.join('; '), '', 'axe');
}

await step('the launch address opens the desk once', async () => {
  await page.goto(desk.address);
  await page.waitForURL('**/__engraft/desk');
  await frame.getByRole('heading', { level: 1 }).first().waitFor();
  const other = await context.newPage();
  const again = await other.goto(desk.address);
  equal(again.status(), 403, 'a second time');
  await other.close();
});

await step('a page is made', async () => {
  await press(named('New page'));
  await dialog.getByLabel('Title').waitFor();
  await page.keyboard.type('Going home');
  await dialog.getByLabel('Section').selectOption('care');
  await press(named('Make the page'));
  await page.getByRole('heading', { name: 'Going home' }).waitFor();
  equal(existsSync(join(root, 'site-content/care/going-home.md')), true, 'the file');
  await frame.getByRole('heading', { name: 'Going home', level: 1 }).waitFor();
});

await step('the page follows what is typed, and nothing is saved', async () => {
  await area.focus();
  await area.evaluate((box) => box.setSelectionRange(box.value.indexOf('Write the text here'), box.value.length));
  await page.keyboard.type('The day you go home is a good day.\n');
  await frame.getByText('The day you go home is a good day.').waitFor();
  equal(file('site-content/care/going-home.md').includes('good day'), false, 'saved');
});

await step('a name is completed by the arrows and Enter', async () => {
  await write('\nLook out for signs of [[gvh');
  await page.getByRole('option').first().waitFor();
  equal(await area.getAttribute('aria-activedescendant'), 'suggestion-0', 'the option that is chosen');
  await page.keyboard.press('Enter');
  const text = await area.inputValue();
  equal(text.endsWith('signs of [[GVHD]]'), true, text.slice(-40));
  await page.keyboard.type('.\n');
  await frame.locator('main a', { hasText: 'GVHD' }).first().waitFor();
});

await step('what was typed can be undone, buttons too', async () => {
  const before = await area.inputValue();
  await press(named('Table'));
  equal((await area.inputValue()).includes('| What | When |'), true, 'a table');
  await area.focus();
  await page.keyboard.press('Control+z');
  equal(await area.inputValue(), before, 'undone');
});

await step('a picture is added with the words for it', async () => {
  await area.focus();
  await page.keyboard.press('Control+End');
  await page.locator('#picture-file').setInputFiles({ name: 'My Chart.png', mimeType: 'image/png', buffer: PNG });
  await dialog.getByLabel('What does it show?').waitFor();
  await press(named('Add it'));
  await dialog.getByRole('alert').getByText('needs a text').waitFor();
  await dialog.getByLabel('What does it show?').focus();
  await page.keyboard.type('A chart of blood counts');
  await press(named('Add it'));
  await frame.getByRole('img', { name: 'A chart of blood counts' }).waitFor();
  equal(existsSync(join(root, 'site-content/care/my-chart.png')), true, 'the file');
});

await step('a wrong term is told under its line, and mended by its button', async () => {
  await write('\nIt may be graft versus host illness.\n');
  const mend = page.getByRole('button', { name: /^Mend it: graft-versus-host disease/ });
  await mend.waitFor();
  // Its mark stands at its line, and its note under it.
  const mark = page.getByRole('button', { name: /the glossary advises against/ }).and(page.locator('#gutter button'));
  await mark.waitFor();
  const at = await mark.boundingBox();
  const goToNext = async () => {
    await area.focus();
    await area.evaluate((box) => box.setSelectionRange(...Array(2).fill(box.value.indexOf('It may be'))));
    await page.keyboard.press('F8');
  };
  await goToNext();
  const note = page.locator('#note');
  await note.getByText('graft versus host illness').waitFor();
  const under = await note.boundingBox();
  equal(under.y >= at.y + 10 && under.y < at.y + 60, true, `mark at ${at.y}, note at ${under.y}`);
  await page.keyboard.press('Escape');
  equal(await note.isHidden(), true, 'the note is closed');
  await goToNext();
  await press(note.getByRole('button', { name: /^Mend it/ }));
  const text = await area.inputValue();
  equal(text.includes('It may be graft-versus-host disease.'), true, text.slice(-60));
  await mend.waitFor({ state: 'detached' });
});

await step('the text is saved, and a reload has what is not', async () => {
  await saveText();
  equal(file('site-content/care/going-home.md').includes('It may be graft-versus-host disease.'), true, 'saved');
  await write('\nNot saved yet.\n');
  await frame.getByText('Not saved yet.').waitFor();
  await page.reload();
  await press(named('Going home', page.locator('#kept')));
  await holds('Not saved yet.');
  await saveText();
});

await step('a setting is changed in the form, and changes its own line', async () => {
  const before = file('site-content/care/going-home.md');
  await press(named('Settings'));
  await dialog.getByLabel('status', { exact: true }).selectOption('published');
  await dialog.getByLabel('title', { exact: true }).fill('Leaving');
  await page.keyboard.press('Escape');
  await holds('\nstatus: published\n');
  await holds('title: Leaving\n');
  // What a form changed is undone as what was typed.
  await area.focus();
  await page.keyboard.press('Control+z');
  await holds('\nstatus: draft\n');
  equal(await area.inputValue(), before, 'undone');
  await press(named('Redo'));
  await holds('title: Leaving\n');
  await press(named('Settings'));
  await dialog.getByLabel('title', { exact: true }).fill('Going home');
  await page.keyboard.press('Escape');
  await saveText();
  equal(file('site-content/care/going-home.md'), before.replace('\nstatus: draft\n', '\nstatus: published\n'), 'the file');
});

await step('a paragraph that is clicked on opens as a part', async () => {
  await frame.getByText('The day you go home is a good day.').click();
  await page.getByLabel('Text of this part').waitFor();
  equal(await area.inputValue(), 'The day you go home is a good day.', 'the part');
  await area.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('\nA very good day.');
  await frame.getByText('A very good day.').waitFor();
  await press(named('Show the whole text'));
  equal((await area.inputValue()).includes('good day.\nA very good day.'), true, 'the whole');
  await saveText();
});

await step('a dose is corrected and a list made, where the page was clicked, and the version before is there', async () => {
  await frame.getByText('A very good day.').click();
  await page.getByLabel('Text of this part').waitFor();
  await area.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Take 500 mg.');
  await frame.getByText('Take 500 mg.').waitFor();
  equal((await frame.locator('main p', { hasText: 'Take 500 mg.' }).innerText()).trim(), 'Take 500 mg.', 'a paragraph of its own');
  const save = await named('Save').boundingBox();
  equal(save.y >= 0 && save.y + save.height <= 900, true, `Save at ${save.y}`);
  await saveText();
  await frame.getByText('Take 500 mg.').click();
  await area.evaluate((box) => box.setSelectionRange(box.value.indexOf('500'), box.value.indexOf('500') + 3));
  await page.keyboard.type('250');
  await page.keyboard.press('Control+Home');
  await press(named('List'));
  await frame.locator('li', { hasText: 'Take 250 mg.' }).waitFor();
  await saveText();
  await press(named('Versions'));
  await press(dialog.getByRole('listitem').first().getByRole('button'));
  await dialog.getByText('Take 500 mg.').waitFor();
  await press(named('Go back to this version'));
  await frame.getByText('Take 500 mg.').waitFor();
  await area.focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+z');
  await frame.locator('li', { hasText: 'Take 250 mg.' }).waitFor();
  await area.evaluate((box) => box.setSelectionRange(box.value.indexOf('- Take'), box.value.indexOf('- Take') + 14));
  await page.keyboard.type('A very good day.');
  await saveText();
});

await step('the page is moved, and its old address leads on', async () => {
  await press(named('Move'));
  const place = dialog.getByLabel('Its new place');
  await place.waitFor();
  await place.fill('care/leaving.md');
  await page.keyboard.press('Enter');
  await dialog.getByText('/care/going-home/ leads to /care/leaving/').waitFor();
  await press(named('Move it'));
  await page.locator('#place', { hasText: 'care/leaving.md' }).waitFor();
  await frame.getByText('A very good day.').waitFor();
  const pages = await page.evaluate(() => document.body.dataset.pages);
  const answer = await context.request.get(`${pages}/care/going-home/`);
  equal(new URL(answer.url()).pathname, '/care/leaving/', 'where the old address leads');
});

await step('it is signed', async () => {
  await press(named('Sign'));
  await dialog.getByLabel('Who signs').selectOption('ada');
  await press(named('Sign', dialog));
  await page.locator('#status', { hasText: 'Signed care/leaving.md' }).waitFor();
  equal(existsSync(join(root, 'site-content/data/reviews/care/leaving.md')) || readdirSync(join(root, 'site-content/data/reviews')).length > 0, true, 'the record');
});

await step('the site is built', async () => {
  await press(named('Build'));
  await press(named('Make the finished site'));
  await dialog.getByText(/^Built /).waitFor().catch(async () => {
    throw new Error(await dialog.textContent());
  });
  equal(existsSync(join(root, 'output/care/leaving/index.html')), true, 'the page');
  await press(named('Close', dialog));
});

await step('a document becomes a draft, which is shown before it is kept', async () => {
  const html = '<!doctype html><html><body><h1>Eating well</h1><p>Eat <b>soup</b>.</p><ul><li>bread</li></ul></body></html>';
  await page.locator('#document-file').setInputFiles({ name: 'Eating well.html', mimeType: 'text/html', buffer: Buffer.from(html) });
  await dialog.getByText('- bread').waitFor();
  await isAccessible();
  equal(existsSync(join(root, 'site-content/care/eating-well.md')), false, 'kept before it was asked for');
  await press(named('Keep it as a draft'));
  await page.getByRole('heading', { name: 'Eating well' }).waitFor();
  equal(file('site-content/care/eating-well.md').includes('Eat **soup**.'), true, 'the draft');
  await frame.getByText('bread').waitFor();
});

await step('a document that is dropped is taken as well, and what is none is refused', async () => {
  const drop = (name, words) =>
    page.evaluate(
      ([name, words]) => {
        const data = new DataTransfer();
        data.items.add(new File([words], name));
        document.querySelector('h1').dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
      },
      [name, words],
    );
  await drop('old.pdf', '%PDF-1.7');
  await page.locator('#status', { hasText: 'PDF' }).waitFor();
  await drop('Sleep.html', '<html><body><h1>Sleep</h1><p>Rest a lot.</p></body></html>');
  await dialog.getByText('Rest a lot.').waitFor();
  await press(named('Cancel', dialog));
  equal(existsSync(join(root, 'site-content/care/sleep.md')), false, 'kept');
});

await step('formatted text that is pasted becomes Markdown, and can be undone', async () => {
  const before = await area.inputValue();
  await area.focus();
  await page.keyboard.press('Control+End');
  await area.evaluate((box) => {
    const data = new DataTransfer();
    data.setData('text/html', '<p>Take <b>two</b> cups:</p><ul><li>water</li><li>tea</li></ul>');
    data.setData('text/plain', 'Take two cups: water tea');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await holds('Take **two** cups:\n\n- water\n- tea');
  await frame.getByText('tea').waitFor();
  await area.focus();
  await page.keyboard.press('Control+z');
  equal(await area.inputValue(), before, 'undone');
  await page.locator('#place', { hasText: ', saved' }).waitFor();
});

await step('a page is deleted, and its address leads to another', async () => {
  await press(named('Delete'));
  await dialog.getByText('No page links here').waitFor();
  await dialog.getByLabel('Who comes to the old address is led to').selectOption('care/mouth.md');
  await press(named('Delete it'));
  await page.getByRole('heading', { name: 'Home' }).first().waitFor();
  equal(existsSync(join(root, 'site-content/care/eating-well.md')), false, 'the file');
  equal(file('site-content/care/mouth.md').includes('redirect_from: [/care/eating-well/]'), true, 'the address');
});

await step('a page is taken down, here and in the finished site', async () => {
  await press(named('All pages'));
  await page.keyboard.type('leaving');
  await press(dialog.locator('tbody tr:not([hidden]) button').first());
  await page.locator('#place', { hasText: 'care/leaving.md' }).waitFor();
  await page.locator('#signed', { hasText: 'Signed by Ada Ward' }).waitFor();
  await press(named('Take down'));
  await press(named('Take it down'));
  await press(named('Take it out now'));
  await dialog.getByText('/care/leaving/ is taken down').waitFor();
  await press(named('Close', dialog));
  const gone = join(root, 'output/care/leaving/index.html');
  equal(existsSync(gone) && readFileSync(gone, 'utf8').includes('A very good day'), false, 'the page in the finished site');
});

await step('a file that a colleague changed is merged', async () => {
  await press(named('All pages'));
  await dialog.getByLabel('Look for').waitFor();
  await page.keyboard.type('mouth');
  await press(named('Mouth care', dialog));
  await page.getByRole('heading', { name: 'Mouth care' }).waitFor();
  await write('\nMy new words.\n');
  await frame.getByText('My new words.').waitFor();
  save('site-content/care/mouth.md', file('site-content/care/mouth.md').replace('Keep it clean.', 'Keep it very clean.'));
  await area.focus();
  await page.keyboard.press('Control+s');
  await dialog.getByText('Only the file changed here').waitFor();
  await isAccessible();
  await press(named('Put it together'));
  await frame.getByText('Keep it very clean.').waitFor();
  await saveText();
  const text = file('site-content/care/mouth.md');
  equal(text.includes('Keep it very clean.') && text.includes('My new words.'), true, text);
});

await step('it is accessible, and fits 320 pixels and forced colours', async () => {
  await isAccessible();
  await page.setViewportSize({ width: 320, height: 700 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  equal(wide <= 320, true, `${wide} pixels`);
  await page.emulateMedia({ forcedColors: 'active' });
  await isAccessible();
  await page.emulateMedia({ forcedColors: 'none' });
  await page.setViewportSize({ width: 1280, height: 900 });
});

await step('a page in the frame reads and writes nothing', async () => {
  const [inner] = page.frames().filter((one) => one !== page.mainFrame());
  const origin = new URL(page.url()).origin;
  const tried = await inner.evaluate(async (origin) => {
    const told = {};
    const attempt = async (name, work) => {
      try {
        told[name] = String(await work());
      } catch {
        told[name] = 'refused';
      }
    };
    await attempt('read', async () => (await fetch(`${origin}/__engraft/desk/pages`, { credentials: 'include' })).text());
    await attempt('write', async () => (await fetch(`${origin}/__engraft/desk/build`, { method: 'POST', body: '{}', credentials: 'include' })).status);
    await attempt('page', () => parent.document.title);
    await attempt('token', () => parent.localStorage.length);
    await attempt('away', () => {
      top.location = 'about:blank';
      return 'gone';
    });
    parent.postMessage({ engraft: 'edit', path: { evil: 1 } }, '*');
    parent.postMessage('nonsense', '*');
    return told;
  }, origin);
  for (const [name, what] of Object.entries(tried)) {
    if (name !== 'away') equal(what, 'refused', name);
  }
  equal(new URL(page.url()).pathname, '/__engraft/desk', 'where the desk is');
});

await step('a desk that was started anew lets nobody in with old secrets, and has the texts', async () => {
  await write('\nKept over a restart.\n');
  await frame.getByText('Kept over a restart.').waitFor();
  await desk.stop();
  desk = await startDesk();
  await page.goto(desk.address);
  await page.waitForURL('**/__engraft/desk');
  await press(named('Mouth care', page.locator('#kept')));
  await holds('Kept over a restart.');
  await press(named('Throw away'));
  await page.locator('#status', { hasText: 'thrown away' }).waitFor();
});

await step('nothing complained', async () => {
  const expected = /403|status of 4\d\d|status of 410|ERR_CONNECTION|blocked|Unsafe attempt|Refused|Blocked|SecurityError|CORS|allow-top-navigation|Failed to load|escape its sandboxing/;
  equal(complaints.filter((one) => !expected.test(one)).join('\n'), '', 'complaints');
});

await chromium.close();
await desk.stop();
remove();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
