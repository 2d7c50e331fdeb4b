/** “People”: the members of a team or a group chat, and the actions on them. */
import { avatar, h } from './dom.js';
import { say } from './words.js';

export function createPeoplePanel({ currentChat }) {
  const element = h('div', { class: 'panel-body' });

  function button(words, label, action, kind = 'quiet') {
    return h(
      'button',
      {
        type: 'button',
        class: kind,
        'aria-label': label,
        onclick: () => void action(currentChat().api),
      },
      words,
    );
  }

  function member(person, chat) {
    const owns = chat.team?.owners.includes(person.key) === true;
    const words = [
      owns && say('owner'),
      person.tenantId !== chat.tenantId && say('otherOrganization'),
    ];
    return h(
      'li',
      {},
      avatar(person.name),
      h(
        'span',
        { class: 'member-words' },
        h('span', {}, person.name),
        h('small', {}, words.filter(Boolean).join(' · ')),
      ),
      // A guest can't own a team in Teams.
      chat.team !== undefined &&
        person.role !== 'guest' &&
        button(
          say(owns ? 'removeOwner' : 'makeOwner'),
          say(owns ? 'removeOwnerNamed' : 'makeOwnerNamed', { name: person.name }),
          (api) => api.setOwner(person.key, !owns),
        ),
      button(say('remove'), say('removeNamed', { name: person.name }), (api) =>
        api.removeMember(person.key),
      ),
    );
  }

  function adding(chat, people) {
    // A team accepts only people with an account in its organization.
    const others = people.filter(
      ({ key, tenantId }) =>
        !chat.members.includes(key) && (chat.team === undefined || tenantId === chat.tenantId),
    );
    if (others.length === 0) return h('p', {}, say('everyoneHere'));
    const select = h(
      'select',
      { 'aria-label': say('personToAdd') },
      ...others.map(({ key, name }) => h('option', { value: key }, name)),
    );
    const add = button(
      say('add'),
      say('addPerson'),
      (api) => api.addMember(select.value),
      'primary',
    );
    return h('div', { class: 'panel-tools' }, select, add);
  }

  function team(chat) {
    const name = h('input', { value: chat.team.name, 'aria-label': say('teamName') });
    name.setAttribute('maxlength', '100');
    const rename = button(say('rename'), say('renameTeam'), (api) => {
      if (name.value.trim() !== '') return api.renameTeam(name.value);
    });
    return h(
      'fieldset',
      {},
      h('legend', {}, say('team')),
      h('div', { class: 'panel-tools' }, name, rename),
      button(say('deleteTeam'), say('deleteTeam'), (api) => api.deleteTeam(), 'quiet alarm'),
      h('small', {}, say('restoreHint')),
    );
  }

  function app(chat) {
    const there = chat.app === 'added';
    const words = say(there ? 'appHere' : 'appNotHere');
    const act = there
      ? button(say('removeApp'), say('removeApp'), (api) => api.removeApp())
      : button(say('addApp'), say('addApp'), (api) => api.addApp());
    return h('div', { class: 'bot-here' }, h('p', { role: 'status' }, words), act);
  }

  return {
    element,
    /** @param chat from the overview */
    draw(chat, people) {
      if (chat === undefined || chat.kind === 'personal') {
        element.replaceChildren(h('p', {}, say('onlyYou')));
        return;
      }
      // A name that is being typed stays.
      if (element.contains(document.activeElement) && document.activeElement.matches('input'))
        return;
      const focused = element.contains(document.activeElement)
        ? document.activeElement.getAttribute('aria-label')
        : null;
      const members = people.filter(({ key }) => chat.members.includes(key));
      element.replaceChildren(
        h(
          'ul',
          { class: 'members', 'aria-label': say('peopleOf', { title: chat.title }) },
          ...members.map((person) => member(person, chat)),
        ),
        adding(chat, people),
        app(chat),
        ...(chat.team === undefined ? [] : [team(chat)]),
      );
      // If the focused button is gone, the list takes the focus, so that it stays in the panel.
      if (focused === null) return;
      const same = element.querySelector(`[aria-label="${CSS.escape(focused)}"]`);
      (same ?? element.querySelector('button, select'))?.focus();
    },
  };
}
