// Says of every table with labelled rows, and of its parts, what they are.
//
// On a phone the rows of such a table are blocks, and some browsers take what is shown as a block for no table any
// more: a screen reader then says the words of a cell and not what they are about. The roles are the ones that the
// elements have by themselves. They are set here because HTML that repeats them is an error to those who check it.

{
  const ROLES = { table: 'table', thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', td: 'cell' };

  for (const table of document.querySelectorAll('.table-scroll.labelled > table')) {
    for (const part of [table, ...table.querySelectorAll('thead, tbody, tr, th, td')]) {
      const header = part.scope === 'row' ? 'rowheader' : 'columnheader';
      part.setAttribute('role', part.localName === 'th' ? header : ROLES[part.localName]);
    }
  }
}
