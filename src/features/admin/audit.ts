import type { AuditEntry, AuditLog } from '../../domain/audit.ts';
import { auditCsv, type AuditWords } from './audit-csv.ts';
import type { AuditIntents, AuditStore } from './ports.ts';

/**
 * The audit: who changed what, when and from where.
 *
 * No change goes unrecorded, even when a process dies. An entry is stored as pending before its change is made,
 * and stays pending until it is in the audit. For roles and attributes the pending entry is written in the same
 * transaction as the change, so it is certain (`made`). For people, who are in other tables, it is written
 * before the change: entries still pending after some minutes are compared with the person's own history, and
 * appended if the change is found there. An entry has its id from the start, so appending again does no harm.
 */
export interface Audit extends AuditLog {
  /** Appends entries left pending by a dead process. Idempotent. @returns how many were appended */
  reconcile(tenant: string): Promise<number>;
  /**
   * The audit as a CSV file (with byte order mark, CRLF), newest first, one line for each changed value.
   * @param words the header, and the wording of events
   * @param onEntries told how many entries are in the next piece of the file
   */
  csv(
    tenant: string,
    words: AuditWords,
    onEntries?: (entries: number) => void,
  ): AsyncGenerator<Buffer>;
}

export interface AuditDeps {
  readonly store: AuditStore;
  readonly intents: AuditIntents;
  /** Finds out whether the change of an entry was made, and completes it if it was half done. */
  readonly complete: (tenant: string, entry: AuditEntry) => Promise<boolean>;
  /** Called when an entry stays pending because the storage refused it. */
  readonly onDelay?: (error: unknown) => void;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Longer than any change takes: a younger entry may belong to a running one. */
const underWayMs = 10 * 60_000;
/** Longest recorded value, and most recorded changes of an entry, so that it fits in a row. */
const maxValueLength = 300;
const maxChanges = 60;

export function createAudit(deps: AuditDeps): Audit {
  const { store, intents, now } = deps;

  async function append(tenant: string, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await store.append(tenant, entries.map(bounded));
    await intents.forget(
      tenant,
      entries.map(({ id }) => id),
    );
  }

  /** A failure here is repaired later by `reconcile`: the change itself is made, and must not be reported as failed. */
  async function orLater(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      deps.onDelay?.(error);
    }
  }

  async function reconcile(tenant: string): Promise<number> {
    let appended = 0;
    for (const { entry, made } of await intents.kept(tenant)) {
      if (!made && now() - Date.parse(entry.at) < underWayMs) continue;
      // An entry about something other than a person is written together with its change, or after it.
      const certain = made || entry.subject.type !== 'person';
      if (certain || (await deps.complete(tenant, entry))) {
        await append(tenant, [entry]);
        appended += 1;
      } else {
        await intents.forget(tenant, [entry.id]);
      }
    }
    return appended;
  }

  return {
    intend: (tenant, entries) => intents.keep(tenant, entries.map(bounded)),
    record: (tenant, entries) => orLater(() => append(tenant, entries)),
    withdraw: (tenant, entries) =>
      orLater(() =>
        intents.forget(
          tenant,
          entries.map(({ id }) => id),
        ),
      ),
    reconcile,
    async *csv(tenant, words, onEntries) {
      await reconcile(tenant);
      const months = monthsBack(now(), await store.firstMonth(tenant));
      yield* auditCsv(pagesOf(store, tenant, months), words, onEntries);
    },
  };
}

async function* pagesOf(
  store: AuditStore,
  tenant: string,
  months: readonly string[],
): AsyncGenerator<readonly AuditEntry[]> {
  for (const month of months) yield* store.read(tenant, month);
}

/** This month and those before it, back to the first; one more ahead, for entries written by a fast clock. */
export function monthsBack(now: number, first: string | undefined): string[] {
  const months: string[] = [];
  if (first === undefined) return months;
  const date = new Date(now);
  for (let back = -1; ; back += 1) {
    const start = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, 1));
    const month = start.toISOString().slice(0, 7);
    if (month < first) break;
    months.push(month);
  }
  return months;
}

function bounded(entry: AuditEntry): AuditEntry {
  const cut = (text: string) =>
    text.length <= maxValueLength ? text : `${text.slice(0, maxValueLength - 1).toWellFormed()}…`;
  const { name, ...subject } = entry.subject;
  return {
    ...entry,
    by: { id: entry.by.id, name: cut(entry.by.name) },
    subject: { ...subject, ...(name !== undefined && { name: cut(name) }) },
    changes: entry.changes
      .slice(0, maxChanges)
      .map((change) => ({ ...change, before: cut(change.before), after: cut(change.after) })),
  };
}
