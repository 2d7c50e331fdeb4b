/** “Raw activities”: the traffic to and from the bot, newest first, as JSON. */
import { clearTraffic, loadTraffic } from './api.js';
import { timeOf } from './clock.js';
import { h } from './dom.js';
import { say } from './words.js';

const shownAtMost = 300;

export function createTrafficPanel() {
  const rows = new Map();
  const list = h('div', { class: 'traffic', role: 'list' });
  const filter = h('input', {
    type: 'search',
    placeholder: say('filter'),
    'aria-label': say('filterLabel'),
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
    say('clear'),
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
    const direction = say(toBot ? 'toBot' : 'fromBot');
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
          { class: 'arrow', role: 'img', title: direction, 'aria-label': direction },
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
      row.append(block(say('sent'), entry.body));
      if (entry.answer?.body !== undefined) row.append(block(say('answer'), entry.answer.body));
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
    const text = JSON.stringify(body, null, 2) ?? say('empty');
    const copy = h(
      'button',
      { type: 'button', class: 'quiet', onclick: () => void navigator.clipboard.writeText(text) },
      say('copy'),
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
