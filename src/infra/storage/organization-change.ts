import { randomUUID } from 'node:crypto';
import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { AuditEntry } from '../../domain/audit.ts';
import { intentRow } from './audit-intents.ts';
import { keyPart } from './keys.ts';
import { codeOf, withStorageErrors } from './rest-errors.ts';
import { readRow } from './rows.ts';
import type { RowToWrite } from './rows.ts';

/**
 * Rows of `organizations` whose version guards a group of rows: all roles, all attributes, all settings (not
 * the row `settings`: that holds the identity secret, and a guard is replaced). The sync's settings are a group
 * of one.
 */
export type Guard = 'roles' | 'attributes' | 'choices' | 'sync|settings';

export interface OrganizationChange {
  readonly tenant: string;
  readonly guard: Guard;
  /** the guard's version that the decision was based on; undefined: there was none yet */
  readonly seen: string | undefined;
  /** further columns of the guard's row, where it holds more than a version */
  readonly columns?: Readonly<Record<string, string>>;
  /** few, since all are written in one transaction */
  readonly put?: readonly RowToWrite[];
  /** an existing row */
  readonly remove?: string;
  /**
   * stored as pending in the same transaction, so that the change and its entry are both made or neither;
   * absent: nothing to audit
   */
  readonly audit?: AuditEntry;
}

const conflicts = new Set([
  'EntityAlreadyExists',
  'UpdateConditionNotSatisfied',
  'ConditionNotMet',
  'ResourceNotFound',
  'EntityDoesNotExist',
]);

/** The version of a group of rows; to be read before the rows themselves. */
export async function guardVersion(
  table: TableClient,
  tenant: string,
  guard: Guard,
): Promise<string | undefined> {
  return (await readRow(table, keyPart(tenant), guard))?.etag;
}

/**
 * Changes rows of a group if nothing in the group has changed since it was read. Rules about the whole group
 * (always a tenant admin, unique names) then hold despite concurrent changes.
 */
export async function changeOrganization(
  table: TableClient,
  change: OrganizationChange,
): Promise<'changed' | 'conflict'> {
  const { tenant, guard, seen, columns, put = [], remove, audit } = change;
  const partitionKey = keyPart(tenant);
  const writeMark = randomUUID();
  const row = { partitionKey, rowKey: guard, ...columns, writeMark };
  const actions: TransactionAction[] = [
    seen === undefined ? ['create', row] : ['update', row, 'Replace', { etag: seen }],
  ];
  if (audit !== undefined)
    actions.push(['upsert', intentRow(partitionKey, audit, 'made'), 'Replace']);
  for (const one of put) actions.push(['upsert', one, 'Replace']);
  if (remove !== undefined) actions.push(['delete', { partitionKey, rowKey: remove }]);
  try {
    await withStorageErrors(() => table.submitTransaction(actions));
    return 'changed';
  } catch (error) {
    if (!conflicts.has(codeOf(error) ?? '')) throw error;
    // The write is ours if only its answer was lost and the SDK retried it.
    const there = await readRow(table, partitionKey, guard);
    return there?.writeMark === writeMark ? 'changed' : 'conflict';
  }
}
