/** Writes the access table of SECURITY.md from the commands and src/domain/doors.ts: npm run doors */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  admits,
  fileDoors,
  kindsOfPeople,
  lookupDoors,
  searchDoors,
  type Door,
  type KindOfPerson,
} from '../src/domain/doors.ts';
import { cardActions } from '../src/cards/card-actions.ts';
import { commands } from '../src/bot/commands/index.ts';
import { jobTypes } from '../src/domain/operations/job-message.ts';
import { between, markdownTable } from './markdown-table.ts';
import { fromCommandLine, noOptions } from './command-line.ts';

const titles: Readonly<Record<KindOfPerson, string>> = {
  guest: 'guest',
  member: 'member',
  'group-admin': 'group admin',
  'organization-admin': 'organization admin',
  'tenant-admin': 'tenant admin',
  'other-tenant': 'other tenant',
};
const fileNames: Readonly<Record<string, string>> = {
  sent: 'file sent',
  everything: 'archives of everything',
  'group file': 'files for groups',
};
const passes = { yes: 'yes', own: 'own', 'if-on': 'if on', no: '' } as const;

/** Entries with the same access share one row. */
interface Row {
  readonly door: Door;
  readonly said: string[];
  readonly pressed: string[];
  readonly others: string[];
}

function rowsOfDoors(): Row[] {
  const rows = new Map<string, Row>();
  const rowOf = (door: Door): Row => {
    const key = JSON.stringify([
      door.right,
      door.own,
      door.groupAdmins,
      door.groupFiles,
      door.everyone,
      door.whileOn,
    ]);
    const row = rows.get(key) ?? { door, said: [], pressed: [], others: [] };
    rows.set(key, row);
    return row;
  };
  for (const { name, door } of commands) rowOf(door).said.push(name);
  for (const [verb, { door }] of Object.entries(cardActions)) rowOf(door).pressed.push(verb);
  for (const [name, door] of Object.entries(searchDoors)) rowOf(door).others.push(`search ${name}`);
  for (const [name, door] of Object.entries(lookupDoors)) {
    rowOf(door).others.push(`message extension ${name}`);
  }
  for (const [name, door] of Object.entries(fileDoors)) {
    rowOf(door).others.push(fileNames[name] ?? `files of ${name}s`);
  }
  for (const [name, { right }] of Object.entries(jobTypes)) {
    if (right !== 'none') rowOf({ right }).others.push(`job ${name}`);
  }
  return [...rows.values()];
}

/** @returns SECURITY.md with its table replaced */
export function withDoors(security: string): string {
  const code = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(', ');
  const header = [
    ...['commands', 'card actions', 'searches, files, jobs'],
    ...kindsOfPeople.map((kind) => titles[kind]),
  ];
  const rows = rowsOfDoors().map(({ door, said, pressed, others }) => [
    ...[code(said), code(pressed), others.join(', ')],
    ...kindsOfPeople.map((kind) => passes[admits(door, kind)]),
  ]);
  return between(security, 'doors', markdownTable(header, rows));
}

if (process.argv[1] === import.meta.filename) {
  fromCommandLine(
    { usage: 'npm run doors', does: 'Writes the table of commands and buttons in SECURITY.md.' },
    noOptions,
  );
  const file = join(import.meta.dirname, '../SECURITY.md');
  await writeFile(file, withDoors(await readFile(file, 'utf8')));
}
