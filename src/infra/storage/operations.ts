import type { TableClient } from '@azure/data-tables';
import {
  matchesFilter,
  statesOf,
  type OperationFilter,
} from '../../domain/operations/operation-filter.ts';
import { operationIdsWithin } from '../../domain/operations/operation.ts';
import type { Operation, OperationKey, OperationKind } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import type { Actor } from '../../domain/person.ts';
import { inPartition, keyPart, quoted } from './keys.ts';
import { operationFrom, operationRow } from './operation-row.ts';
import { firstRows, insertRow, matchingRows, readRow, replaceRow } from './rows.ts';

/** Operations among whose starters one can choose. */
const maxStarted = 1_000;

/** The history in the table `operations`. Partition: tenant and kind; row: the id, which sorts the newest first. */
export function createOperationStore(table: TableClient): OperationStore {
  return {
    async create(operation) {
      const etag = await insertRow(table, operationRow(partitionOf(operation), operation));
      return etag === undefined ? 'conflict' : { ...operation, etag };
    },
    async read(key) {
      const row = await readRow(table, partitionOf(key), keyPart(key.id));
      return row === undefined ? undefined : operationFrom(row, key.kind);
    },
    async update(operation) {
      const row = operationRow(partitionOf(operation), operation);
      const etag = await replaceRow(table, row, operation.etag);
      return etag === undefined ? 'conflict' : { ...operation, etag };
    },
    async page(tenant, kind, size, from, filter = {}) {
      const query = filterFor(tenant, kind, from, filter);
      const found = await matchingRows(table, query, size + 1, (row) => {
        const operation = operationFrom(row, kind);
        return matchesFilter(operation, filter) ? operation : undefined;
      });
      const operations = found.slice(0, size);
      const next = found[size]?.id;
      return next === undefined ? { operations } : { operations, next };
    },
    async starters(tenant, kind) {
      const rows = await firstRows(table, filterFor(tenant, kind), maxStarted, ['by']);
      const people = new Map<string, Actor>();
      for (const row of rows) {
        const { by } = operationFrom(row, kind);
        if (!people.has(by.id)) people.set(by.id, by);
      }
      return [...people.values()];
    },
  };
}

function partitionOf(key: Pick<OperationKey, 'tenant' | 'kind'>): string {
  return `${keyPart(key.tenant)}|${key.kind}`;
}

/** The part of a filter that the table can apply. A change of selected people has its network in another column. */
function filterFor(
  tenant: Operation['tenant'],
  kind: OperationKind,
  from?: string,
  { by, status, network, since, until }: OperationFilter = {},
): string {
  const { first, last } = operationIdsWithin(since, until);
  return [
    inPartition(partitionOf({ tenant, kind })),
    ...(from === undefined ? [] : [`RowKey ge ${quoted(keyPart(from))}`]),
    ...(until === undefined ? [] : [`RowKey ge ${quoted(first)}`]),
    ...(since === undefined ? [] : [`RowKey lt ${quoted(last)}`]),
    ...(status === undefined ? [] : [anyOf('state', statesOf(status))]),
    ...(network === undefined ? [] : [`(network eq ${quoted(network)} or bulk ge '')`]),
    ...(by === undefined ? [] : [startedBy(by)]),
  ].join(' and ');
}

/** The column has JSON that begins with the id. */
function startedBy(id: string): string {
  const beginning = `{"id":${JSON.stringify(id)}`;
  return `by ge ${quoted(beginning)} and by lt ${quoted(`${beginning}~`)}`;
}

function anyOf(column: string, values: readonly string[]): string {
  return `(${values.map((value) => `${column} eq ${quoted(value)}`).join(' or ')})`;
}
