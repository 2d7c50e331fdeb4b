import type { JobMessage } from '../../../src/domain/operations/job-message.ts';
import type { ReadRosterMessage } from '../../../src/features/groups/ports.ts';
import type { DeliveryMessage } from '../../../src/features/notices/ports.ts';

const tenant = 'an-invented-tenant';
const operation = '8236000000000-0123456789abcdef';
const at = '2026-11-20T07:00:00.000Z';

/** A message of every type, for each queue; the compiler asks for those that are missing. */
export const messageSamples: {
  readonly jobs: { readonly [Type in JobMessage['type']]: JobMessage & { readonly type: Type } };
  readonly deliveries: {
    readonly [Type in (DeliveryMessage | ReadRosterMessage)['type']]: (
      DeliveryMessage | ReadRosterMessage
    ) & { readonly type: Type };
  };
} = {
  jobs: {
    'plan-import': { v: 1, type: 'plan-import', tenant, operation, again: true },
    'apply-import': { v: 1, type: 'apply-import', tenant, operation },
    'import-part': { v: 1, type: 'import-part', tenant, operation },
    'undo-import': { v: 1, type: 'undo-import', tenant, operation },
    'export-people': { v: 1, type: 'export-people', tenant, operation },
    'export-everything': { v: 1, type: 'export-everything', tenant, operation },
    'export-audit': { v: 1, type: 'export-audit', tenant, operation },
    'import-everything': { v: 1, type: 'import-everything', tenant, operation },
    'sync-people': { v: 1, type: 'sync-people', tenant, operation },
    'refresh-view': { v: 1, type: 'refresh-view', tenant },
    'run-schedule': { v: 1, type: 'run-schedule', tenant, schedule: '0123456789abcdef', at },
    'restore-deleted': { v: 1, type: 'restore-deleted', tenant, operation },
    'fetch-picture': {
      v: 1,
      type: 'fetch-picture',
      tenant,
      person: '0123456789abcdef0123456789abcdef',
    },
    'erase-person': {
      v: 1,
      type: 'erase-person',
      tenant,
      person: '0123456789abcdef0123456789abcdef',
      reference: '0123456789abcdef',
      by: 'an-invented-admin',
      at,
    },
    'run-sync': { v: 1, type: 'run-sync', tenant, at },
    'follow-group': { v: 1, type: 'follow-group', tenant, group: 'an-invented-team' },
  },
  deliveries: {
    notice: { v: 1, type: 'notice', tenant, to: 'an-invented-admin', operation, kind: 'import' },
    waiting: { v: 1, type: 'waiting', tenant, to: 'an-invented-admin' },
    card: { v: 1, type: 'card', tenant, operation, kind: 'export' },
    'read-roster': { v: 1, type: 'read-roster', tenant, group: 'an-invented-team', at },
  },
};
