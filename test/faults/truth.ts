import type { TableClient } from '@azure/data-tables';
import type { AuditEntry } from '../../src/domain/audit.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { shards } from '../../src/domain/person-id.ts';
import {
  isEnded,
  operationKinds,
  type Operation,
  type OperationKind,
} from '../../src/domain/operations/operation.ts';
import { createRetention } from '../../src/domain/operations/retention.ts';
import { isUndoable, undoDays } from '../../src/domain/operations/undoable.ts';
import { createAudit } from '../../src/features/admin/audit.ts';
import { createPeople } from '../../src/features/people/people.ts';
import { containerNames, queueNames, tableNames } from '../../src/infra/storage/ensure.ts';
import { allOperations } from './admins.ts';
import type { World } from './world.ts';

/** The notice of an operation in an admin's chat. */
interface SeenNotice {
  readonly message: string;
  /** Entra object id of the recipient */
  readonly to: string;
  readonly kind: OperationKind;
  readonly word: string;
  readonly text: string;
}

interface OutboxEntry {
  readonly to: string;
  readonly operation: string;
  readonly state: string;
  readonly reason: string;
  readonly activity: string;
}

/** The final state of a run, read once without proxies. */
export interface Truth {
  readonly operations: Readonly<Record<OperationKind, readonly Operation[]>>;
  /** row keys of the history's table */
  readonly historyRows: Readonly<Record<OperationKind, readonly string[]>>;
  /** including deleted ones */
  readonly people: readonly StoredPerson[];
  readonly outbox: readonly OutboxEntry[];
  readonly notices: readonly SeenNotice[];
  /** blob names */
  readonly files: readonly string[];
  readonly work: readonly string[];
  readonly inbox: readonly string[];
  /** names of held leases */
  readonly heldLeases: readonly string[];
  /** places in the write queue */
  readonly line: readonly string[];
  readonly audit: readonly AuditEntry[];
  /** number of pending audit entries */
  readonly aside: number;
  readonly queued: Readonly<Record<keyof typeof queueNames, number>>;
  readonly identitySecret: string;
}

export async function readTruth(world: World): Promise<Truth> {
  const { connection, storage, tenant } = world;
  const names = async (container: string) =>
    (await Array.fromAsync(connection.blobs.getContainerClient(container).listBlobsFlat())).map(
      ({ name }) => name,
    );
  const leases = await Array.fromAsync(
    connection.blobs.getContainerClient(containerNames.leases).listBlobsFlat(),
  );
  const byKind = async <T>(read: (kind: OperationKind) => Promise<T>) =>
    Object.fromEntries(
      await Promise.all(operationKinds.map(async (kind) => [kind, await read(kind)] as const)),
    ) as Record<OperationKind, T>;
  return {
    operations: await byKind((kind) => allOperations(world, kind)),
    historyRows: await byKind(async (kind) =>
      (await rowsOf(connection.table(tableNames.operations), `${tenant}|${kind}`)).map(
        ({ rowKey = '' }) => rowKey,
      ),
    ),
    people: await everyone(world),
    outbox: (await rowsOf(connection.table(tableNames.outbox), tenant)).map((row) => ({
      to: textOf(row, 'to'),
      operation: textOf(row, 'operation'),
      state: textOf(row, 'state'),
      reason: textOf(row, 'reason'),
      activity: textOf(row, 'activity'),
    })),
    notices: noticesIn(world),
    files: await names(containerNames.files),
    work: await names(containerNames.work),
    inbox: (await Array.fromAsync(connection.inbox.listBlobsFlat())).map(({ name }) => name),
    heldLeases: leases
      .filter(({ properties }) => properties.leaseState === 'leased')
      .map(({ name }) => name),
    line: await storage.writeQueue.waiting(tenant, 100),
    audit: await auditOf(world),
    aside: (await storage.auditIntents.kept(tenant)).length,
    queued: await queued(world),
    identitySecret: (await storage.organizations.facts(tenant)).identitySecret,
  };
}

/** Messages in the queues, including hidden ones. */
export async function queued({
  connection,
}: World): Promise<Record<keyof typeof queueNames, number>> {
  const count = async (name: string) =>
    (await connection.queues.getQueueClient(name).getProperties()).approximateMessagesCount ?? 0;
  return { jobs: await count(queueNames.jobs), deliveries: await count(queueNames.deliveries) };
}

const dayMs = 24 * 3_600_000;

/**
 * Runs the daily tasks as of tomorrow: appends pending audit entries of dead processes, and deletes their
 * files.
 * @returns number of deleted files
 */
export async function dailyRound({ storage, tenant }: World): Promise<number> {
  const now = () => Date.now() + dayMs + 60_000;
  const audit = createAudit({
    store: storage.audit,
    intents: storage.auditIntents,
    complete: (of, entry) => people.complete(of, entry),
    now,
  });
  const people = createPeople({
    store: storage.people,
    organizations: storage.organizations,
    aliases: storage.aliases,
    changeFeed: storage.changes,
    audit,
    now,
  });
  await audit.reconcile(tenant);
  const { operations, files, work } = storage;
  const never = new AbortController().signal;
  const ofFiles = createRetention({ operations, files, days: 90, now });
  const ofWork = createRetention({
    operations,
    files: work,
    days: undoDays,
    workOnly: true,
    needs: (operation) => !isEnded(operation.state) || isUndoable(operation),
    now,
  });
  return (await ofFiles.removeOld(tenant, never)) + (await ofWork.removeOld(tenant, never));
}

async function everyone({ storage, tenant }: World): Promise<StoredPerson[]> {
  const pages = await Promise.all(
    shards.map((shard) => Array.fromAsync(storage.people.scan(tenant, shard))),
  );
  return pages.flat(2);
}

async function auditOf({ storage, tenant }: World): Promise<AuditEntry[]> {
  const entries: AuditEntry[] = [];
  const last = new Date(Date.now() + 60_000).toISOString().slice(0, 7);
  const first = (await storage.audit.firstMonth(tenant)) ?? last;
  for (const month of new Set([first, last])) {
    for await (const page of storage.audit.read(tenant, month)) entries.push(...page);
  }
  return entries;
}

/** The title of a notice, on a line of its own: "Import completed". */
const noticeTitle = /^(Import|Undo|Export|Sync) (completed|failed|cancelled)$/m;

function noticesIn({ admins }: World): SeenNotice[] {
  return Object.values(admins).flatMap((who) =>
    who.cards('start').flatMap(({ message, text }) => {
      const [, kind = '', word = ''] = noticeTitle.exec(text) ?? [];
      if (kind === '') return [];
      const to = who.person.aadObjectId;
      const undone = text.includes('Microsoft Entra') ? 'sync' : 'import';
      const of = kind === 'Undo' ? undone : (kind.toLowerCase() as OperationKind);
      return [{ message: message.id, to, kind: of, word, text }];
    }),
  );
}

async function rowsOf(table: TableClient, partition: string) {
  const filter = `PartitionKey eq '${partition}'`;
  return Array.fromAsync(table.listEntities({ queryOptions: { filter } }));
}

function textOf(row: Readonly<Record<string, unknown>>, column: string): string {
  const value = row[column];
  return typeof value === 'string' ? value : '';
}
