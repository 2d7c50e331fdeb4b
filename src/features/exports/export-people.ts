import { PassThrough } from 'node:stream';
import { builtInAttributes, type AttributeKey } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { DamagedPerson, PeopleContents, PersonContents } from '../../domain/people-store.ts';
import { shards } from '../../domain/person-id.ts';
import type { PersonFields } from '../../domain/person.ts';
import type { ExportCounts, ExportRequest } from '../../domain/operations/export-facts.ts';
import { noExportCounts } from '../../domain/operations/export-facts.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { marks, type Mark } from '../../lib/spreadsheets/our-columns.ts';
import type { Text } from '../../text/text.ts';
import { columnsOf, type Columns } from './columns.ts';
import { csvFile } from './csv-file.ts';
import { exportFiles } from './export-files.ts';
import { isIn, markSinceMoment, markSinceSnapshot } from './change-marker.ts';
import { peopleErrorLog } from './people-error-log.ts';
import type { ExportSettings } from './ports.ts';
import { partsOf } from './snapshot-hash.ts';
import { openSnapshot, snapshotLine, type SnapshotEntry, type RosterReader } from './snapshot.ts';
import { readAhead } from './read-ahead.ts';
import { workbookFile } from './workbook-file.ts';
import { defined } from '../../lib/defined.ts';

export interface ExportDeps {
  readonly people: PeopleContents;
  readonly files: FileStore;
  readonly settings: ExportSettings;
}

export interface ExportToWrite {
  readonly operation: Operation;
  readonly request: ExportRequest;
  /** the earlier export of the same network that changes are compared with */
  readonly base?: Operation | undefined;
  /** of this attempt alone (export-files.ts) */
  readonly folder: string;
  readonly text: Text;
  readonly signal: AbortSignal;
  /** called often; the caller throttles it. `share` of all people have been read, 0 to 1 */
  onProgress(people: number, share: number): void;
}

export interface Exported {
  readonly counts: ExportCounts;
  /** people that could not be read */
  readonly damaged: number;
  readonly bytes: number;
  /** blob name of the file */
  readonly file: string;
  readonly errorLog?: string;
}

/** People that could not be read and are named one by one; all of them are counted. */
const maxNamed = 10_000;
/** Rows are written fastest by the thousand (csv-file.ts). */
const goneAtOnce = 1_000;

/**
 * Writes an export's file, and the snapshot for the next export of changes. Both are complete at the end or
 * absent, in a folder of this attempt alone, so a retry simply starts over. Memory stays constant: each page of
 * people is read, compared and written.
 *
 * People are read by id, shard after shard. An id never changes, so each person is read once, however they are
 * changed, moved or deleted meanwhile.
 */
export async function exportPeople(deps: ExportDeps, run: ExportToWrite): Promise<Exported> {
  const { operation, request, base, folder, signal } = run;
  const { tenant } = operation;
  const own = await deps.settings.attributes(tenant);
  const columns = columnsOf(request, own);
  const rosterBytes = new PassThrough();
  const writing = new Writing(
    run,
    columns,
    own.map(({ key }) => key),
    rosterBytes,
  );
  const abort = new AbortController();
  const until = AbortSignal.any([signal, abort.signal]);
  const baseRoster = await openSnapshot(
    base === undefined ? undefined : deps.files.open(exportFiles.snapshotBeside(base.original)),
  );
  const rows = rowsOf(deps.people, writing, baseRoster, until);
  const content =
    request.format === 'csv'
      ? csvFile(columns.names, rows, await deps.settings.delimiter(tenant))
      : workbookFile(columns, rows, operation.locale);
  const file = exportFiles.file(folder, request.format);
  const snapshot = deps.files.write(exportFiles.snapshot(folder), rosterBytes, { signal: until });
  try {
    const [{ bytes }] = await Promise.all([
      deps.files.write(file, content, { signal: until }),
      snapshot,
    ]);
    const errorLog = await writeErrorLog(deps, run, writing);
    const { counts, damaged } = writing;
    return { counts, damaged, bytes, file, ...defined({ errorLog }) };
  } catch (error) {
    // The other stream waits for data that will not come.
    abort.abort(error);
    rosterBytes.destroy();
    await snapshot.catch(() => undefined);
    // Anything left is deleted when the export ends (clean-up-export.ts).
    await deps.files.removeAll(folder).catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  }
}

/** A running export: decides about each person, counts, and builds the snapshot. */
class Writing {
  readonly run: ExportToWrite;
  readonly columns: Columns;
  /** keys of the existing own attributes */
  readonly own: ReadonlySet<AttributeKey>;
  damaged = 0;
  readonly damagedIds: string[] = [];
  private readonly counted = { ...noExportCounts };
  private readonly snapshot: PassThrough;
  private rosterText = '';

  constructor(
    run: ExportToWrite,
    columns: Columns,
    own: readonly AttributeKey[],
    snapshot: PassThrough,
  ) {
    this.run = run;
    this.own = new Set(own);
    this.columns = columns;
    this.snapshot = snapshot;
  }

  get counts(): ExportCounts {
    const { changes } = this.run.request;
    const since = changes.kind === 'since-date' ? changes.from : this.run.base?.at;
    return { ...this.counted, ...defined({ since }) };
  }

  /** The cells of a person's row; undefined when they don't belong in this file. */
  row(person: PersonContents, entry: SnapshotEntry | undefined): string[] | undefined {
    const { network, changes } = this.run.request;
    if (isIn(network, person)) this.keepPerson(person);
    if (changes.kind === 'all') {
      return isIn(network, person) ? this.count(undefined, person) : undefined;
    }
    const mark =
      changes.kind === 'since-date'
        ? markSinceMoment(network, person, changes.from)
        : markSinceSnapshot(network, person, entry, this.own);
    if (mark === undefined) return undefined;
    // A deleted person's phone number may belong to another person by now, but the reader of the file knows
    // them by it.
    const phone = person.fields.phone ?? entry?.phone ?? '';
    return this.count(mark, { ...person, fields: { ...person.fields, phone } });
  }

  /** A person of the earlier export whose record no longer exists: only the phone number is known. */
  goneRow({ network, phone }: SnapshotEntry): string[] {
    return this.count('deleted', { network, fields: { phone } });
  }

  damagedPerson({ id }: DamagedPerson, entry: SnapshotEntry | undefined): void {
    this.damaged += 1;
    if (this.damagedIds.length < maxNamed) this.damagedIds.push(id);
    // Not deleted, only unreadable: the snapshot keeps their last state.
    if (entry !== undefined) this.keep(entry);
  }

  /** Passes the buffered snapshot on; awaited, so that it can't accumulate. */
  async flushSnapshot(): Promise<void> {
    const text = this.rosterText;
    this.rosterText = '';
    if (text === '' || this.snapshot.write(text, 'latin1')) return;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const done = () => resolve(undefined);
    this.snapshot.once('drain', done);
    this.snapshot.once('close', done);
    await promise;
    this.snapshot.off('drain', done);
    this.snapshot.off('close', done);
  }

  endRoster(): void {
    this.snapshot.end();
  }

  private keepPerson(person: PersonContents): void {
    const parts = partsOf(person);
    const entry = { ...person, phone: person.fields.phone ?? '' };
    this.keep(parts === undefined ? entry : { ...entry, parts });
  }

  private keep(entry: SnapshotEntry): void {
    this.rosterText += snapshotLine(entry);
  }

  private count(
    mark: Mark | undefined,
    { network, fields }: { readonly network: Network; readonly fields: PersonFields },
  ): string[] {
    const { change, attributes, cellOf } = this.columns;
    this.counted.people += 1;
    if (mark !== undefined) this.counted[mark] += 1;
    const cells = change ? [mark === undefined ? '' : marks[mark]] : [];
    for (const attribute of attributes) cells.push(cellOf(attribute, fields[attribute] ?? ''));
    cells.push(network);
    return cells;
  }
}

/** The rows of the file, in batches. */
async function* rowsOf(
  people: PeopleContents,
  writing: Writing,
  snapshot: RosterReader,
  signal: AbortSignal,
): AsyncGenerator<string[][]> {
  const { run, own } = writing;
  const merging = { writing, snapshot, signal };
  const wanted = {
    // All existing attributes, whatever the columns: the snapshot shows whether a person has changed.
    attributes: [...builtInAttributes, ...own],
    history: run.request.changes.kind === 'since-date',
  };
  for (const [index, shard] of shards.entries()) {
    const pages = people.scanContents(run.operation.tenant, shard, wanted, signal);
    for await (const page of readAhead(pages)) {
      signal.throwIfAborted();
      const rows: string[][] = [];
      for (const person of page) {
        yield* addGone(rows, merging, person.id);
        const entry = snapshot.current?.id === person.id ? snapshot.current : undefined;
        if (entry !== undefined) await snapshot.advance();
        if ('damaged' in person) writing.damagedPerson(person, entry);
        else {
          const row = writing.row(person, entry);
          if (row !== undefined) rows.push(row);
        }
      }
      yield rows;
      await writing.flushSnapshot();
      run.onProgress(writing.counts.people, shareDone(page.at(-1)?.id, index));
    }
  }
  const rest: string[][] = [];
  yield* addGone(rest, merging);
  yield rest;
  await writing.flushSnapshot();
  writing.endRoster();
}

/**
 * Adds rows for people of the snapshot who no longer exist, and yields them in batches: a whole directory may
 * be gone.
 * @param before up to this id; absent: all that are left
 */
async function* addGone(
  rows: string[][],
  { writing, snapshot, signal }: Merging,
  before?: string,
): AsyncGenerator<string[][]> {
  const isGone = ({ id }: SnapshotEntry) => before === undefined || id < before;
  while (snapshot.current !== undefined && isGone(snapshot.current)) {
    rows.push(writing.goneRow(snapshot.current));
    await snapshot.advance();
    if (rows.length < goneAtOnce) continue;
    signal.throwIfAborted();
    yield rows.splice(0);
  }
}

/** Merges people with the snapshot of an earlier export, both sorted by id. */
interface Merging {
  readonly writing: Writing;
  readonly snapshot: RosterReader;
  readonly signal: AbortSignal;
}

/** Ids are evenly distributed, so the position of the last one is the share done, whatever the number of people. */
export function shareDone(lastId: string | undefined, shard: number): number {
  if (lastId === undefined) return shard / shards.length;
  return Number.parseInt(lastId.slice(0, 8), 16) / 0x1_0000_0000;
}

async function writeErrorLog(
  { files }: ExportDeps,
  { folder, text }: ExportToWrite,
  { damaged, damagedIds }: Writing,
): Promise<string | undefined> {
  if (damaged === 0) return undefined;
  const name = exportFiles.errorLog(folder);
  await files.write(name, peopleErrorLog(damagedIds, damaged, text));
  return name;
}
