/** “Microsoft Entra”: the organization's directory, and changes that can happen between two syncs. */
import { entraDeed, restoreTeam } from './api.js';
import { h } from './dom.js';

const days = [
  ['fill', 'Fill with 20,000 people'],
  ['change', 'Change 100 people'],
  ['collide', 'Give Omar the number of Noah (people.csv)'],
  ['remove', 'Remove 50 people'],
  ['disable', 'Disable one person'],
];
const troubles = [
  ['expire', 'Expire the delta link'],
  ['throttle', 'Throttle'],
  ['fail', 'Fail'],
  ['hang', 'Stop answering'],
];

export function createEntraPanel({ currentPerson }) {
  const count = h('strong', { class: 'entra-count' });
  const state = h('p', { role: 'status' });
  const told = h('p', { class: 'entra-told', role: 'status' });
  const well = h(
    'button',
    { type: 'button', class: 'quiet', onclick: () => void act('reset') },
    'Reset',
  );
  const deleted = h('div', { class: 'panel-part' });
  const buttons = [...days, ...troubles].map(([deed, words]) =>
    h('button', { type: 'button', class: 'quiet', onclick: () => void act(deed) }, words),
  );

  const element = h(
    'div',
    { class: 'panel-body entra' },
    h('p', {}, count, ' in the directory of the sample organization'),
    h(
      'fieldset',
      {},
      h('legend', {}, 'Change people'),
      h('div', { class: 'buttons' }, ...buttons.slice(0, days.length)),
    ),
    h(
      'fieldset',
      {},
      h('legend', {}, 'Make Microsoft Graph fail'),
      state,
      h('div', { class: 'buttons' }, ...buttons.slice(days.length), well),
    ),
    told,
    deleted,
  );

  async function act(deed) {
    for (const each of buttons) each.setAttribute('aria-disabled', 'true');
    try {
      told.textContent = (await entraDeed(deed)).said;
    } catch {
      told.textContent = 'That didn’t work. Is local mode still running?';
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
        `Restore ${name}`,
      );
    deleted.replaceChildren(
      h(
        'fieldset',
        {},
        h('legend', {}, 'Deleted teams'),
        h('div', { class: 'buttons' }, ...teams.map(restore)),
      ),
    );
  }

  return {
    element,
    draw({ users, faults }, deletedTeams) {
      count.textContent = `${users.toLocaleString('en-US')} ${users === 1 ? 'person' : 'people'}`;
      const wrong = troubleOf(faults);
      state.textContent = wrong ?? 'Graph works.';
      state.className = wrong === undefined ? '' : 'alarm';
      well.disabled = wrong === undefined;
      drawDeleted(deletedTeams);
    },
  };
}

function troubleOf({ throttle, fail, slowMs, hang }) {
  if (hang) return 'Graph doesn’t answer.';
  if (throttle.times > 0) return `The next ${throttle.times} calls are answered 429.`;
  if (fail > 0) return `The next ${fail} calls are answered 503.`;
  if (slowMs > 0) return `Each answer takes ${slowMs} ms longer.`;
  return undefined;
}
