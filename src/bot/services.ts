import type { HeldPeople } from '../features/sync/held-people.ts';
import type { TemplateLinks } from '../cards/template-card.ts';
import type { CommandEntry } from './commands/command-entry.ts';
import type { Dialogs } from './dialogs/dialogs.ts';
import type { ExportRequests } from '../features/exports/export-requests.ts';
import type { Schedules } from '../features/exports/schedules.ts';
import type { Group } from '../features/groups/group.ts';
import type { Groups } from '../features/groups/groups.ts';
import type { RestoreRequests } from '../features/groups/restore-requests.ts';
import type { ImportRequests } from '../features/imports/import-requests.ts';
import type { LoggedRows } from '../features/imports/read-error-log.ts';
import type { ColumnMemory } from '../features/imports/column-memory.ts';
import type { UndoJoining } from '../features/imports/undo/undo-joining.ts';
import type { UndoRequests } from '../features/imports/undo/undo-requests.ts';
import type { OrganizationReader } from '../features/imports/ports.ts';
import type { ChatStore } from '../features/notices/ports.ts';
import type { Attributes } from '../features/admin/attributes.ts';
import type { Roles } from '../features/admin/roles.ts';
import type { OrganizationSettings } from '../features/admin/settings.ts';
import type { Erasures } from '../features/people/erase.ts';
import type { createFilesThatMayHold } from '../features/people/files-that-may-hold.ts';
import type { BulkChanges } from '../features/people/bulk-changes.ts';
import type { Duplicates } from '../features/people/duplicates.ts';
import type { Merges } from '../features/people/merges.ts';
import type { createRestoreDeleted } from '../features/people/restore-deleted.ts';
import type { People } from '../features/people/people.ts';
import type { EntraGroups } from '../features/sync/ports.ts';
import type { SyncSettingsUse } from '../features/sync/sync-settings-use.ts';
import type { Syncs } from '../features/sync/syncs.ts';
import type { ListColumnsStore, PickedPeopleStore } from '../features/search/ports.ts';
import type { DirectoryView } from '../features/search/directory-view.ts';
import type { StoredPerson } from '../domain/people-store.ts';
import type { Log } from '../log.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { OperationStore } from '../domain/operations/ports.ts';
import type { LongWork } from './long-work.ts';
import type { OperationView } from './operation-view.ts';
import type { Caller } from './caller.ts';
import type { AccountKind } from './lookup/own-account.ts';
import type { Turn } from './turn.ts';

/** The services that commands and actions use. */
export interface BotServices {
  readonly operations: OperationStore;
  readonly imports: ImportRequests;
  readonly undos: UndoRequests;
  readonly undoJoining: UndoJoining;
  readonly exports: ExportRequests;
  readonly schedules: Schedules;
  readonly view: OperationView;
  readonly dialogs: Dialogs;
  readonly directory: DirectoryView;
  readonly groups: Groups;
  readonly restoreRequests: Pick<RestoreRequests, 'open' | 'refuse'>;
  readonly people: People;
  /** starts restoring deleted people */
  readonly restoreDeleted: ReturnType<typeof createRestoreDeleted>;
  readonly bulk: Pick<BulkChanges, 'move' | 'remove' | 'restore'>;
  readonly duplicates: Duplicates;
  readonly merges: Pick<Merges, 'merge' | 'undo'>;
  readonly organizations: OrganizationReader;
  readonly roles: Roles;
  readonly attributes: Attributes;
  readonly settings: OrganizationSettings;
  readonly listColumns: ListColumnsStore;
  readonly pickedPeople: PickedPeopleStore;
  readonly columnMemory: Pick<ColumnMemory, 'list' | 'forget'>;
  readonly syncs: Syncs;
  readonly syncSettings: SyncSettingsUse;
  readonly heldPeople: HeldPeople;
  readonly entraGroups: EntraGroups;
  readonly chats: ChatStore;
  /** all commands, in the order of display */
  readonly commands: readonly CommandEntry[];
  readonly log: Log;
  /** links to the organization's template */
  readonly templateLinks: (turn: Turn) => Promise<TemplateLinks>;
  /** redraws an operation's card in its chat */
  readonly redraw: (operation: Operation, delaySeconds?: number) => Promise<void>;
  /** a link to all that is held of a person, in a file written just now */
  readonly personDataUrl: (turn: Turn, person: string) => Promise<string>;
  /** a link to the people of these groups, which the caller owns, as a CSV file written just now */
  readonly groupsUrl: (turn: Turn, owned: readonly Group[]) => Promise<string>;
  /** a page of an operation's error log, in the file's order @param first from 0 */
  readonly loggedRows: (operation: Operation, first: number, size: number) => Promise<LoggedRows>;
  /** runs work that may take longer than a turn */
  readonly longWork: LongWork;
  readonly erasures: Erasures;
  readonly filesThatMayHold: ReturnType<typeof createFilesThatMayHold>;
  /** a link to a person's picture, if one is kept */
  readonly pictureOf: (tenant: string, person: StoredPerson) => Promise<string | undefined>;
  /** the record of the person with an Entra account */
  readonly recordOf: (tenant: string, entraId: string) => Promise<StoredPerson | undefined>;
  /** whether the caller's account is of the organization itself */
  readonly accountKind: (caller: Caller) => Promise<AccountKind>;
  /** @throws AppError `directory-not-empty` unless an archive of everything may be brought in */
  readonly mustBeEmpty: (tenant: string) => Promise<void>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}
