import type { TableClient } from '@azure/data-tables';
import { monthsBack } from '../../src/features/admin/audit.ts';
import { containerNames, queueNames, tableNames } from '../../src/infra/storage/ensure.ts';
import { inPartition, keyPart } from '../../src/infra/storage/keys.ts';
import { shards } from '../../src/domain/person-id.ts';
import type { WorkingOffice } from './office.ts';

/** The contents of the store, by name: rows of tables, blobs of containers, messages of queues. */
export type Counted = Readonly<Record<string, number>>;

const small = [
  tableNames.turns,
  tableNames.outbox,
  tableNames.changes,
  tableNames.chats,
  tableNames.memberships,
];
/** Changes within minutes; counting it loads the store as much as some turns do. */
export async function countWhatPasses(office: WorkingOffice): Promise<Counted> {
  const { connection } = office;
  const counted: Record<string, number> = {};
  for (const name of small) counted[`rows of ${name}`] = await rowsIn(connection.table(name));
  for (const [kind, count] of await organizationRows(office)) {
    counted[`rows of organizations, ${kind}`] = count;
  }
  for (const name of [containerNames.files, containerNames.work]) {
    counted[`blobs of ${name}`] = (await blobsIn(office, name)).length;
  }
  return { ...counted, ...(await countMessages(office)) };
}

export async function countMessages({ connection }: WorkingOffice): Promise<Counted> {
  const counted: Record<string, number> = {};
  for (const name of Object.values(queueNames)) {
    const { approximateMessagesCount } = await connection.queues
      .getQueueClient(name)
      .getProperties();
    counted[`messages of ${name}`] = approximateMessagesCount ?? 0;
  }
  return counted;
}

export async function countPeople({ connection }: WorkingOffice): Promise<Counted> {
  let living = 0;
  let deleted = 0;
  for (const shard of shards) {
    const select = ['deletedAt'];
    const rows = connection
      .table(tableNames.people(shard))
      .listEntities({ queryOptions: { select } });
    for await (const { deletedAt } of rows) {
      if (deletedAt === undefined) living += 1;
      else deleted += 1;
    }
  }
  return { 'rows of people': living, 'rows of deleted people': deleted };
}

/** Rows that are kept for good, and are many: those of the audit by month, each of which is a partition. */
export async function countForGood(office: WorkingOffice): Promise<Counted> {
  const { connection, storage, tenant } = office;
  const audit = connection.table(tableNames.audit);
  let entries = 0;
  const first = await storage.audit.firstMonth(tenant);
  for (const month of monthsBack(office.turnCalendar(0), first)) {
    entries += await rowsIn(audit, inPartition(`${keyPart(tenant)}|${month}`));
  }
  const operations = await rowsIn(connection.table(tableNames.operations));
  return { 'rows of operations': operations, 'rows of audit': entries };
}

export async function blobsIn(
  { connection }: WorkingOffice,
  container: string,
): Promise<readonly string[]> {
  const blobs = connection.blobs.getContainerClient(container).listBlobsFlat();
  return (await Array.fromAsync(blobs)).map(({ name }) => name);
}

async function rowsIn(table: TableClient, filter?: string): Promise<number> {
  let rows = 0;
  const queryOptions = { select: ['PartitionKey'], ...(filter !== undefined && { filter }) };
  for await (const _ of table.listEntities({ queryOptions })) rows += 1;
  return rows;
}

/** By what stands before the first `|` of their keys. */
async function organizationRows({ connection }: WorkingOffice): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  const select = ['RowKey'];
  const rows = connection
    .table(tableNames.organizations)
    .listEntities({ queryOptions: { select } });
  for await (const { rowKey = '' } of rows) {
    const [kind = ''] = rowKey.split('|');
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}
