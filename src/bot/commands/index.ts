import { addUser } from './add-user.ts';
import { admins } from './admins.ts';
import { attributes } from './attributes.ts';
import { audit } from './audit.ts';
import { cancel } from './cancel.ts';
import type { Command } from './command.ts';
import { data } from './data.ts';
import { deleted } from './deleted.ts';
import { directory } from './directory.ts';
import { duplicates } from './duplicates.ts';
import { exportEverything } from './export-everything.ts';
import { exportHistory } from './export-history.ts';
import { exportPeople } from './export.ts';
import { find } from './find.ts';
import { groupAdd } from './group-add.ts';
import { groupExport } from './group-export.ts';
import { group } from './group.ts';
import { help } from './help.ts';
import { importEverything } from './import-everything.ts';
import { importHistory } from './import-history.ts';
import { importPeople } from './import.ts';
import { me } from './me.ts';
import { schedules } from './schedules.ts';
import { settings } from './settings.ts';
import { syncHistory } from './sync-history.ts';
import { sync } from './sync.ts';
import { template } from './template.ts';

/** Every command, in the order in which the home card shows them and Teams suggests them. */
export const commands: readonly Command[] = [
  importPeople,
  find,
  directory,
  exportPeople,
  template,
  importHistory,
  importEverything,
  exportHistory,
  schedules,
  duplicates,
  deleted,
  addUser,
  groupAdd,
  group,
  groupExport,
  admins,
  attributes,
  audit,
  exportEverything,
  sync,
  syncHistory,
  settings,
  me,
  // After my own: in some languages the word for me is a polite one too.
  data,
  // After the others: in some languages its word is a polite one too.
  help,
  cancel,
];

/** The text of a message, normalised for matching commands. */
function plainWords(text: string): string {
  const words = text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  const plain = words
    // Our sentences quote commands in the marks of their language, and people copy them with the marks.
    .replace(/^[\s/!."'“”„«‹]+|(?<![\s.!?؟।…"'“”»›])[\s.!?؟।…"'“”»›]+$/g, '')
    .replace(/^(find|search|look up): ?/, '$1 ');
  return plain === '' ? words : plain;
}

// `find` takes any text after its word, so the others come first.
const inOrderOfMatching = [...commands.filter((command) => command !== find), find];

export function findCommand(
  text: string,
): { readonly command: Command; readonly said: RegExpExecArray } | undefined {
  const words = plainWords(text);
  for (const command of inOrderOfMatching) {
    const said = command.said.exec(words);
    if (said !== null) return { command, said };
  }
  return undefined;
}
