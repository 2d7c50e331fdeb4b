import type { AttributeDefinition } from '../../domain/attributes.ts';
import type { ManyOutcome } from '../../domain/provisioning.ts';
import { nameOf, type FieldChange } from '../../domain/person.ts';
import type { OperationKey } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { guardCell } from '../../lib/spreadsheets/cell-guard.ts';
import { byteOrderMark, csvLines } from '../../lib/spreadsheets/csv-file.ts';
import type { Text } from '../../text/text.ts';
import { syncFiles } from './sync-files.ts';
import type { ValueTrouble } from './to-identity.ts';
import { defined } from '../../lib/defined.ts';

/** A value of one person that a sync can't use. */
export interface PersonTrouble {
  readonly entraId: string;
  readonly name: string;
  readonly trouble: ValueTrouble;
}

/** A person whom a sync adds, changes, removes or holds, as the log shows them. */
export interface LoggedPerson {
  readonly what: 'added' | 'restored' | 'changed' | 'removed' | 'held';
  readonly name: string;
  readonly entraId: string;
  /** id of the person; absent in a preview for whom it would add, and in older syncs */
  readonly person?: string;
  readonly changes: readonly FieldChange[];
  /** of a held person: whom they may be, and by which key */
  readonly held?: ManyOutcome['held'];
}

/** The log entry of an outcome; undefined: nothing has changed. */
export function loggedOf(outcome: ManyOutcome, entraId: string): LoggedPerson | undefined {
  const { what, fields, changes, held, person } = outcome;
  if (what === 'unchanged') return undefined;
  return {
    what,
    name: nameOf(fields),
    entraId,
    changes,
    ...defined({ person }),
    ...(what === 'held' && held !== undefined && { held }),
  };
}

/** Parts of a preview, and of what was done. */
export type LogKind = 'would' | 'did';

type LogKey = Pick<OperationKey, 'tenant' | 'id'>;

/** Keeps the log entries of a part of a sync until the log is written. The same part again replaces them. */
export async function keepLogged(
  work: FileStore,
  key: LogKey,
  part: string,
  people: readonly LoggedPerson[],
): Promise<void> {
  if (people.length === 0) return;
  await work.write(syncFiles.logged(key, part), [Buffer.from(JSON.stringify(people))]);
}

/** The log entries of a sync's parts, or of its preview's, in order. */
export async function* loggedParts(
  work: FileStore,
  key: LogKey,
  kind: LogKind,
): AsyncGenerator<readonly LoggedPerson[]> {
  for await (const page of work.list(syncFiles.logged(key, kind))) {
    for (const { name } of page) {
      const chunks: Buffer[] = [];
      for await (const chunk of work.open(name)) chunks.push(chunk);
      yield JSON.parse(Buffer.concat(chunks).toString()) as LoggedPerson[];
    }
  }
}

interface SyncLog {
  readonly troubles: readonly PersonTrouble[];
  readonly text: Text;
  /** the organization's own */
  readonly attributes: readonly AttributeDefinition[];
  /** why the sync as a whole failed, as a sentence */
  readonly failure?: string;
}

/**
 * The log of a sync: everyone whom it adds, changes, removes or holds, with before and after, and what couldn't
 * be synced.
 * @param kind of the parts: a preview's are kept apart from real changes
 */
export async function* syncLogFile(
  work: FileStore,
  key: LogKey,
  kind: LogKind,
  { troubles, ...log }: SyncLog,
): AsyncGenerator<Buffer> {
  yield syncLog(troubles, log);
  // Removals are noted before they are made, so those of a dead process are in two parts.
  const removed = new Set<string>();
  for await (const people of loggedParts(work, key, kind)) {
    const news = people.filter(({ what, entraId }) => what !== 'removed' || !removed.has(entraId));
    for (const { what, entraId } of news) if (what === 'removed') removed.add(entraId);
    const rows = news.flatMap((person) => linesOf(person, log));
    yield Buffer.from(csvLines(rows.map((cells) => cells.map(guardCell))));
  }
}

function linesOf(
  { what, name, entraId, changes, held }: LoggedPerson,
  { text, attributes }: Omit<SyncLog, 'troubles'>,
): string[][] {
  const { identity } = text.preview;
  const reason =
    held === undefined
      ? ''
      : identity.who({
          key: text.matchKey(held.key),
          name: held.person.name,
          phone: held.person.phone,
        });
  const label = text.sync.logWhat[what];
  if (changes.length === 0) return [[name, entraId, '', reason, label, '', '']];
  return changes.map(({ field, before, after }) => [
    name,
    entraId,
    text.attribute(field, attributes),
    reason,
    label,
    // A merge notes the id of the other record, and then its name.
    field === 'merged' ? '' : before,
    after,
  ]);
}

/** The log's first lines: what could not be taken over, and of whom; or why the sync failed as a whole. */
export function syncLog(
  troubles: readonly PersonTrouble[],
  { text, attributes, failure }: Omit<SyncLog, 'troubles'>,
): Buffer {
  const { columns } = text.syncLog;
  const rows = troubles.map(({ entraId, name, trouble: { field, reason, value } }) => [
    name,
    entraId,
    text.attribute(field, attributes),
    text.rowReason({ reason, value }),
    text.sync.logWhat.notTaken,
    '',
    '',
  ]);
  const failed = failure === undefined ? [] : [['', '', '', failure, '', '', '']];
  const all = [[...columns], ...failed, ...rows];
  return Buffer.from(byteOrderMark + csvLines(all.map((cells) => cells.map(guardCell))));
}
