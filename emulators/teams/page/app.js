/** The page: the selected person, the open chat, and updates from the server. */
import { chatApi, chooseLanguage, listen, loadOverview } from './api.js';
import { setClock } from './clock.js';
import { createComposer } from './composer.js';
import { avatar, h, icon } from './dom.js';
import { languageSelect, readAs } from './language.js';
import { createEntraPanel } from './entra-panel.js';
import { createMessages } from './messages.js';
import { chatTitle, drawChats, drawRail } from './navigation.js';
import { createPeoplePanel } from './people-panel.js';
import { countOn, createSwitchesPanel } from './switches-panel.js';
import { createTheme } from './theme.js';
import { createTrafficPanel } from './traffic-panel.js';
import { say } from './words.js';

const at = (id) => document.getElementById(id);
const typingMs = 5_000;

let overview;
let chat;
let panelShown;
let typingTimer;
let wasDown = false;

const theme = createTheme(() => {
  messages.redraw();
  drawHeader();
});
const composer = createComposer({
  place: at('composer'),
  pane: at('pane'),
  drop: at('drop'),
  currentTheme: theme.current,
});
const messages = createMessages({
  log: at('log'),
  toNewest: at('to-newest'),
  currentTheme: theme.current,
  answer: (text) => void composer.answer(text),
});
/** Made again when the page changes its language. */
const createViews = () => ({
  people: createPeoplePanel({ currentChat: () => chat }),
  entra: createEntraPanel({ currentPerson: () => chat.person.key }),
  traffic: createTrafficPanel(),
  switches: createSwitchesPanel({ currentChat: () => chat }),
});
let views = createViews();
/** Draws a panel, by its name, which is also that of the words for its title. */
const panels = {
  people: () => views.people.draw(chatNow(), overview.people),
  entra: () => views.entra.draw(overview.entra, overview.deletedTeams),
  traffic: () => views.traffic.load(),
  switches: () => views.switches.draw(overview.switches, overview.choices),
};

/** The kinds of chats, as an app's manifest calls them. */
const scopes = { personal: 'personal', groupChat: 'groupChat', channel: 'team' };

/** The open chat in the overview; undefined when it is gone. */
function chatNow() {
  return overview.chats.find(({ id }) => id === chat.id);
}

function redrawPanel(name) {
  if (panelShown === name) void panels[name]();
}

/** The address contains person and chat, so that a reload returns to them. */
function placeFromAddress() {
  const [person, kind] = location.hash.slice(1).split('/');
  const who = overview.people.find(({ key }) => key === person) ?? overview.people[0];
  return { person: who, wanted: chatOf(who.key, kind ?? 'personal') };
}

function chatOf(person, kind) {
  const mine = overview.chats.filter(({ members }) => members.includes(person));
  return mine.find((each) => each.kind === kind) ?? mine[0];
}

function go(person, kind) {
  location.hash = `${person}/${kind}`;
}

async function enter() {
  const { person, wanted } = placeFromAddress();
  if (chat?.person.key === person.key && chat.id === wanted.id) return;
  chat = { id: wanted.id, kind: wanted.kind, person, api: chatApi(person.key, wanted.id) };
  speakWith(person);
  showTyping(false);
  drawNavigation();
  composer.enter(chat, overview.suggestions[scopes[chat.kind]]);
  await messages.show(chat, overview);
  await chat.api.open();
  if (window.matchMedia('(pointer: fine)').matches) composer.focus();
}

/** The page is in the language of the person whose Teams it shows. */
function speakWith(person) {
  setClock(person);
  readAs(person.locale);
  composer.name();
  views = createViews();
  if (panelShown !== undefined) void drawPanel();
}

function drawNavigation() {
  drawRail(at('rail'), overview, chat.person.key, (person) => go(person, 'personal'));
  drawChats(at('chats'), overview, chat.person.key, chat.id, (id) =>
    go(chat.person.key, overview.chats.find((each) => each.id === id).kind),
  );
  drawHeader();
}

function drawHeader() {
  if (chat === undefined) return;
  const current = chatNow();
  if (current === undefined) return;
  const title = chatTitle(current, overview);
  const kind = { personal: 'bot', groupChat: 'group', channel: 'channel' }[chat.kind];
  const on = countOn(overview.switches);
  const dark = theme.current() === 'dark';
  const tool = (words, name, props, count = 0) =>
    h(
      'button',
      { type: 'button', class: 'tool', title: words, 'aria-label': words, ...props },
      icon(name),
      count > 0 && h('span', { class: 'count' }, String(count)),
    );
  const panelTool = (name, picture, count) =>
    tool(
      say(name),
      picture,
      {
        'data-panel': name,
        'aria-pressed': String(panelShown === name),
        onclick: () => void togglePanel(name),
      },
      count,
    );
  document.title = `${title} · ${chat.person.name} · local Teams`;
  const parts = [
    avatar(title, kind),
    h(
      'div',
      { class: 'header-words' },
      h('h1', {}, title),
      h('p', {}, `${say('youAre')} ${chat.person.name} · ${chat.person.timeZone}`),
    ),
    languageSelect(overview.choices.languages, chat.person, chooseLanguage),
    tool(say(dark ? 'light' : 'dark'), dark ? 'sun' : 'moon', {
      'data-tool': 'theme',
      onclick: theme.toggle,
    }),
    chat.kind !== 'personal' && panelTool('people', 'group'),
    overview.entra !== undefined && panelTool('entra', 'directory'),
    panelTool('traffic', 'code'),
    panelTool('switches', 'switches', on),
  ];
  // The control that was used is drawn again, and keeps the focus.
  const focused = placeOf(document.activeElement);
  at('chat-header').replaceChildren(...parts.filter(Boolean));
  if (focused !== undefined) at('chat-header').querySelector(focused)?.focus();
}

/** Finds the same control of the header after it is drawn again. */
function placeOf(element) {
  if (!at('chat-header').contains(element)) return undefined;
  const { panel, tool } = element.dataset;
  if (panel !== undefined) return `[data-panel=${panel}]`;
  return tool === undefined ? 'select' : `[data-tool=${tool}]`;
}

async function togglePanel(name) {
  panelShown = panelShown === name ? undefined : name;
  const panel = at('panel');
  panel.hidden = panelShown === undefined;
  document.body.classList.toggle('with-panel', panelShown !== undefined);
  drawHeader();
  if (panelShown === undefined) {
    at('chat-header').querySelector(`[data-panel=${name}]`)?.focus();
    return;
  }
  await drawPanel();
  panel.querySelector('header button')?.focus();
}

async function drawPanel() {
  const name = panelShown;
  const panel = at('panel');
  const title = say(name);
  panel.setAttribute('aria-label', title);
  panel.replaceChildren(
    h(
      'header',
      {},
      h('h2', {}, title),
      h(
        'button',
        {
          type: 'button',
          class: 'tool',
          'aria-label': say('closePanel', { title }),
          onclick: () => void togglePanel(name),
        },
        icon('close'),
      ),
    ),
    views[name].element,
  );
  await panels[name]();
}

function showTyping(on) {
  clearTimeout(typingTimer);
  at('typing').textContent = on ? say('typing', { name: overview.bot.name }) : '';
  if (on) typingTimer = setTimeout(() => showTyping(false), typingMs);
}

function onChat(event) {
  const known = overview.chats.find(({ id }) => id === event.chatId);
  if (known === undefined) return;
  const here = event.chatId === chat?.id;
  if (event.kind === 'message' && here) {
    if (event.what === 'posted') showTyping(false);
    void messages.changed(event);
  }
  if (event.kind === 'typing' && here) showTyping(true);
  if (event.kind === 'app') known.app = event.state;
  if (event.kind === 'unread') {
    const reading =
      here && event.person === chat.person.key && document.visibilityState === 'visible';
    if (reading && event.count > 0) void chat.api.open();
    known.unread[event.person] = reading ? 0 : event.count;
  }
  if (event.kind === 'unread' || event.kind === 'app') drawNavigation();
  if (event.kind === 'app') redrawPanel('people');
}

/** Members or a team's name changed, or a team was deleted: people who are no longer in it see their own chat. */
function onChats({ chats, deletedTeams }) {
  overview.chats = chats;
  overview.deletedTeams = deletedTeams;
  if (chat === undefined) return;
  redrawPanel('entra');
  if (chatNow()?.members.includes(chat.person.key) !== true) {
    go(chat.person.key, 'personal');
    return;
  }
  drawNavigation();
  redrawPanel('people');
}

/** From now on this person's activities have the new language; existing content stays as it is. */
function onLanguage({ person, locale }) {
  overview.people.find(({ key }) => key === person).locale = locale;
  if (chat?.person.key !== person) return;
  chat.person.locale = locale;
  speakWith(chat.person);
  drawNavigation();
  messages.redraw();
}

function onEvent(kind, data) {
  if (kind === 'chat') onChat(data);
  if (kind === 'chats') onChats(data);
  if (kind === 'language') onLanguage(data);
  if (kind === 'entra') {
    overview.entra = data;
    redrawPanel('entra');
  }
  if (kind === 'traffic' && panelShown === 'traffic') views.traffic.put(data);
  if (kind === 'switches') {
    const before = overview.switches.olderClient;
    overview.switches = data;
    drawHeader();
    redrawPanel('switches');
    if (data.olderClient !== before) void messages.show(chat, overview);
  }
  if (kind === 'down') {
    wasDown = true;
    at('connection').hidden = false;
  }
  if (kind === 'up') {
    at('connection').hidden = true;
    if (wasDown) void comeBack();
    wasDown = false;
  }
}

/** After a restart of the server: loads everything that was missed. */
async function comeBack() {
  overview = await loadOverview();
  drawNavigation();
  redrawPanel('people');
  await messages.show(chat, overview);
}

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && panelShown !== undefined) void togglePanel(panelShown);
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') void chat?.api.open();
});
window.addEventListener('hashchange', () => void enter());

// Changes are heard before the overview is asked for, so none falls between the two.
const early = [];
await new Promise((connected) => {
  listen((kind, data) => {
    if (overview !== undefined) {
      onEvent(kind, data);
      return;
    }
    early.push([kind, data]);
    if (kind === 'up') connected();
  });
});
overview = await loadOverview();
const entered = enter();
for (const [kind, data] of early) onEvent(kind, data);
await entered;
