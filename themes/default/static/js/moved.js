// Leads on from the address of a page that has moved, or of a part of a page that has.
//
// Without this script a reader of an old page meets its link, and a reader of an old part the entry of the list
// "Moved to other pages" that has the part's old anchor. A fragment that no entry has is passed on to the new page.

{
  /** The link of an entry with this anchor. */
  const linkOf = (anchor) => document.getElementById(anchor)?.closest('[data-moved]')?.querySelector('a');

  function leadOn() {
    let anchor = location.hash.slice(1);
    try {
      anchor = decodeURIComponent(anchor);
    } catch {
      // Not encoded: taken as it is.
    }
    const part = anchor && linkOf(anchor);
    const page = document.querySelector('a[data-moved-page]');
    if (part) location.replace(part.href);
    else if (page) location.replace(page.href + location.hash);
  }

  leadOn();
  addEventListener('hashchange', leadOn);
}
