/** The messages of one chat: drawn, updated in place, scrolled to the newest. */
import { dayOf, timeOf } from './clock.js';
import { avatar, h, icon } from './dom.js';
import { cardView } from './card-view.js';
import { markdownElement } from './markdown.js';
import { showDialog } from './task-dialog.js';
import { say } from './words.js';

const cardType = 'application/vnd.microsoft.card.adaptive';
const fileType = 'application/vnd.microsoft.teams.file.download.info';

/** The mark of one's own message; the words beside it say what it means. */
const marks = { sending: '', taken: '✓', late: '⏱', refused: '!', unreachable: '!' };

export function createMessages({ log, toNewest, currentTheme, answer }) {
  let chat;
  let drawn = new Map();
  let overview;

  const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 120;
  const toEnd = () => (log.scrollTop = log.scrollHeight);
  toNewest.addEventListener('click', toEnd);
  log.addEventListener('scroll', () => nearEnd() && (toNewest.hidden = true));

  // A smaller window must not hide the newest message from a person who is reading it.
  let atEnd = true;
  log.addEventListener('scroll', () => (atEnd = nearEnd()));
  new ResizeObserver(() => atEnd && toEnd()).observe(log);

  // A card with a refresh is refreshed when it is visible, not when it is scrolled away.
  const seen = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) void chat?.api.view(target.dataset.id).catch(() => undefined);
    }
  });

  /** The focus returns to the button that opened the dialog. Its card may be drawn again by then, with a like button or none. */
  function focusAfterDialog(opener, messageId) {
    const card = drawn.get(messageId)?.element.querySelector('.card');
    const like = [...(card?.querySelectorAll('button') ?? [])].find(
      ({ textContent }) => textContent === opener.textContent,
    );
    (opener.isConnected ? opener : (like ?? card))?.focus({ preventScroll: true });
  }

  function attachmentView(message, attachment) {
    if (attachment.contentType === cardType) {
      const { api } = chat;
      return cardView(attachment.content, {
        theme: currentTheme(),
        label: message.summary ?? say('card'),
        press: async (action, opener) => {
          const outcome = await api.press(message.id, action);
          if (!outcome.kind.startsWith('dialog')) return outcome;
          showDialog(outcome, {
            theme: currentTheme(),
            submit: (sent) => api.submitDialog(message.id, sent),
            search: (dataset, text) => api.search(message.id, dataset, text),
            closed: () => focusAfterDialog(opener, message.id),
          });
          return { kind: 'sent' };
        },
        search: (dataset, text) => api.search(message.id, dataset, text),
      });
    }
    if (attachment.contentType === fileType) {
      return h(
        'div',
        { class: 'file' },
        icon('file'),
        h('span', {}, attachment.name ?? say('file')),
      );
    }
    if (attachment.contentType === 'text/html') return undefined;
    return h('div', { class: 'file' }, say('attachment', { type: attachment.contentType }));
  }

  function messageView(message) {
    const own = message.from === chat.person.key;
    const fromBot = message.from === 'bot';
    const person = overview.people.find(({ key }) => key === message.from);
    const name = fromBot ? overview.bot.name : (person?.name ?? message.from);
    const words = fromBot
      ? message.text && markdownElement(message.text)
      : message.text && h('div', { class: 'words plain', dir: 'auto' }, message.text);
    const parts = message.attachments.map((each) => attachmentView(message, each)).filter(Boolean);
    const mark = own ? marks[message.delivery] : undefined;
    const meaning =
      mark === undefined ? '' : say(message.delivery === 'taken' ? 'sent' : message.delivery);
    const wrong = own && ['late', 'refused', 'unreachable'].includes(message.delivery);
    const suggested = (message.suggested ?? []).map(({ title, value }) =>
      h('button', { type: 'button', class: 'chip', onclick: () => answer(value) }, title),
    );
    const element = h(
      'article',
      {
        class: `message ${own ? 'own' : ''}`,
        'data-id': message.id,
        'aria-label': `${name}, ${timeOf(message.at)}`,
      },
      !own && avatar(name, fromBot ? 'bot' : 'person'),
      h(
        'div',
        { class: 'body' },
        h(
          'div',
          { class: 'meta' },
          !own && h('span', { class: 'who' }, name),
          h('time', { datetime: message.at }, timeOf(message.at)),
          mark !== undefined &&
            h('span', { class: 'mark', role: 'img', title: meaning, 'aria-label': meaning }, mark),
        ),
        h(
          'div',
          {
            class: parts.some((part) => part.matches('.card-frame')) ? 'content' : 'content bubble',
          },
          words,
          ...parts,
        ),
        wrong && h('div', { class: 'delivery', role: 'status' }, meaning),
        suggested.length > 0 && h('div', { class: 'suggested' }, ...suggested),
      ),
    );
    const hasRefresh = message.attachments.some(({ content }) => content?.refresh !== undefined);
    if (hasRefresh) seen.observe(element);
    return element;
  }

  function put(message) {
    const old = drawn.get(message.id);
    // One's own message is always shown, however far up one was reading.
    const isSent = old === undefined && message.from === chat.person.key;
    const stay = !nearEnd() && !isSent;
    const element = messageView(message);
    if (old === undefined) {
      const dayBefore = [...drawn.values()].at(-1)?.message.at;
      if (dayBefore === undefined || dayOf(message.at) !== dayOf(dayBefore)) {
        log.append(h('div', { class: 'day', role: 'separator' }, dayOf(message.at)));
      }
      log.append(element);
    } else {
      // Focus stays where it was: on the card that replaced the one acted on.
      const hadFocus = old.element.contains(document.activeElement);
      const noteOf = (within) => within.querySelector('.card-note');
      const note = noteOf(old.element);
      seen.unobserve(old.element);
      keepTyped(old.element, element);
      old.element.replaceWith(element);
      if (note?.textContent) noteOf(element)?.replaceWith(note);
      if (hadFocus) element.querySelector('.card')?.focus({ preventScroll: true });
    }
    drawn.set(message.id, { message, element });
    empty(false);
    if (!stay) toEnd();
    else if (old === undefined) toNewest.hidden = false;
  }

  function empty(isEmpty) {
    log.querySelector('.empty')?.remove();
    if (!isEmpty) return;
    const { person, kind } = chat;
    log.append(
      h(
        'div',
        { class: 'empty' },
        avatar(overview.bot.name, 'bot'),
        h('h2', {}, say('talk', { name: overview.bot.name })),
        h('p', {}, say('start', { name: person.name })),
        kind === 'personal' && h('p', {}, say('dropHint')),
      ),
    );
  }

  // In sequence: answers must not overtake each other, nor a change its chat.
  let last = Promise.resolve();
  const inOrder = (work) => (last = last.then(work).catch(() => undefined));

  return {
    /** Shows a chat from its beginning. */
    show(next, all) {
      chat = next;
      overview = all;
      return inOrder(() => showAll(next));
    },

    /** A message has changed. */
    changed: (event) => inOrder(() => showChange(event)),

    /** Redraws the cards in other colours. */
    redraw() {
      for (const { message } of [...drawn.values()]) put(message);
      if (drawn.size === 0 && chat !== undefined) empty(true);
    },
  };

  async function showAll(next) {
    if (chat !== next) return;
    const messages = await next.api.messages();
    if (chat !== next) return;
    seen.disconnect();
    drawn = new Map();
    log.replaceChildren();
    toNewest.hidden = true;
    log.setAttribute('aria-live', 'off');
    for (const message of messages) put(message);
    empty(messages.length === 0);
    toEnd();
    log.setAttribute('aria-live', 'polite');
  }

  async function showChange({ messageId, what, chatId }) {
    const at = chat;
    if (chatId !== at.id) return;
    if (what === 'removed') {
      drawn.get(messageId)?.element.remove();
      drawn.delete(messageId);
      if (drawn.size === 0) empty(true);
      return;
    }
    const message = await at.api.message(messageId);
    if (message === undefined || chat !== at) return;
    const old = drawn.get(messageId);
    if ((old?.message.change ?? 0) >= message.change) return;
    if (old !== undefined && looksSame(old.message, message)) old.message = message;
    else put(message);
  }
}

/** A card that is sent again unchanged isn't redrawn, so forms keep their input. */
function looksSame(one, other) {
  const shown = ({ change: _change, ...rest }) => JSON.stringify(rest);
  return shown(one) === shown(other);
}

/** A card that is redrawn while a person fills it in keeps their input, where it has the same fields. */
function keepTyped(before, after) {
  if (before.querySelector('.card[data-pressed]') !== null) return;
  const inputsOf = (element) => [
    ...element.querySelectorAll('.card input, .card textarea, .card select'),
  ];
  const [typed, fresh] = [inputsOf(before), inputsOf(after)];
  const kindOf = ({ type, name, value }) =>
    ['radio', 'checkbox'].includes(type)
      ? `${type} ${name.replace(/^card-\d+-/, '')} ${value}`
      : type;
  if (typed.map(kindOf).join('\n') !== fresh.map(kindOf).join('\n')) return;
  for (const [index, input] of fresh.entries()) {
    const was = typed[index];
    const isChoice = ['radio', 'checkbox'].includes(input.type);
    const isSame = isChoice ? input.checked === was.checked : input.value === was.value;
    if (isSame) continue;
    if (isChoice) input.checked = was.checked;
    else input.value = was.value;
    // The renderer listens for these, to show dependent elements and to remove error messages.
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
