// Says so when the page cannot look as it should: opened from the disk, or not where the site belongs. Whoever made the
// site sees it; readers never do.
(() => {
  const own = document.currentScript;
  const sheet = document.querySelector('link[rel="stylesheet"]')?.getAttribute('href');
  // Whoever saves a page gets one that names its style from where it lies, and an archive keeps the whole address.
  const isLost = location.protocol === 'file:' ? sheet?.startsWith('/') : !new URL(own.src).pathname.endsWith(own.dataset.at);
  if (!isLost) return;
  const box = document.createElement('div');
  box.lang = 'en';
  box.dir = 'ltr';
  box.setAttribute('role', 'note');
  const say = (name, text, style) => {
    const element = document.createElement(name);
    element.textContent = text;
    Object.assign(element.style, style);
    box.append(element);
  };
  say('strong', 'This page needs a web server to look as it should. ', {});
  say('span', own.dataset.at ? `Its style and its links begin with ${own.dataset.base}. ` : '', {});
  say('span', 'To see the site, type this in its folder: ', {});
  say('code', 'engraft serve --built --open', { background: '#fff', color: '#000', padding: '0.1em 0.4em' });
  Object.assign(box.style, {
    background: '#ffe08a',
    border: '3px solid #000',
    color: '#000',
    font: '1.1rem/1.5 sans-serif',
    margin: '1rem',
    padding: '1rem',
  });
  document.body.prepend(box);
})();
