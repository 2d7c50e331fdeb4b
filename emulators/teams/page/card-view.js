/** One card, rendered by the official renderer; its buttons call the bot and show that they wait. */
import { h } from './dom.js';
import { hostConfig } from './host-config.js';
import { renderMarkdown } from './markdown.js';
import { registerSearchInput, withSearchInputs } from './search-input.js';
import { say } from './words.js';

let prepared = false;

function prepare() {
  if (prepared) return;
  prepared = true;
  const { AdaptiveCards } = window;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = renderMarkdown(text);
    result.didProcess = true;
  };
  registerSearchInput(window);
}

/**
 * @param {object} json the card
 * @param {object} on `press(action, button)` and `search(dataset, text)`, which return the server's response
 */
export function cardView(json, { theme, label, press, search }) {
  prepare();
  const { AdaptiveCards } = window;
  const note = h('div', { class: 'card-note', role: 'status' });
  const full = json.msteams?.width === 'Full' ? 'card full' : 'card';
  // A card sets its own text direction, which may differ from that of the chat.
  const dir = json.rtl === true ? 'rtl' : 'ltr';
  const box = h('div', { class: full, dir, role: 'group', 'aria-label': label, tabindex: -1 });

  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = new AdaptiveCards.HostConfig(hostConfig(theme));
  card.searchWith = search;
  card.onExecuteAction = (action) => {
    if (action instanceof AdaptiveCards.OpenUrlAction) openLink(action.url);
    else if (action instanceof AdaptiveCards.ExecuteAction) void run('Action.Execute', action);
    else if (action instanceof AdaptiveCards.SubmitAction) void run('Action.Submit', action);
  };

  async function run(type, action) {
    const { id, verb, data } = action;
    const pressed = document.activeElement;
    note.replaceChildren();
    note.className = 'card-note';
    // The answer replaces the card and sets the values of its inputs.
    box.dataset.pressed = 'yes';
    setBusy(true);
    try {
      const outcome = await press({ type, id, verb, data }, pressed);
      if (outcome.kind === 'message') tell(outcome.text);
      if (outcome.kind === 'error') tell(outcome.text, 'wrong');
      if (outcome.kind !== 'card') delete box.dataset.pressed;
    } catch {
      tell(say('wrong'), 'wrong');
    } finally {
      setBusy(false);
      giveBack(pressed);
    }
  }

  /** A card that waits can't have the focus. It returns to the button, unless something else has it by then. */
  function giveBack(pressed) {
    const { activeElement } = document;
    const isFree = activeElement === null || activeElement === document.body;
    if (isFree && box.contains(pressed)) pressed.focus({ preventScroll: true });
  }

  function setBusy(busy) {
    box.classList.toggle('busy', busy);
    box.setAttribute('aria-busy', String(busy));
    box.querySelector('.ac-adaptiveCard')?.toggleAttribute('inert', busy);
  }

  function tell(text, tone = '') {
    note.className = `card-note ${tone}`;
    note.textContent = text;
    // It is below the card, and so often below what is in sight.
    if (text !== '') note.scrollIntoView({ block: 'nearest' });
  }

  try {
    card.parse(withSearchInputs(json));
    const drawn = card.render();
    if (drawn) box.append(apart(drawn));
  } catch (error) {
    box.append(h('p', { class: 'card-note wrong' }, say('cantDraw', { reason: String(error) })));
  }
  box.append(h('div', { class: 'spinner', 'aria-hidden': 'true' }));
  return h('div', { class: 'card-frame' }, box, note);
}

let cardsDrawn = 0;

/** The renderer names radio buttons by their input alone: two cards with the same input would deselect each other. */
function apart(drawn) {
  cardsDrawn += 1;
  for (const radio of drawn.querySelectorAll('input[type=radio]')) {
    radio.name = `card-${cardsDrawn}-${radio.name}`;
  }
  return drawn;
}

/** Links lead to the web only, in a new tab; a download stays a download. */
function openLink(address) {
  if (/^https?:/i.test(address ?? '')) window.open(address, '_blank', 'noopener');
}
