import type { TableClient, TransactionAction } from '@azure/data-tables';
import { z } from 'zod';
import type { Membership } from '../../features/groups/group.ts';
import type { MembershipStore } from '../../features/groups/ports.ts';
import { jsonOfColumns } from './json-column.ts';
import { inPartition, keyPart } from './keys.ts';
import { textColumns } from './long-text.ts';
import { forEachConcurrent } from '../../lib/concurrency.ts';
import { codeOf, withStorageErrors } from './rest-errors.ts';
import { firstRows, readRow, removeRow } from './rows.ts';
import type { RowToWrite, StoredRow } from './rows.ts';

/** Row key prefix before a group's id: its members. */
const members = 'of';
/** Row key prefix before a person's id: their groups. */
const groups = 'in';
const separator = '|';

/** Teams' limit is 25,000 members. */
const maxMembers = 30_000;
const maxGroups = 1_000;
/** Azure takes 100 writes in a transaction; a membership needs up to three. */
const maxTogether = 33;
const removedAtOnce = 8;

/**
 * Memberships of organization groups in the table `memberships`. Partition: tenant. Each has a row
 * `of|<group>|<member>` and, in the same transaction, a row `in|<member>|<group>`, and another by the person's
 * id once the member has been provisioned.
 */
export function createMembershipStore(table: TableClient): MembershipStore {
  async function rows(tenant: string, first: string, second: string, most: number) {
    const beginning = [first, keyPart(second), ''].join(separator);
    return firstRows(table, inPartition(keyPart(tenant), beginning), most);
  }

  async function write(actions: readonly (readonly TransactionAction[])[]): Promise<void> {
    for (let from = 0; from < actions.length; from += maxTogether) {
      const together = onlyLast(actions.slice(from, from + maxTogether).flat());
      if (together.length === 0) continue;
      await withStorageErrors(() => table.submitTransaction(together));
    }
  }

  return {
    async ofGroup(tenant, group) {
      const found = await rows(tenant, members, group, maxMembers);
      return found.flatMap((row) => membershipFrom(row) ?? []);
    },
    async read(tenant, group, member) {
      const row = await readRow(table, keyPart(tenant), keyOf(members, group, member));
      return row === undefined ? undefined : membershipFrom(row);
    },
    async groupsOf(tenant, who) {
      const found = await rows(tenant, groups, who, maxGroups);
      return found.map(({ rowKey }) => rowKey.split(separator)[2] ?? '');
    },
    async put(tenant, memberships) {
      await write(
        memberships.map((membership) => [
          ['upsert', rowFrom(tenant, membership), 'Replace'],
          ...indexRows(tenant, membership).map((row): TransactionAction => [
            'upsert',
            row,
            'Replace',
          ]),
        ]),
      );
    },
    async arrived(tenant, membership, person) {
      const { etag, ...known } = membership;
      const after = { ...known, person, toArrive: false };
      const index = indexRows(tenant, after).map((row): TransactionAction => [
        'upsert',
        row,
        'Replace',
      ]);
      try {
        const row = rowFrom(tenant, after);
        await withStorageErrors(() =>
          table.submitTransaction([['update', row, 'Replace', { etag }], ...index]),
        );
      } catch (error) {
        if (!conflicts.has(codeOf(error) ?? '')) throw error;
        return false;
      }
      const isBefore = known.person !== undefined && known.person !== person;
      if (isBefore && known.person !== known.member) {
        await removeRow(table, keyPart(tenant), keyOf(groups, known.person ?? '', known.group));
      }
      return true;
    },
    async end(tenant, ending) {
      // One by one: a row that another process has just removed would fail the rows beside it. The membership
      // row is removed last, so that what remains is found again after a crash.
      await forEachConcurrent(ending, removedAtOnce, async (membership) => {
        for (const { rowKey } of indexRows(tenant, membership)) {
          await removeRow(table, keyPart(tenant), rowKey);
        }
        const { group, member } = membership;
        await removeRow(table, keyPart(tenant), keyOf(members, group, member));
      });
    },
  };
}

const conflicts = new Set([
  'UpdateConditionNotSatisfied',
  'ConditionNotMet',
  'ResourceNotFound',
  'EntityDoesNotExist',
]);

function keyOf(first: string, second: string, third: string): string {
  return [first, keyPart(second), keyPart(third)].join(separator);
}

/** A transaction may contain each row only once. */
function onlyLast(actions: readonly TransactionAction[]): TransactionAction[] {
  const byKey = new Map(
    actions.map((action) => [(action[1] as unknown as RowToWrite).rowKey, action]),
  );
  return [...byKey.values()];
}

/** The rows that index a person's groups. */
function indexRows(
  tenant: string,
  { group, member, person }: Pick<Membership, 'group' | 'member' | 'person'>,
): RowToWrite[] {
  const ids = new Set([member, ...(person === undefined ? [] : [person])]);
  return [...ids].map((id) => ({
    partitionKey: keyPart(tenant),
    rowKey: keyOf(groups, id, group),
  }));
}

function rowFrom(tenant: string, membership: Omit<Membership, 'etag'>): RowToWrite {
  const { group, member, ...facts } = membership;
  return {
    partitionKey: keyPart(tenant),
    rowKey: keyOf(members, group, member),
    ...textColumns('membership', JSON.stringify(facts), 1),
  };
}

function membershipFrom(row: StoredRow): Membership | undefined {
  const parsed = schema.safeParse(jsonOfColumns(row, 'membership'));
  const [, group, member] = row.rowKey.split(separator);
  if (!parsed.success || group === undefined || member === undefined) return undefined;
  const { fields, ...facts } = parsed.data;
  return { ...facts, fields: fields, group, member, etag: row.etag };
}

const schema = z.object({
  name: z.string(),
  how: z.enum(['roster', 'by-hand']),
  isEmployee: z.boolean(),
  fields: z.record(z.string(), z.string()),
  person: z.string().exactOptional(),
  addedBy: z.string().exactOptional(),
  addedIn: z.string().exactOptional(),
  toArrive: z.boolean(),
  since: z.iso.datetime(),
});
