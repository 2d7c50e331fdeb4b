/** The selected person (the rail), and their chats. */
import { avatar, h } from './dom.js';
import { say } from './words.js';

export function chatTitle(chat, overview) {
  return chat.kind === 'personal' ? overview.bot.name : chat.title;
}

export function drawRail(rail, overview, current, onChoose) {
  rail.replaceChildren(
    h('div', { class: 'rail-title', 'aria-hidden': 'true' }, say('youAre')),
    ...overview.people.map((person) => {
      const unread = overview.chats.reduce((sum, chat) => sum + (chat.unread[person.key] ?? 0), 0);
      const chosen = person.key === current;
      const first = person.name.split(' ')[0];
      return h(
        'button',
        {
          type: 'button',
          class: 'be',
          'aria-pressed': String(chosen),
          title: person.name,
          onclick: () => onChoose(person.key),
        },
        h(
          'span',
          { class: 'picture' },
          avatar(person.name),
          unread > 0 && h('span', { class: 'dot' }),
        ),
        h('span', { class: 'first' }, first),
        h('span', { class: 'role' }, say(person.role)),
        unread > 0 && h('span', { class: 'spoken' }, say('unread', { n: unread })),
      );
    }),
  );
}

export function drawChats(list, overview, person, current, onChoose) {
  const mine = overview.chats.filter(({ members }) => members.includes(person));
  list.replaceChildren(
    h('h2', {}, say('chats')),
    ...mine.map((chat) => {
      const unread = chat.unread[person] ?? 0;
      const title = chatTitle(chat, overview);
      const kind = { personal: 'bot', groupChat: 'group', channel: 'channel' }[chat.kind];
      return h(
        'button',
        {
          type: 'button',
          class: unread > 0 ? 'chat unread' : 'chat',
          'aria-current': chat.id === current ? 'true' : undefined,
          onclick: () => onChoose(chat.id),
        },
        avatar(title, kind),
        h(
          'span',
          { class: 'chat-words' },
          h('span', { class: 'chat-title' }, title),
          h('span', { class: 'chat-kind' }, words(chat)),
        ),
        unread > 0 && h('span', { class: 'count', 'aria-hidden': 'true' }, String(unread)),
        unread > 0 && h('span', { class: 'spoken' }, say('unread', { n: unread })),
      );
    }),
  );
}

function words(chat) {
  if (chat.app === 'removed') return say('removed');
  if (chat.kind === 'personal') return say('app');
  return say(chat.kind === 'channel' ? 'channel' : 'group', { n: chat.members.length });
}
