/** “Switches”: deliberate failures of Teams. */
import { resetSwitches, setSwitches } from './api.js';
import { h } from './dom.js';

const toggles = [
  [
    'resend',
    'Send again after 15 seconds',
    'As Teams does when the bot doesn’t answer: the same ID, then once more with a new one.',
  ],
  ['deliverTwice', 'Deliver everything twice', 'The same activity, twice at the same time.'],
  [
    'olderClient',
    'Older client',
    'Doesn’t know Action.Execute. A button sends a message with a value.',
  ],
  [
    'rateLimits',
    'Limit the bot’s messages',
    'Answers 429 above 7 a second, as Teams does in one chat.',
  ],
];

const fileWords = {
  normal: 'working',
  expired: 'expired (401)',
  forbidden: 'forbidden (403)',
  missing: 'gone (404)',
  slow: 'dripping slowly',
  silent: 'never answering',
  'cut-off': 'cut off half-way',
  'web-page': 'a web page instead',
};

export function createSwitchesPanel({ currentChat }) {
  const element = h('div', { class: 'panel-body switches' });

  function toggle(switches, [name, title, words]) {
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
      h('span', {}, h('strong', {}, title), h('small', {}, words)),
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
      ['', 'every call'],
      ...choices.connectorCalls.map((call) => [call, `only ${call}`]),
    ];
    const answers = choices.connectorAnswers.map((answer) => [answer, answer]);
    const answer = select('Answers', answers, on?.answer);
    const call = select('Which calls', kinds, on?.call ?? '');
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
      placeholder: 'none',
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
        ? 'The connector works.'
        : `On: ${on.answer}, ${on.times === 'all' ? 'every time' : `${on.times} more`}.`;
    return h(
      'fieldset',
      {},
      h('legend', {}, 'A failing connector'),
      h('p', { class: on === null ? '' : 'alarm', role: 'status' }, state),
      answer,
      call,
      h('label', { class: 'field' }, 'How many times', times),
      h('label', { class: 'check' }, always, 'until turned off'),
      h('label', { class: 'field' }, 'Retry-After, seconds', retry),
      h('label', { class: 'check' }, delivered, 'the message arrives, only the answer is lost'),
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
          'Turn on',
        ),
        h(
          'button',
          {
            type: 'button',
            class: 'quiet',
            disabled: on === null,
            onclick: () => void setSwitches({ connector: null }),
          },
          'Turn off',
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
      h('legend', {}, 'This chat'),
      h(
        'div',
        { class: 'buttons' },
        act('Add the app', (api) => api.addApp()),
        act('Remove the app', (api) => api.removeApp()),
        act('Cards as last sent', (api) => api.reopen()),
        act('Clear the chat', (api) => api.clear()),
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
      const files = choices.fileFaults.map((fault) => [fault, fileWords[fault] ?? fault]);
      element.replaceChildren(
        ...toggles.map((each) => toggle(switches, each)),
        select('A file’s address is', files, switches.file, (file) => void setSwitches({ file })),
        connector(switches, choices),
        thisChat(),
        h(
          'button',
          { type: 'button', class: 'quiet', onclick: () => void resetSwitches() },
          'Reset everything',
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
