/** The app's message extension: finds people from any chat, and shows the card that would be sent. */
import { cardView } from './card-view.js';
import { h, icon } from './dom.js';
import { say } from './words.js';

const pauseMs = 300;

/** @param {() => { api: object }} currentChat @param {() => string} currentTheme */
export function createLookUp({ currentChat, currentTheme }) {
  let timer;
  let asked = 0;

  const field = h('input', {
    type: 'search',
    class: 'look-up-field',
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void ask({ text: field.value.trim() }), pauseMs);
    },
  });
  const shown = h('div', { class: 'look-up-shown', 'aria-live': 'polite' });
  const panel = h('div', { class: 'look-up', role: 'group', hidden: true }, field, shown);
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
    button.focus();
  });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'round',
      'aria-expanded': 'false',
      onclick: () => (panel.hidden ? open() : close()),
    },
    icon('directory'),
  );

  function open() {
    panel.hidden = false;
    button.setAttribute('aria-expanded', 'true');
    field.value = '';
    field.focus();
    void ask({ text: '' });
  }

  function close() {
    clearTimeout(timer);
    asked += 1;
    panel.hidden = true;
    button.setAttribute('aria-expanded', 'false');
    shown.replaceChildren();
  }

  async function ask(wanted) {
    // A search that is still waiting would replace the card of the person who was chosen.
    clearTimeout(timer);
    const mine = ++asked;
    const outcome = await currentChat()
      .api.lookUp(wanted)
      .catch(() => ({ kind: 'error', text: say('serverGone') }));
    // A later question, or a closed panel, makes this answer out of date.
    if (mine === asked) shown.replaceChildren(drawn(outcome));
  }

  function drawn(outcome) {
    if (outcome.kind === 'list') {
      return h('ul', {}, ...outcome.matches.map((match) => h('li', {}, choice(match))));
    }
    if (outcome.kind !== 'card') return h('p', {}, outcome.text);
    return cardView(outcome.card, {
      theme: currentTheme(),
      label: say('wouldSend'),
      press: async () => ({ kind: 'message', text: '' }),
      search: async () => ({ kind: 'choices', choices: [] }),
    });
  }

  function choice({ title, text, value }) {
    return h(
      'button',
      { type: 'button', class: 'look-up-match', onclick: () => void ask({ value }) },
      h('span', { dir: 'auto' }, title),
      h('small', { dir: 'auto' }, text),
    );
  }

  /** In the language of the page. */
  function name() {
    field.placeholder = say('findHint');
    for (const each of [field, panel, button]) each.setAttribute('aria-label', say('find'));
    button.title = say('find');
  }

  return { button, panel, close, name };
}
