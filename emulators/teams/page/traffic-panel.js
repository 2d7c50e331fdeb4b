/** “Raw activities”: the traffic to and from the bot, newest first, as JSON. */
import { clearTraffic, loadTraffic } from './api.js';
import { timeOf } from './clock.js';
import { h } from './dom.js';

const shownAtMost = 300;

export function createTrafficPanel() {
  const rows = new Map();
  const list = h('div', { class: 'traffic', role: 'list' });
  const filter = h('input', {
    type: 'search',
    placeholder: 'Filter by anything in it',
    'aria-label': 'Filter the activities',
    oninput: () => [...rows.values()].forEach(applyFilter),
  });
  const clear = h(
    'button',
    {
      type: 'button',
      class: 'quiet',
      onclick: () => {
        rows.clear();
        list.replaceChildren();
        void clearTraffic();
      },
    },
    'Clear',
  );
  const element = h(
    'div',
    { class: 'panel-body' },
    h('div', { class: 'panel-tools' }, filter, clear),
    list,
  );

  function applyFilter(row) {
    row.element.hidden = !row.text.includes(filter.value.toLowerCase());
  }

  function put(entry) {
    const toBot = entry.direction === 'to bot';
    const status = entry.answer?.status ?? '…';
    const failed = entry.answer !== undefined && !/^2/.test(status);
    const row = h(
      'details',
      { role: 'listitem', class: toBot ? 'to-bot' : 'from-bot' },
      h(
        'summary',
        {},
        h(
          'span',
          { class: 'arrow', title: entry.direction, 'aria-label': entry.direction },
          toBot ? '→' : '←',
        ),
        h('span', { class: 'title' }, entry.title),
        h('span', { class: failed ? 'status failed' : 'status' }, status),
        entry.answer && h('span', { class: 'took' }, `${entry.answer.ms} ms`),
        h('time', {}, timeOf(entry.at)),
      ),
    );
    // The JSON is written when it is opened: a hundred cards as text would slow the page.
    row.addEventListener('toggle', () => {
      if (!row.open || row.querySelector('pre') !== null) return;
      row.append(block('Sent', entry.body));
      if (entry.answer?.body !== undefined) row.append(block('Answer', entry.answer.body));
    });
    const text = JSON.stringify(entry).toLowerCase();
    const known = rows.get(entry.number);
    if (known === undefined) list.prepend(row);
    else {
      row.open = known.element.open;
      known.element.replaceWith(row);
    }
    rows.set(entry.number, { element: row, text });
    applyFilter(rows.get(entry.number));
    if (rows.size > shownAtMost) {
      const [oldest] = rows.keys();
      rows.get(oldest).element.remove();
      rows.delete(oldest);
    }
  }

  function block(title, body) {
    const text = JSON.stringify(body, null, 2) ?? '(empty)';
    const copy = h(
      'button',
      { type: 'button', class: 'quiet', onclick: () => void navigator.clipboard.writeText(text) },
      'Copy',
    );
    return h(
      'div',
      { class: 'json' },
      h('div', {}, h('strong', {}, title), copy),
      h('pre', {}, text),
    );
  }

  return {
    element,
    put,
    async load() {
      rows.clear();
      list.replaceChildren();
      for (const entry of await loadTraffic()) put(entry);
    },
  };
}
