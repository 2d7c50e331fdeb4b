/** The composer: text, files by button, dropping or pasting; Enter sends. */
import { h, icon } from './dom.js';
import { createLookUp } from './look-up.js';
import { say } from './words.js';

export function createComposer({ place, pane, drop, currentTheme }) {
  let chat;
  let waiting = [];
  let sequence = 0;

  const input = h('textarea', {
    id: 'message',
    rows: 1,
    oninput: fit,
    onkeydown: (event) => {
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      void send();
    },
    onpaste: (event) => {
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length === 0) return;
      event.preventDefault();
      add(files);
    },
  });
  const picker = h('input', {
    type: 'file',
    id: 'file',
    multiple: true,
    hidden: true,
    onchange: () => {
      add([...picker.files]);
      picker.value = '';
    },
  });
  const attach = h(
    'button',
    {
      type: 'button',
      class: 'round',
      onclick: () => picker.click(),
    },
    icon('attach'),
  );
  const sendButton = h(
    'button',
    {
      type: 'button',
      class: 'round send',
      onclick: () => void send(),
    },
    icon('send'),
  );
  const chips = h('ul', { class: 'chips' });
  const note = h('div', { class: 'composer-note', role: 'status' });
  const suggestions = h('div', {
    class: 'suggestions',
    role: 'group',
  });
  const lookUp = createLookUp({ currentChat: () => chat, currentTheme });
  place.append(
    suggestions,
    lookUp.panel,
    h(
      'div',
      { class: 'writing' },
      chips,
      h('div', { class: 'row' }, input, lookUp.button, attach, picker, sendButton),
    ),
    note,
  );

  function fit() {
    input.style.height = 'auto';
    input.style.height = `${Math.min(input.scrollHeight, 160)}px`;
  }

  function add(files) {
    for (const file of files) {
      const entry = { key: ++sequence, file, id: undefined, failed: false };
      waiting.push(entry);
      entry.done = chat.api
        .upload(file)
        .then(
          (id) => (entry.id = id),
          () => (entry.failed = true),
        )
        .finally(drawChips);
    }
    drawChips();
    input.focus();
  }

  function drawChips() {
    chips.replaceChildren(
      ...waiting.map(({ key, file, id, failed }) =>
        h(
          'li',
          { class: failed ? 'file failed' : 'file' },
          icon('file'),
          h('span', {}, file.name),
          h('small', {}, stateOf({ id, failed, file })),
          h(
            'button',
            {
              type: 'button',
              'aria-label': say('removeNamed', { name: file.name }),
              onclick: () => {
                waiting = waiting.filter((each) => each.key !== key);
                drawChips();
              },
            },
            icon('close'),
          ),
        ),
      ),
    );
  }

  async function send() {
    const text = input.value.trim();
    const sending = waiting;
    const { api } = chat;
    if (text === '' && sending.length === 0) return;
    waiting = [];
    input.value = '';
    fit();
    await Promise.all(sending.map(({ done }) => done));
    drawChips();
    const fileIds = sending.flatMap(({ id }) => (id === undefined ? [] : [id]));
    try {
      await api.say(text === '' ? undefined : text, fileIds);
      note.textContent = '';
    } catch {
      // Restores the text, so that nothing is lost.
      input.value = text;
      waiting = [...sending, ...waiting];
      drawChips();
      note.textContent = say('notSent');
    }
  }

  async function answer(text) {
    await chat.api.say(text).catch(() => (note.textContent = say('notSent')));
  }

  let depth = 0;
  const carriesFiles = (event) => event.dataTransfer?.types.includes('Files') === true;
  pane.addEventListener('dragenter', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth += 1;
    drop.hidden = false;
  });
  pane.addEventListener('dragover', (event) => carriesFiles(event) && event.preventDefault());
  pane.addEventListener('dragleave', () => {
    depth = Math.max(0, depth - 1);
    drop.hidden = depth === 0;
  });
  pane.addEventListener('drop', (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    drop.hidden = true;
    add([...event.dataTransfer.files]);
  });

  const named = [
    [input, 'type'],
    [picker, 'attachFiles'],
    [attach, 'attach'],
    [sendButton, 'send'],
    [chips, 'toSend'],
    [suggestions, 'suggested'],
  ];

  /** In the language of the page. */
  function name() {
    for (const [element, words] of named) element.setAttribute('aria-label', say(words));
    input.placeholder = say('type');
    attach.title = say('attach');
    sendButton.title = say('send');
    lookUp.name();
    note.textContent = chat === undefined || chat.kind === 'personal' ? '' : say('mentioned');
    drawChips();
  }

  return {
    answer,
    name,
    /** @param commands those that Teams suggests in this kind of chat */
    enter(next, commands) {
      chat = next;
      suggestions.replaceChildren(
        ...commands.map((command) =>
          h(
            'button',
            { type: 'button', class: 'chip', onclick: () => void answer(command) },
            command,
          ),
        ),
      );
      lookUp.close();
      waiting = [];
      drawChips();
      name();
    },
    focus: () => input.focus(),
  };
}

function stateOf({ id, failed, file }) {
  if (failed) return say('uploadFailed');
  return id === undefined ? say('uploading') : sizeOf(file.size);
}

function sizeOf(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}
