/** “Switches”: deliberate failures of Teams. */
import { resetSwitches, setSwitches } from './api.js';
import { h } from './dom.js';
import { say } from './words.js';

const toggles = ['resend', 'deliverTwice', 'olderClient', 'rateLimits'];

export function createSwitchesPanel({ currentChat }) {
  const element = h('div', { class: 'panel-body switches' });

  function toggle(switches, name) {
    return h(
      'label',
      { class: 'switch' },
      h('input', {
        type: 'checkbox',
        role: 'switch',
        checked: switches[name],
        onchange: (event) => void setSwitches({ [name]: event.target.checked }),
      }),
      h('span', { class: 'track', 'aria-hidden': 'true' }),
      h('span', {}, h('strong', {}, say(name)), h('small', {}, say(`${name}Hint`))),
    );
  }

  function select(title, options, value, onchange) {
    return h(
      'label',
      { class: 'field' },
      title,
      h(
        'select',
        { onchange: (event) => onchange?.(event.target.value) },
        ...options.map(([key, words]) =>
          h('option', { value: key, selected: key === value }, words),
        ),
      ),
    );
  }

  function connector(switches, choices) {
    const { connector: on } = switches;
    const kinds = [
      ['', say('everyCall')],
      ...choices.connectorCalls.map((call) => [call, say('onlyCall', { call })]),
    ];
    const answers = choices.connectorAnswers.map((answer) => [answer, answer]);
    const answer = select(say('answers'), answers, on?.answer);
    const call = select(say('whichCalls'), kinds, on?.call ?? '');
    const times = h('input', {
      type: 'number',
      min: 1,
      max: 99,
      value: on?.times === 'all' ? 1 : (on?.times ?? 1),
    });
    const always = h('input', { type: 'checkbox', checked: on?.times === 'all' });
    const delivered = h('input', { type: 'checkbox', checked: on?.delivered });
    const retry = h('input', {
      type: 'number',
      min: 0,
      max: 600,
      placeholder: say('none'),
      value: on?.retryAfter ?? '',
    });
    const read = () => ({
      answer: answer.querySelector('select').value,
      call: call.querySelector('select').value || undefined,
      times: always.checked ? 'all' : Math.max(1, Number(times.value)),
      delivered: delivered.checked,
      retryAfter: retry.value === '' ? undefined : Number(retry.value),
    });
    const state =
      on === null
        ? say('connectorWorks')
        : on.times === 'all'
          ? say('connectorAlways', { answer: on.answer })
          : say('connectorTimes', { answer: on.answer, n: on.times });
    return h(
      'fieldset',
      {},
      h('legend', {}, say('failing')),
      h('p', { class: on === null ? '' : 'alarm', role: 'status' }, state),
      answer,
      call,
      h('label', { class: 'field' }, say('howMany'), times),
      h('label', { class: 'check' }, always, say('untilOff')),
      h('label', { class: 'field' }, say('retryAfter'), retry),
      h('label', { class: 'check' }, delivered, say('delivered')),
      h(
        'div',
        { class: 'buttons' },
        h(
          'button',
          {
            type: 'button',
            class: 'primary',
            onclick: () => void setSwitches({ connector: read() }),
          },
          say('turnOn'),
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            disabled: on === null,
            onclick: () => void setSwitches({ connector: null }),
          },
          say('turnOff'),
        ),
      ),
    );
  }

  function thisChat() {
    const act = (words, action) =>
      h(
        'button',
        { type: 'button', class: 'quiet', onclick: () => void action(currentChat().api) },
        words,
      );
    return h(
      'fieldset',
      {},
      h('legend', {}, say('thisChat')),
      h(
        'div',
        { class: 'buttons' },
        act(say('addApp'), (api) => api.addApp()),
        act(say('removeApp'), (api) => api.removeApp()),
        act(say('asSent'), (api) => api.reopen()),
        act(say('clearChat'), (api) => api.clear()),
      ),
    );
  }

  return {
    element,
    draw(switches, choices) {
      // A field that is being edited stays.
      if (
        element.contains(document.activeElement) &&
        document.activeElement.matches('input[type=number]')
      )
        return;
      const focused = [...element.querySelectorAll('input, select, button')].indexOf(
        document.activeElement,
      );
      const files = choices.fileFaults.map((fault) => [fault, say(`file.${fault}`)]);
      element.replaceChildren(
        ...toggles.map((each) => toggle(switches, each)),
        select(say('fileIs'), files, switches.file, (file) => void setSwitches({ file })),
        connector(switches, choices),
        thisChat(),
        h(
          'button',
          { type: 'button', class: 'quiet', onclick: () => void resetSwitches() },
          say('resetAll'),
        ),
      );
      if (focused >= 0) element.querySelectorAll('input, select, button')[focused]?.focus();
    },
  };
}

/** Number of switches that aren't at their default. */
export function countOn(switches) {
  const unusual = [
    !switches.resend,
    switches.deliverTwice,
    switches.olderClient,
    switches.rateLimits,
    switches.file !== 'normal',
    switches.connector !== null,
  ];
  return unusual.filter(Boolean).length;
}
