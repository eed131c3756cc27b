// The JSON-LD of a page says what the page says: its dates, its title, its address, the way to it.

export async function check(page) {
  return page.evaluate(() => {
    const faults = [];
    const times = new Set([...document.querySelectorAll('time[datetime]')]
      .filter((time) => time.checkVisibility())
      .map((time) => time.dateTime));
    const title = document.querySelector('h1')?.textContent.trim().replace(/\s+/g, ' ');
    const canonical = document.querySelector('link[rel="canonical"]')?.href;

    /** Calls back for every key and value, at any depth. */
    const visit = (value, use) => {
      if (value === null || typeof value !== 'object') return;
      for (const [key, inner] of Object.entries(value)) {
        use(key, inner, value);
        visit(inner, use);
      }
    };
    const ofPage = (type) => /WebPage$/.test([type].flat()[0]);

    for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
      let data;
      try {
        data = JSON.parse(script.textContent);
      } catch (error) {
        faults.push(`JSON-LD that is no JSON: ${error.message}`);
        continue;
      }
      if (!/^https?:\/\/schema\.org\/?$/.test(data['@context'])) faults.push(`JSON-LD of ${data['@context']}`);
      visit(data, (key, value) => {
        const isDate = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
        if (isDate && !times.has(value.slice(0, 10))) faults.push(`JSON-LD dates the page ${key} ${value}, the page does not`);
      });
      visit({ data }, (key, value) => {
        if (value === null || typeof value !== 'object') return;
        if (ofPage(value['@type']) && key !== 'isPartOf') {
          if (value.name !== title && value.headline !== title) faults.push(`JSON-LD names the page "${value.name ?? value.headline}"`);
          if (canonical && value.url && value.url !== canonical) faults.push(`JSON-LD says the page is at ${value.url}`);
          if (value.inLanguage && value.inLanguage !== document.documentElement.lang) faults.push(`JSON-LD is in ${value.inLanguage}`);
        }
        if (value['@type'] === 'BreadcrumbList') {
          const said = value.itemListElement.map((item) => item.name ?? item.item?.name);
          const shown = [...document.querySelectorAll('.breadcrumbs li')].map((item) => item.textContent.trim());
          const way = shown.every((name, index) => said[index] === name);
          if (!way || said.length > shown.length + 1) faults.push(`JSON-LD leads here by ${said.join(' > ')}, the page by ${shown.join(' > ')}`);
        }
      });
    }
    return faults;
  });
}
