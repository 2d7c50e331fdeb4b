/** “Microsoft Entra”: the organization's directory, and changes that can happen between two syncs. */
import { entraDeed, restoreTeam } from './api.js';
import { h } from './dom.js';
import { say } from './words.js';

/** Each deed, and the words for it. */
const days = [
  ['fill', 'fill'],
  ['change', 'change'],
  ['collide', 'collide'],
  ['remove', 'removePeople'],
  ['disable', 'disable'],
];
const troubles = [
  ['expire', 'expire'],
  ['throttle', 'throttle'],
  ['fail', 'fail'],
  ['hang', 'hang'],
];

export function createEntraPanel({ currentPerson }) {
  const count = h('p', { class: 'entra-count' });
  const state = h('p', { role: 'status' });
  const told = h('p', { class: 'entra-told', role: 'status' });
  const well = h(
    'button',
    { type: 'button', class: 'quiet', onclick: () => void act('reset') },
    say('reset'),
  );
  const deleted = h('div', { class: 'panel-part' });
  const buttons = [...days, ...troubles].map(([deed, words]) =>
    h('button', { type: 'button', class: 'quiet', onclick: () => void act(deed) }, say(words)),
  );

  const element = h(
    'div',
    { class: 'panel-body entra' },
    count,
    h(
      'fieldset',
      {},
      h('legend', {}, say('changePeople')),
      h('div', { class: 'buttons' }, ...buttons.slice(0, days.length)),
    ),
    h(
      'fieldset',
      {},
      h('legend', {}, say('failGraph')),
      state,
      h('div', { class: 'buttons' }, ...buttons.slice(days.length), well),
    ),
    told,
    deleted,
  );

  async function act(deed) {
    for (const each of buttons) each.setAttribute('aria-disabled', 'true');
    try {
      const { did, n } = await entraDeed(deed);
      told.textContent = say(did, { n });
    } catch {
      told.textContent = say('didntWork');
    } finally {
      for (const each of buttons) each.removeAttribute('aria-disabled');
    }
  }

  function drawDeleted(teams) {
    // Redrawn only when it differs: the count above changes often, and a focused button must stay.
    const now = JSON.stringify(teams);
    if (deleted.dataset.teams === now) return;
    deleted.dataset.teams = now;
    const hadFocus = deleted.contains(document.activeElement);
    if (teams.length === 0) {
      deleted.replaceChildren();
      if (hadFocus) buttons[0].focus();
      return;
    }
    const restore = ({ id, name }) =>
      h(
        'button',
        { type: 'button', class: 'quiet', onclick: () => void restoreTeam(currentPerson(), id) },
        say('restore', { name }),
      );
    deleted.replaceChildren(
      h(
        'fieldset',
        {},
        h('legend', {}, say('deletedTeams')),
        h('div', { class: 'buttons' }, ...teams.map(restore)),
      ),
    );
  }

  return {
    element,
    draw({ users, faults }, deletedTeams) {
      count.textContent = say('inDirectory', { n: users });
      const wrong = troubleOf(faults);
      state.textContent = wrong ?? say('graphWorks');
      state.className = wrong === undefined ? '' : 'alarm';
      well.disabled = wrong === undefined;
      drawDeleted(deletedTeams);
    },
  };
}

function troubleOf({ throttle, fail, slowMs, hang }) {
  if (hang) return say('graphHangs');
  if (throttle.times > 0) return say('graphThrottles', { n: throttle.times });
  if (fail > 0) return say('graphFails', { n: fail });
  if (slowMs > 0) return say('graphSlow', { n: slowMs });
  return undefined;
}
