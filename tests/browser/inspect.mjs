// All that is asked of one page, with as few loads as it takes: each check is a file in checks/.

import * as calm from './checks/calm.mjs';
import * as data from './checks/data.mjs';
import * as definition from './checks/definition.mjs';
import * as focus from './checks/focus.mjs';
import * as journey from './checks/journey.mjs';
import * as layout from './checks/layout.mjs';
import * as opened from './checks/opened.mjs';
import * as print from './checks/print.mjs';
import * as sheets from './checks/sheets.mjs';
import * as scriptless from './checks/scriptless.mjs';
import * as spacing from './checks/spacing.mjs';
import * as speed from './checks/speed.mjs';
import * as structure from './checks/structure.mjs';
import * as tables from './checks/tables.mjs';
import * as targets from './checks/targets.mjs';
import * as textsize from './checks/textsize.mjs';
import * as urgent from './checks/urgent.mjs';
import * as weight from './checks/weight.mjs';
import { addressOf, axe, sayViolations, watch } from './lib.mjs';

const DESK = { width: 1280, height: 800 };
const PHONE = { width: 320, height: 640 };
/** A window of 1280 by 1024 at 400 % (WCAG 1.4.10). */
const ZOOMED = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 };
const COLOURS = [
  { colorScheme: 'light', forcedColors: 'none' },
  { colorScheme: 'dark', forcedColors: 'none' },
  { colorScheme: 'light', forcedColors: 'active' },
];

/** Opens a page in a browser of its own, hears what it says, and gives what `use` and it complain of. */
export async function visit(chromium, site, target, options, use) {
  const context = await chromium.newContext({ reducedMotion: 'reduce', viewport: DESK, ...options });
  await sayViolations(context);
  const page = await context.newPage();
  const faults = [];
  watch(page, site.origin, (fault) => faults.push(fault));
  if (target.kind === 'redirect') await stay(page);
  await page.goto(site.origin + addressOf(site.base, target));
  try {
    faults.push(...(await use(page)));
  } finally {
    await context.close();
  }
  return faults;
}

/** A page that leads elsewhere is read before it does. */
async function stay(page) {
  await page.route('**/*', async (route) => {
    if (route.request().resourceType() !== 'document') return route.continue();
    const response = await route.fetch();
    const body = (await response.text()).replace(/<noscript>.*?<\/noscript>|<script.*?<\/script>/gs, '');
    return route.fulfill({ response, body });
  });
}

const said = (where, faults) => faults.map((fault) => `${where}: ${fault}`);

/** All that one window can show. */
async function look(page) {
  const faults = [];
  faults.push(...(await structure.check(page)), ...(await data.check(page)), ...(await urgent.check(page)));
  faults.push(...said('1280 px', await focus.check(page)), ...(await print.check(page)));
  faults.push(...(await appearance(page)));
  for (const check of [calm, tables, textsize]) faults.push(...(await check.check(page)));
  return faults;
}

/** On a desk and on a phone, in light, dark and forced colours, closed and opened. */
async function appearance(page) {
  const faults = [];
  for (const viewport of [DESK, PHONE]) {
    const where = `${viewport.width} px`;
    await page.setViewportSize(viewport);
    for (const check of [layout, spacing, targets]) faults.push(...said(where, await check.check(page)));
    for (const colours of COLOURS) {
      await page.emulateMedia(colours);
      const how = `${where}, ${colours.forcedColors === 'active' ? 'forced colours' : colours.colorScheme}`;
      if (colours === COLOURS[0]) faults.push(...said(how, await axe(page)));
      faults.push(...said(how, await opened.check(page)));
    }
    await page.emulateMedia(COLOURS[0]);
  }
  return faults;
}

async function zoom(page) {
  const faults = [];
  for (const check of [layout, spacing, focus, definition]) faults.push(...said('400 %', await check.check(page)));
  return faults;
}

/** Everything about one page of a site that is served. */
export async function inspect(chromium, site, target) {
  const on = (options, use) => visit(chromium, site, target, options, use);
  if (target.kind === 'redirect') return on({}, appearance);
  const faults = [];
  faults.push(...(await on({}, look)));
  faults.push(...(await on(ZOOMED, zoom)));
  faults.push(...(await on({ javaScriptEnabled: false, viewport: PHONE }, scriptless.check)));
  if (target.kind.startsWith('page-article')) {
    faults.push(...(await on({ viewport: PHONE }, journey.check)));
    faults.push(...(await on({ viewport: PHONE }, definition.check)));
    faults.push(...(await on({}, sheets.check)));
    faults.push(...(await on({ viewport: PHONE }, weight.check)));
    faults.push(...(await on({ viewport: PHONE }, speed.check)));
  }
  return faults;
}
