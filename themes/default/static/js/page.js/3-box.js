// Shows the search box, and fetches what it needs once it has the focus. Without this script there is a link.

{
  /** Makes a form ready: what it finds with is fetched in one round. */
  const ready = (form) => {
    const input = form.querySelector('input');
    let open = null;

    const start = () => {
      if (open) return;
      const { find, sheet } = form.dataset;
      const link = document.createElement('link');
      link.rel = 'stylesheet';
      link.href = sheet;
      document.head.append(link);
      const names = fetch(`${form.getAttribute('action')}names.json`).then((answer) => (answer.ok ? answer.json() : Promise.reject()));
      open = Promise.all([import(find), names]).then(([{ box }]) => box(form, names));
      open.catch(() => {
        open = null;
      });
    };

    form.hidden = false;
    document.querySelector('.search-link')?.remove();
    input.addEventListener('focus', start);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const query = input.value.trim();
      if (query) location.href = `${form.getAttribute('action')}#q=${encodeURIComponent(query)}`;
    });
    if (document.activeElement === input) start();
  };

  for (const form of document.querySelectorAll('form.site-search')) ready(form);
}
