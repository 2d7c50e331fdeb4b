import { randomUUID } from 'node:crypto';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { AuditEntry } from '../../domain/audit.ts';
import { intentRow } from './audit-intents.ts';
import { keyPart } from './keys.ts';
import { codeOf, withStorageErrors } from './rest-errors.ts';
import { readRow } from './rows.ts';
import type { RowToWrite } from './rows.ts';

/**
 * Rows of `organizations` whose version stands for a whole group of rows: all roles, all attributes, all that was chosen (not
 * the row `settings`: that holds the identity secret, and a guard is replaced). The sync's settings are a group of one.
 */
export type Guard = 'roles' | 'attributes' | 'choices' | 'sync|settings';

export interface OrganizationChange {
  readonly tenant: string;
  readonly guard: Guard;
  /** the guard's version that the change was decided on; undefined: there was none yet */
  readonly seen: string | undefined;
  /** what the guard's row itself holds, where it isn't only a version */
  readonly columns?: Readonly<Record<string, string>>;
  readonly put?: RowToWrite;
  /** a row that is there */
  readonly remove?: string;
  /** kept aside in the same transaction: made and recorded, or neither; absent: nothing that the audit records */
  readonly audit?: AuditEntry;
}

const conflicts = new Set([
  'EntityAlreadyExists',
  'UpdateConditionNotSatisfied',
  'ConditionNotMet',
  'ResourceNotFound',
  'EntityDoesNotExist',
]);

/** The version of a group of rows; read before the rows themselves. */
export async function guardVersion(
  table: TableClient,
  tenant: string,
  guard: Guard,
): Promise<string | undefined> {
  return (await readRow(table, keyPart(tenant), guard))?.etag;
}

/**
 * Changes one row of a group, provided that nothing of the group has changed since it was read: rules about the whole
 * group (never without a tenant admin, no name twice) hold whoever else is at it.
 */
export async function changeOrganization(
  table: TableClient,
  change: OrganizationChange,
): Promise<'changed' | 'conflict'> {
  const { tenant, guard, seen, columns, put, remove, audit } = change;
  const partitionKey = keyPart(tenant);
  const writeMark = randomUUID();
  const row = { partitionKey, rowKey: guard, ...columns, writeMark };
  const actions: TransactionAction[] = [
    seen === undefined ? ['create', row] : ['update', row, 'Replace', { etag: seen }],
  ];
  if (audit !== undefined)
    actions.push(['upsert', intentRow(partitionKey, audit, 'made'), 'Replace']);
  if (put !== undefined) actions.push(['upsert', put, 'Replace']);
  if (remove !== undefined) actions.push(['delete', { partitionKey, rowKey: remove }]);
  try {
    await withStorageErrors(() => table.submitTransaction(actions));
    return 'changed';
  } catch (error) {
    if (!conflicts.has(codeOf(error) ?? '')) throw error;
    // Ours all the same where the answer was lost and the SDK tried again.
    const there = await readRow(table, partitionKey, guard);
    return there?.writeMark === writeMark ? 'changed' : 'conflict';
  }
}
