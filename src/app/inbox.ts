import { may } from '../domain/roles.ts';
import { createLogFailedImport } from '../features/imports/failed-import.ts';
import { createInboxLook } from '../features/imports/inbox/look-into-inbox.ts';
import { createReceiveInboxFile } from '../features/imports/inbox/receive-inbox-file.ts';
import { createRepeatedly, type Repeatedly } from '../jobs/repeatedly.ts';
import { defined } from '../lib/defined.ts';
import type { Dependencies } from './dependencies.ts';
import type { Shared } from './shared.ts';

const everyMs = 60_000;
/** Programs that upload in pieces write at least this often. */
const settledMs = 60_000;

/** Looks into the inbox every minute. */
export function composeInbox(
  { settings, storage, log, inbox: times }: Dependencies,
  { jobs, now, roles, announcer, organizationSettings, homeTenant }: Shared,
): Repeatedly {
  const look = createInboxLook({
    inbox: storage.inbox,
    operations: storage.operations,
    announcer,
    receive: createReceiveInboxFile({
      inbox: storage.inbox,
      operations: storage.operations,
      files: storage.files,
      jobs,
      maxFileBytes: settings.MAX_FILE_MB * 1024 * 1024,
      logRefusal: createLogFailedImport(storage),
      now,
    }),
    setting: (tenant) => organizationSettings.inbox(tenant),
    async mayImport(tenant, person) {
      return may(await roles.standingOf(tenant, person), 'import');
    },
    ...defined({ homeTenant }),
    settledMs: times?.settledMs ?? settledMs,
    log,
    now,
  });
  return createRepeatedly({ name: 'inbox', everyMs: times?.everyMs ?? everyMs, work: look, log });
}
