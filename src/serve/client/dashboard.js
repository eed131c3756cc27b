// Shows the dashboard of the newest build.

import { listen } from './events.js';

const { content } = document.querySelector('script[data-content]').dataset;

async function update() {
  const answer = await fetch(location.href, { cache: 'no-store' });
  const text = await answer.text();
  if (answer.ok && !text.includes(`data-content="${content}"`)) location.reload();
}

listen((answers) => {
  if (answers) update().catch(() => {});
});
