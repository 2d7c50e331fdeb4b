import { createGroupExport } from '../bot/group-export.ts';
import { commands } from '../bot/commands/index.ts';
import { createDialogs } from '../bot/dialogs/dialogs.ts';
import { createAccountKinds } from '../bot/lookup/own-account.ts';
import type { LongWork } from '../bot/long-work.ts';
import type { OperationView } from '../bot/operation-view.ts';
import type { Downloads } from '../features/downloads/downloads.ts';
import type { BotServices } from '../bot/services.ts';
import { createPersonDataExport } from '../bot/person-data-export.ts';
import { createTemplates } from '../bot/templates.ts';
import type { AccountLookUp } from '../features/groups/ports.ts';
import { mustBeEmpty } from '../features/imports/everything/bring-everything.ts';
import { readErrorLog } from '../features/imports/read-error-log.ts';
import { createUndoJoining } from '../features/imports/undo/undo-joining.ts';
import { createUndoRequests } from '../features/imports/undo/undo-requests.ts';
import { createErasures } from '../features/people/erase.ts';
import { createFilesThatMayHold } from '../features/people/files-that-may-hold.ts';
import { createPersonData } from '../features/people/person-data.ts';
import { createRestoreDeleted } from '../features/people/restore-deleted.ts';
import { createSyncImages } from '../features/sync/sync-images.ts';
import type { Dependencies } from './dependencies.ts';
import { composeImportRequests } from './import-requests.ts';
import { placesOfPeople } from './person-places.ts';
import type { Shared } from './shared.ts';

/** Made with the adapter, which only the web role has. */
interface BotServicesNeeds {
  readonly view: OperationView;
  readonly downloads: Downloads;
  readonly longWork: LongWork;
  readonly accounts: AccountLookUp;
}

/** The services that commands and actions of the bot use. */
export function composeBotServices(
  { settings, storage, log, concurrency }: Dependencies,
  shared: Shared,
  { view, downloads, longWork, accounts }: BotServicesNeeds,
): BotServices {
  const { now, announcer } = shared;
  const { operations, files, organizations, chats } = storage;
  const { listColumns, pickedPeople, columnMemory } = storage;
  const imports = composeImportRequests({ settings, storage }, shared);
  const templateLinks = createTemplates({
    files,
    downloads,
    organizations,
    delimiter: (tenant) => shared.organizationSettings.delimiter(tenant),
  });
  const redraw: BotServices['redraw'] = (operation, delaySeconds) =>
    announcer.moved(operation, delaySeconds);
  const dialogs = createDialogs(storage.dialogs, {
    imports,
    operations,
    view,
    templateLinks,
    redraw,
  });
  const recordOf: BotServices['recordOf'] = (tenant, entraId) =>
    shared.provisioning.byEntraId(tenant, entraId);
  return {
    ...shared,
    ...{ operations, organizations, listColumns, pickedPeople, columnMemory, chats },
    imports,
    undos: createUndoRequests({
      operations,
      jobs: shared.jobs,
      people: storage.people,
      work: storage.work,
      changeFeed: storage.changes,
      phones: shared.phoneChanges,
      concurrency,
      imagesOfSync: createSyncImages(storage.work),
      resetSync: (tenant, by) => shared.syncs.reset(tenant, by),
      now,
    }),
    undoJoining: createUndoJoining({
      ...{ operations, audit: shared.audit, groups: shared.groups.files, now },
    }),
    settings: shared.organizationSettings,
    view,
    dialogs,
    recordOf,
    accountKind: createAccountKinds({ recordOf, chats, accounts, now }),
    erasures: createErasures({
      store: storage.people,
      changeFeed: storage.changes,
      jobs: shared.jobs,
      now,
    }),
    async mustBeEmpty(tenant) {
      await mustBeEmpty(storage, tenant);
    },
    restoreDeleted: createRestoreDeleted({ operations, jobs: shared.jobs, now }),
    pictureOf: (tenant, person) => shared.pictures.linkTo(tenant, person),
    filesThatMayHold: createFilesThatMayHold({ files, retention: shared.retention }),
    commands,
    log,
    templateLinks,
    redraw,
    longWork,
    personDataUrl: createPersonDataExport({
      ...{ files, downloads, organizations, now },
      personData: createPersonData({
        store: storage.people,
        places: placesOfPeople(storage, shared.pictures, now),
        audit: shared.audit,
        now,
      }),
    }),
    groupsUrl: createGroupExport({
      files,
      downloads,
      groups: shared.groups,
      audit: shared.audit,
      delimiter: (tenant) => shared.organizationSettings.delimiter(tenant),
      now,
    }),
    loggedRows: async ({ errorLog = '' }, first, size) =>
      errorLog !== '' && (await files.exists(errorLog))
        ? readErrorLog(() => files.open(errorLog), first, size)
        : { rows: [], hasNext: false },
  };
}
