/** A dialog of Teams (task module) with a card of the bot: a window over the page. */
import { cardView } from './card-view.js';
import { h, icon } from './dom.js';
import { say } from './words.js';

/**
 * Shows what the bot has answered, until it ends the dialog or the person closes it.
 *
 * @param {{ kind: string, title?: string, card?: object, text?: string }} first
 * @param {{ theme: string, submit: (action: object) => Promise<object>, search: (dataset: string, text: string) => Promise<object>, closed: () => void }} on
 */
export function showDialog(first, { theme, submit, search, closed }) {
  const heading = h('h2', { id: 'task-dialog-title' });
  const close = h(
    'button',
    {
      type: 'button',
      class: 'tool',
      title: say('close'),
      'aria-label': say('close'),
      onclick: end,
    },
    icon('close'),
  );
  const content = h('div', { class: 'task-content' });
  const dialog = h(
    'dialog',
    { class: 'task-dialog', 'aria-labelledby': 'task-dialog-title', onclose: gone },
    h('header', {}, heading, close),
    content,
  );

  function end() {
    dialog.close();
  }

  function gone() {
    dialog.remove();
    closed();
  }

  function show(outcome) {
    if (outcome.kind === 'dialog-closed') return end();
    if (outcome.kind === 'dialog-message') {
      content.replaceChildren(h('p', { role: 'status', dir: 'auto' }, outcome.text));
      return close.focus();
    }
    heading.textContent = outcome.title;
    dialog.dir = outcome.card.rtl === true ? 'rtl' : 'ltr';
    const view = cardView(outcome.card, {
      theme,
      label: outcome.title,
      press: sent,
      search,
    });
    content.replaceChildren(view);
    content.scrollTop = 0;
    (view.querySelector('input, textarea, select') ?? close).focus();
  }

  async function sent(action) {
    const outcome = await submit(action);
    if (!outcome.kind.startsWith('dialog')) return outcome;
    show(outcome);
    return { kind: 'sent' };
  }

  document.body.append(dialog);
  dialog.showModal();
  show(first);
}
