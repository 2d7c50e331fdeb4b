import type { DuplicateCount } from '../features/people/duplicates.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { ActionOptions } from './action-data.ts';
import type { Card, CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { expandCard } from './template.ts';

export interface HomeCardInput {
  readonly text: Text;
  /** of the reader */
  readonly name?: string;
  /** the commands that the reader may use now */
  readonly commands: readonly string[];
  /** group admins' requests wait for the reader's decision */
  readonly requests?: boolean;
  /** pairs of records that look like one person, if that is known */
  readonly duplicates?: DuplicateCount;
}

/** At most six in a row: clients move buttons beyond six into a menu. */
const groups = {
  import: ['import', 'template', 'import history'],
  export: ['export', 'export history', 'schedules'],
  directory: ['directory', 'find', 'duplicates', 'deleted', 'add user', 'group'],
  organization: ['admins', 'attributes', 'audit', 'settings'],
  entra: ['sync', 'sync history'],
} as const;

/** One button for each thing that the reader may do. */
export function homeCard(input: HomeCardInput): Card {
  const { text, name, commands, requests, duplicates } = input;
  const grouped = Object.entries(groups).map(([key, members]) => ({
    title: text.home.groups[key as keyof typeof groups],
    commands: commands.filter((command) => (members as readonly string[]).includes(command)),
  }));
  const others = commands.filter(
    (command) => !grouped.some((group) => group.commands.includes(command)),
  );
  const useful = commands.some((command) => command !== 'help');
  const intro = text.home.greeting(name === undefined ? undefined : shorten(name, 60));
  const data = {
    ...commonData(text, intro, []),
    title: text.home.title,
    intro,
    waiting: [
      ...(requests === true ? [requestsBox(text)] : []),
      ...(duplicates === undefined ? [] : [duplicatesBox(text, duplicates)]),
    ],
    whatToDo: useful ? text.home.whatToDo : text.home.nothingAllowed,
    groups: [...grouped, { title: text.home.groups.other, commands: others }]
      .filter((group) => group.commands.length > 0)
      .map((group) => ({
        title: group.title,
        actions: group.commands.map((command) => commandAction(text, command)),
      })),
  };
  return { card: expandCard('home', data), summary: intro };
}

function requestsBox(text: Text): CardNode {
  const show = packAction(text.buttons.showRequests, { verb: 'show-requests' });
  return boxPart({ sentence: text.requests.waiting, style: 'warning', actions: [show] });
}

function duplicatesBox(text: Text, { pairs }: DuplicateCount): CardNode {
  const show = commandAction(text, 'duplicates', text.duplicates.title, {
    id: 'show-waiting-duplicates',
  });
  return boxPart({ sentence: text.duplicates.waiting(pairs), style: 'emphasis', actions: [show] });
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
