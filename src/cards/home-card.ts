import type { DuplicateCount } from '../features/people/duplicates.ts';
import type { Text } from '../text/text.ts';
import type { Operation } from '../domain/operations/operation.ts';
import { packAction, toggle } from './action-data.ts';
import type { ActionOptions } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { openRow } from './row.ts';
import { expandCard, expandPart } from './template.ts';

/** Groups of buttons under More, in order. At most five in each: some clients show no more. */
const groups = ['import', 'export', 'directory', 'organization', 'entra'] as const;

/** Where the home card shows a command: `front`: what people come for most. */
export type HomePlace = 'front' | (typeof groups)[number];

/** A command as the home card offers it. */
interface HomeCommand {
  readonly name: string;
  /** none: the card itself is the help, and an open question has its own Cancel */
  readonly home?: HomePlace;
}

export interface HomeCardInput {
  readonly text: Text;
  /** of the reader */
  readonly name?: string;
  /** the commands that the reader may use now, in the order of display */
  readonly commands: readonly HomeCommand[];
  /** the reader's operations that wait for an answer, newest first */
  readonly waiting?: readonly Operation[];
  /** the reader's last import that has ended */
  readonly lastImport?: Operation;
  /** group admins' requests wait for the reader's decision */
  readonly requests?: boolean;
  /** pairs of records that look like one person, if that is known */
  readonly duplicates?: DuplicateCount;
  /** names of admins that a person without rights can ask */
  readonly askable?: readonly string[];
}

/** First the things that need the reader, then those that people come for most, and everything else under More. */
export function homeCard(input: HomeCardInput): Card {
  const { text, name, lastImport } = input;
  const commands = input.commands.filter(({ home }) => home !== undefined);
  const isAdmin = commands.some(({ home }) => home === 'front');
  const front = isAdmin ? commands.filter(({ home }) => home === 'front') : commands;
  const groupsShown = groupsOf(
    text,
    commands.filter((command) => !front.includes(command)),
  );
  const intro = text.home.greeting(name === undefined ? undefined : shorten(name, 60));
  const more = groupsShown.length === 0 ? [] : [toggle(text.home.groups.other, 'more')];
  const data = {
    ...commonData(text, intro, []),
    title: text.home.title,
    intro,
    waiting: waitingRows(input),
    whatToDo: isAdmin ? text.home.whatToDo : whomToAsk(input),
    front: [...front.map(({ name: command }) => commandAction(text, command)), ...more],
    groups: groupsShown,
    lastImport: lastImport === undefined ? '' : lastImportLine(text, lastImport),
  };
  return { card: expandCard('home', data), summary: intro };
}

/** In a group: who this is, and where to write. */
export function groupHomeCard(text: Text): Card {
  const intro = text.home.greeting();
  const data = {
    ...commonData(text, intro, []),
    ...{ title: text.home.title, intro, whatToDo: text.home.inGroup },
    ...{ waiting: [], front: [], groups: [], lastImport: '' },
  };
  return { card: expandCard('home', data), summary: intro };
}

function whomToAsk({ text, askable = [] }: HomeCardInput): string {
  const { nothingAllowed, tenantAdmins } = text.home;
  if (askable.length === 0) return nothingAllowed;
  const names = text.format.list(askable.map((name) => shorten(name, 60)));
  return `${nothingAllowed} ${tenantAdmins(names)}`;
}

function groupsOf(text: Text, commands: readonly HomeCommand[]) {
  return groups
    .map((group) => ({
      title: text.home.groups[group],
      actions: commands
        .filter(({ home }) => home === group)
        .map(({ name }) => commandAction(text, name)),
    }))
    .filter(({ actions }) => actions.length > 0);
}

/** Operations each in a line that opens it. The buttons of the others are too long to stand beside them on a phone. */
function waitingRows({ text, waiting = [], requests, duplicates }: HomeCardInput): CardNode[] {
  const rows = waiting.map((operation, index) => waitingRow(text, operation, index));
  const others = [
    ...(requests === true ? [requestsRow(text)] : []),
    ...(duplicates === undefined ? [] : [duplicatesRow(text, duplicates)]),
  ];
  return rows.length + others.length === 0 ? [] : [expandPart('waiting-rows', { rows, others })];
}

function waitingRow(text: Text, { id, kind, fileName }: Operation, index: number) {
  const open = packAction(
    text.buttons.open,
    { verb: 'refresh-operation', operation: id, kind },
    { id: `open-waiting-${index}` },
  );
  const file = shorten(fileName, 60);
  const sentence = kind === 'sync' ? text.home.syncWaits : text.home.fileWaits(file);
  return { sentence, ...openRow(text, open) };
}

function lastImportLine(text: Text, { fileName, state, at }: Operation): string {
  const file = shorten(fileName, 60);
  return text.home.lastImport({ file, status: text.status(state), at });
}

function requestsRow(text: Text) {
  const show = packAction(text.buttons.showRequests, { verb: 'show-requests' });
  return { sentence: text.requests.waiting, actions: [show] };
}

function duplicatesRow(text: Text, { pairs }: DuplicateCount) {
  const show = commandAction(text, 'duplicates', text.duplicates.title, {
    id: 'show-waiting-duplicates',
  });
  return { sentence: text.duplicates.waiting(pairs), actions: [show] };
}

/** A button that sends a command. */
export function commandAction(
  text: Text,
  command: string,
  title = commandTitle(text, command),
  options: ActionOptions = {},
): CardNode {
  return packAction(title, { verb: 'run-command', command }, options);
}

function commandTitle(text: Text, command: string): string {
  if (Object.hasOwn(text.commands, command)) return text.commands[command] ?? command;
  return command.charAt(0).toUpperCase() + command.slice(1);
}
