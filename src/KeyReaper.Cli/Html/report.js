'use strict';

// All that is shown is in the document already. This adds the theme, copying, filters, search and sorting, and reads what it needs from the page.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const byId = id => document.getElementById(id);

  theme(byId('theme'));
  all('.attention code').forEach(addCopyButton);
  document.addEventListener('toggle', event => { // buttons for all commands of 5,000 keys would be half of the page
    if (event.target.matches('.keys details')) all('code:not(:has(+ button))', event.target).forEach(addCopyButton);
  }, true);

  const table = document.querySelector('table.keys:not(.static)');
  if (table) keys(table);

  addEventListener('hashchange', unfold);
  unfold();

  // Opens the account that a link leads to, on a page of many accounts.
  function unfold() {
    const seen = byId(location.hash.slice(1));
    if (seen?.matches('details.seen')) seen.open = true;
  }

  function button(text, press) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    made.addEventListener('click', press);
    return made;
  }

  function theme(toggle) {
    const root = document.documentElement;
    const reader = matchMedia('(prefers-color-scheme: dark)');
    const other = () => ((root.dataset.theme ?? (reader.matches ? 'dark' : 'light')) === 'dark' ? 'light' : 'dark');
    const name = () => { toggle.textContent = other() === 'dark' ? 'Dark theme' : 'Light theme'; };
    toggle.addEventListener('click', () => {
      root.dataset.theme = other();
      name();
    });
    reader.addEventListener('change', name);
    toggle.hidden = false;
    name();
  }

  function addCopyButton(code) {
    const copied = button('Copy', async () => { copied.textContent = await copy(code) ? 'Copied' : 'Selected: press Ctrl+C'; });
    copied.setAttribute('aria-live', 'polite');
    code.after(copied);
  }

  async function copy(code) {
    try {
      await navigator.clipboard.writeText(code.textContent);
      return true;
    } catch { // some browsers lack this API in local files, or it is not permitted
      getSelection().selectAllChildren(code);
      return document.execCommand('copy');
    }
  }

  function keys(table) {
    const body = table.tBodies[0];
    const controls = document.querySelector('.search');
    const [input, unfilter, count] = ['input', 'button', 'output'].map(name => controls.querySelector(name));
    const more = document.querySelector('.more');
    const atOnce = body.rows.length;
    const figures = all('.numbers [data-in]').map(figure => filter(figure));
    let every; // see everyKey
    let order; // all of them as they are sorted
    let most = atOnce;
    let pressed = '';

    // In a browser that runs scripts, noscript contains only text. It becomes rows when they are needed, or when there is time.
    function everyKey() {
      if (every) return every;
      const rest = document.createElement('template');
      rest.innerHTML = document.querySelector('table.keys ~ noscript')?.textContent ?? '';
      every = [...body.rows, ...all('tbody tr', rest.content)].map(row => ({
        row,
        figures: row.dataset.in.split(' '),
        text: [...row.cells].slice(0, -1).map(cell => cell.textContent).join(' ').toLowerCase(), // the commands say the same for every key
      }));
      order = [...every];
      return every;
    }

    function show() {
      everyKey();
      const words = input.value.toLowerCase().split(/\s+/);
      const found = order.filter(key => (!pressed || key.figures.includes(pressed)) && words.every(word => key.text.includes(word)));
      const shown = found.slice(0, most).map(key => key.row);
      body.replaceChildren(...shown);
      count.textContent = `${found.length} of ${every.length} keys`;
      offer(found.length, shown.length);
    }

    function offer(found, shown) {
      const next = Math.min(atOnce, found - shown);
      const showing = (text, upTo) => button(text, () => {
        most = upTo;
        const last = body.lastElementChild;
        show();
        last.nextElementSibling?.querySelector('summary')?.focus({ preventScroll: true }); // the button is gone
      });
      more.replaceChildren(`${shown} of ${found} are shown.`, showing(`Show ${next} more`, shown + next), showing(`Show all ${found}`, Infinity));
      more.hidden = next === 0;
    }

    function filter(figure) {
      const name = figure.querySelector('dt');
      const made = button(name.textContent, () => {
        press(made.ariaPressed === 'true' ? '' : figure.dataset.in);
        if (controls.getBoundingClientRect().bottom > innerHeight) controls.scrollIntoView();
      });
      name.replaceChildren(made);
      return { word: figure.dataset.in, button: made };
    }

    function mark(word) {
      pressed = word;
      figures.forEach(figure => { figure.button.ariaPressed = figure.word === pressed; });
      unfilter.textContent = pressed && figures.find(figure => figure.word === pressed).button.textContent;
      unfilter.hidden = !pressed;
    }

    function press(word) {
      mark(word);
      most = atOnce;
      show();
    }

    // Shows a hidden row that a link leads to.
    function reveal(id) {
      const key = byId(id) || everyKey().find(one => one.row.id === id);
      if (!key?.row) return;
      mark('');
      input.value = order.indexOf(key) < most ? '' : key.row.cells[0].textContent;
      show();
    }

    function sort(heading) {
      const collator = new Intl.Collator('en', { numeric: true });
      const inOrder = (a, b) => (a < b ? -1 : Number(a > b));
      const kinds = {
        text: [cell => cell.textContent, collator.compare],
        place: [cell => Number(cell.parentNode.id.slice(1)), inOrder],
        number: [cell => (/^\d+$/.test(cell.textContent) ? Number(cell.textContent) : ''), inOrder], // text such as "not known"
        time: [cell => cell.querySelector('time')?.textContent ?? '', inOrder],
      };
      const [valueOf, compare] = kinds[heading.dataset.sort];
      const sign = heading.ariaSort === 'ascending' ? -1 : 1;
      all('th[aria-sort]', table).forEach(other => other.removeAttribute('aria-sort'));
      heading.ariaSort = sign === 1 ? 'ascending' : 'descending';

      everyKey();
      const values = new Map(order.map(key => [key, valueOf(key.row.cells[heading.cellIndex])]));
      order.sort((one, other) => {
        const [a, b] = [values.get(one), values.get(other)];
        return (a === '') - (b === '') || (a !== '' && sign * compare(a, b)) || 0; // rows without a value come last in either order
      });
      most = atOnce;
      show();
    }

    all('th[data-sort]', table).forEach(heading => heading.replaceChildren(button(heading.textContent, () => sort(heading))));
    input.addEventListener('input', () => {
      most = atOnce;
      show();
    });
    unfilter.addEventListener('click', () => {
      press('');
      input.focus();
    });
    document.addEventListener('click', event => {
      const link = event.target.closest('a[href^="#k"]');
      if (link) reveal(link.hash.slice(1));
    });
    addEventListener('beforeprint', () => { // paper has no button for more
      const onScreen = most;
      most = Infinity;
      show();
      addEventListener('afterprint', () => {
        most = onScreen;
        show();
      }, { once: true });
    });

    controls.hidden = false;
    mark('');
    const total = Number(count.textContent.split(' ')[0]);
    offer(total, atOnce);
    if (location.hash) reveal(location.hash.slice(1));
    if (total > atOnce) window.requestIdleCallback?.(everyKey);
  }
})();
