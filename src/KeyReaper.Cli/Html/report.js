'use strict';

// All that is shown is in the document already. This adds the theme, copying, searching and sorting, and reads what it needs from the page.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = id => document.getElementById(id);

  theme(byId('theme'));
  all('.attention code').forEach(addCopyButton);
  document.addEventListener('toggle', event => { // buttons for all commands of 5,000 keys would be half of the page
    if (event.target.matches('.keys details')) all('code:not(:has(+ button))', event.target).forEach(addCopyButton);
  }, true);

  const table = document.querySelector('table.keys');
  if (table) {
    const rows = [...table.tBodies[0].rows];
    search(rows, document.querySelector('.search'));
    all('th[data-sort]', table).forEach(heading => sortable(heading, rows, table.tBodies[0]));
  }

  function theme(button) {
    const root = document.documentElement;
    const show = dark => {
      root.dataset.theme = dark ? 'dark' : 'light';
      button.setAttribute('aria-pressed', dark);
    };
    button.setAttribute('aria-pressed', matchMedia('(prefers-color-scheme: dark)').matches);
    button.addEventListener('click', () => show(button.getAttribute('aria-pressed') === 'false'));
    button.hidden = false;
  }

  function addCopyButton(code) {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = 'Copy';
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', async () => { button.textContent = await copy(code) ? 'Copied' : 'Selected: press Ctrl+C'; });
    code.after(button);
  }

  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch { // no such API in a file that some browsers open, or no permission
      getSelection().selectAllChildren(code);
      return document.execCommand('copy');
    }
  }

  function search(rows, form) {
    const input = form.querySelector('input');
    const count = form.querySelector('output');
    const texts = rows.map(row => [...row.cells].map(textOf).join(' ').toLowerCase());
    const filter = () => {
      const words = input.value.toLowerCase().split(/\s+/);
      const found = rows.filter((row, index) => {
        row.hidden = !words.every(word => texts[index].includes(word));
        return !row.hidden;
      }).length;
      count.textContent = `${found} of ${rows.length} keys`;
    };

    input.addEventListener('input', filter);
    addEventListener('hashchange', () => { // a link to a row that the search hides
      const target = document.querySelector('tr:target');
      if (!target?.hidden) return;
      input.value = '';
      filter();
      target.scrollIntoView();
    });
    form.hidden = false;
    filter();
  }

  // The commands say the same for every key.
  function textOf(cell) {
    return [...cell.childNodes].filter(node => node.nodeName !== 'DETAILS').map(node => node.textContent).join(' ');
  }

  function sortable(heading, rows, body) {
    const collator = new Intl.Collator('en', { numeric: true });
    const kinds = {
      text: cell => textOf(cell),
      rank: cell => Number(cell.dataset.rank),
      number: cell => /^\d+$/.test(cell.textContent) ? Number(cell.textContent) : '', // such as: not known
      time: cell => cell.querySelector('time')?.dateTime ?? '',
    };
    const valueOf = row => kinds[heading.dataset.sort](row.cells[heading.cellIndex]);
    const compare = (a, b) => typeof a === 'number' ? a - b : collator.compare(a, b);

    const button = document.createElement('button');
    button.type = 'button';
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener('click', () => {
      const sign = heading.ariaSort === 'ascending' ? -1 : 1;
      all('th[aria-sort]', heading.parentNode).forEach(other => other.removeAttribute('aria-sort'));
      heading.ariaSort = sign === 1 ? 'ascending' : 'descending';

      const sorted = rows.map(row => [valueOf(row), row]);
      sorted.sort(([a], [b]) => (a === '') - (b === '') || (a !== '' && sign * compare(a, b)) || 0); // what has no value is last either way
      body.append(...sorted.map(([, row]) => row));
    });
  }
})();
