// Opens the definition of a marked term right after it in the text.
//
// Without this script a marked term is a link to its entry in the glossary. With it, a click, a tap, Enter or Space
// opens a copy of its item in "Words used on this page"; a click with Ctrl, Shift or another key still follows the
// link. Nothing opens on hover or focus. Escape and a click outside close it (the browser's popover does that), and
// the focus returns to the term.
//
// The term then is a button to those who hear the page: it opens something, and "expanded" says so. It stays an <a>
// element, so that the link can still be opened in a new tab.

{
  const GAP = 8;
  const words = document.querySelector('.words-used');
  const links = words && 'popover' in words ? [...words.querySelectorAll('dt a')] : [];
  const items = new Map(links.map((link) => [link.href, link.closest('dt').parentElement]));

  /** The definition that is open: its term and its box. */
  let open = null;
  /** Whether the term's own definition was open when a finger or a button went down on it. */
  let pressedOpen = false;

  const ID = 'definition_of_term';

  /** The box of a term: inline elements only, because it stands in a paragraph. */
  function build(item) {
    const box = document.createElement('span');
    box.className = 'definition';
    box.id = ID;
    box.popover = 'auto';
    box.setAttribute('role', 'dialog');
    box.setAttribute('aria-labelledby', `${ID}_name`);
    for (const part of item.children) {
      const line = document.createElement('span');
      line.className = part.localName === 'dt' ? 'definition-name' : part.className || 'definition-words';
      line.append(...part.cloneNode(true).childNodes);
      if (part.localName === 'dt') {
        // The name is what it is about; the link onward stands below, and says so.
        line.id = `${ID}_name`;
        for (const link of line.querySelectorAll('a')) link.replaceWith(...link.childNodes);
      }
      box.append(line);
    }
    if (!box.querySelector('a')) box.append(onward(item));
    const close = document.createElement('button');
    close.type = 'button';
    close.className = 'definition-close';
    close.textContent = words.dataset.close;
    close.addEventListener('click', () => box.hidePopover());
    box.append(close);
    return box;
  }

  /** Leads to the entry, for a term that has no page of its own. */
  function onward(item) {
    const line = document.createElement('span');
    line.className = 'term-note alone';
    const link = item.querySelector('dt a').cloneNode(true);
    link.textContent = words.dataset.more.replace('{term}', link.textContent);
    line.append(link);
    return line;
  }

  /** Below the term, else above it, else wherever the window has room; it then scrolls with the text. */
  function place({ term, box }) {
    const { clientWidth, clientHeight } = document.documentElement;
    const lines = term.getClientRects();
    const first = lines[0];
    const last = lines[lines.length - 1];
    const width = box.offsetWidth;
    const height = box.offsetHeight;
    const isRightToLeft = getComputedStyle(term).direction === 'rtl';
    const left = isRightToLeft ? last.right - width : last.left;
    let top = last.bottom + GAP;
    if (top + height > clientHeight - GAP) {
      const above = first.top - GAP - height;
      top = above >= GAP ? above : Math.max(GAP, clientHeight - GAP - height);
    }
    box.style.left = `${scrollX + Math.max(GAP, Math.min(left, clientWidth - GAP - width))}px`;
    box.style.top = `${scrollY + top}px`;
  }

  function show(term) {
    const box = build(items.get(term.href));
    const shown = { term, box };
    term.after(box);
    box.addEventListener('beforetoggle', (event) => {
      const opens = event.newState === 'open';
      term.setAttribute('aria-expanded', String(opens));
      if (opens) term.setAttribute('aria-controls', ID);
      else term.removeAttribute('aria-controls');
      if (opens) open = shown;
      else if (open === shown) open = null;
    });
    box.addEventListener('toggle', (event) => {
      if (event.newState === 'open') return;
      const focused = document.activeElement;
      const isLost = !focused || focused === document.body || box.contains(focused);
      box.remove();
      if (isLost && !open) term.focus({ preventScroll: true });
    });
    box.showPopover();
    place(shown);
  }

  function prepare(term) {
    const isOpen = () => open?.term === term;
    term.setAttribute('role', 'button');
    term.setAttribute('aria-haspopup', 'dialog');
    term.setAttribute('aria-expanded', 'false');
    term.addEventListener('pointerdown', () => {
      pressedOpen = isOpen();
    });
    term.addEventListener('click', (event) => {
      if (event.ctrlKey || event.shiftKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      // A press outside a popover closes it, and the term is outside: it must not open again at once.
      const wasOpen = isOpen() || (event.detail > 0 && pressedOpen);
      pressedOpen = false;
      if (isOpen()) open.box.hidePopover();
      if (!wasOpen) show(term);
    });
    term.addEventListener('keydown', (event) => {
      if (event.key !== ' ') return;
      event.preventDefault();
      term.click();
    });
  }

  for (const term of document.querySelectorAll('a.term')) {
    if (items.has(term.href)) prepare(term);
  }

  // A definition that is left behind would cover what has the focus.
  document.addEventListener('focusin', ({ target }) => {
    if (open && target !== open.term && !open.box.contains(target)) open.box.hidePopover();
  });
  addEventListener('resize', () => open && place(open));
}
