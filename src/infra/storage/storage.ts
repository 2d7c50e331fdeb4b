import { createColumnMemory } from './column-memory.ts';
import type { ColumnMemory } from '../../features/imports/column-memory.ts';
import type { InboxStore } from '../../features/imports/inbox/ports.ts';
import type { HeldPeopleStore } from '../../features/sync/ports.ts';
import { createHeldPeopleStore } from './held-people.ts';
import type { DialogStore, SentFilesStore } from '../../edge/ports.ts';
import type { JoinedStore } from '../../features/people/ports.ts';
import type {
  AddedMembersStore,
  GroupStore,
  MembershipStore,
  RestoreRequestStore,
} from '../../features/groups/ports.ts';
import type {
  ChangeFeed,
  PeopleContents,
  PeopleStore,
  WholePeople,
} from '../../domain/people-store.ts';
import type { ExportMemoryStore, ScheduleStore } from '../../features/exports/ports.ts';
import type {
  FormerWorkUnits,
  OrganizationReader,
  SecretAdoption,
} from '../../features/imports/ports.ts';
import type { MessageQueue, QueueLook } from '../../jobs/ports.ts';
import type { ChatStore, DeliveryQueue, OutboxStore } from '../../features/notices/ports.ts';
import type {
  FileStore,
  JobSender,
  OperationStore,
  WriteQueue,
} from '../../domain/operations/ports.ts';
import type {
  AttributeStore,
  AuditBeginning,
  AuditIntents,
  AuditRewriter,
  AuditStore,
  RoleStore,
  SettingStore,
} from '../../features/admin/ports.ts';
import type {
  AliasStore,
  AllEntraLinks,
  ApartStore,
  EntraLinkStore,
} from '../../features/people/ports.ts';
import type { SyncSettingsStore } from '../../features/sync/sync-settings-store.ts';
import { createAddedMembersStore } from './added-members.ts';
import { createAliasStore } from './aliases.ts';
import { createApartStore } from './apart.ts';
import { createAttributeStore } from './attributes.ts';
import { createAuditIntents } from './audit-intents.ts';
import { createAuditBeginning, createAuditRewriter, createAuditStore } from './audit.ts';
import type {
  ChangeReader,
  ListColumnsStore,
  PickedPeopleStore,
  SegmentStore,
} from '../../features/search/ports.ts';
import type { RestoreStore } from '../../features/backups/ports.ts';
import type { DownloadKeys } from '../../features/downloads/ports.ts';
import { createBackupStore } from './backups.ts';
import { createChangeFeed } from './change-feed.ts';
import { createChatStore } from './chats.ts';
import type { StorageConnection } from './connect.ts';
import { createDialogStore } from './dialogs.ts';
import { createDownloadKeys } from './download-keys.ts';
import { createEntraLinkStore } from './entra-links.ts';
import { containerNames, ensureStorage, pingStorage, queueNames, tableNames } from './ensure.ts';
import { createExportMemoryStore } from './export-memory.ts';
import { createFileStore } from './files.ts';
import { createInboxStore } from './inbox.ts';
import { linkKeys } from './links.ts';
import { createListColumnsStore } from './list-columns.ts';
import { createOperationStore } from './operations.ts';
import { createOrganizationSettingStore } from './organization-settings.ts';
import { createOrganizationReader } from './organizations.ts';
import { createGroupStore } from './groups.ts';
import { createMembershipStore } from './memberships.ts';
import { createOutboxStore } from './outbox.ts';
import { createPeopleStore } from './people.ts';
import { createPickedPeopleStore } from './picked-people.ts';
import { knownOrganizations } from './purge.ts';
import { createFormerWorkUnits } from './former-work-units.ts';
import { createQueue, lookAtQueue } from './queue.ts';
import { createRestoreRequestStore } from './restore-requests.ts';
import { createRoleStore } from './roles.ts';
import { createScheduleStore } from './schedules.ts';
import { createSyncSettingsStore } from './sync-settings.ts';
import type { SyncStateStore } from '../../features/sync/ports.ts';
import { createSyncStateStore } from './sync-state.ts';
import { createSentFilesStore } from './sent-files.ts';
import { createTurnStore } from './turns.ts';
import type { TurnStorage } from './turns.ts';
import { createSegmentStore } from './view-segments.ts';
import { createWriteQueue } from './write-queue.ts';

export interface Storage {
  /** Creates missing tables, containers and queues; idempotent. */
  ensure(): Promise<void>;
  /** @throws AppError `storage-unreachable` unless blobs, queues and tables answer within 2 s */
  ping(): Promise<void>;
  readonly operations: OperationStore;
  readonly people: PeopleStore & PeopleContents & WholePeople;
  /** the change feed of the directory view */
  readonly changes: ChangeFeed & ChangeReader;
  readonly segments: SegmentStore;
  readonly organizations: OrganizationReader & SecretAdoption;
  readonly roles: RoleStore;
  readonly attributes: AttributeStore;
  readonly organizationSettings: SettingStore;
  readonly listColumns: ListColumnsStore;
  readonly pickedPeople: PickedPeopleStore;
  readonly columnMemory: ColumnMemory;
  readonly schedules: ScheduleStore;
  readonly syncSettings: SyncSettingsStore;
  readonly exportMemory: ExportMemoryStore;
  readonly aliases: AliasStore;
  readonly entraLinks: EntraLinkStore & AllEntraLinks;
  readonly syncStates: SyncStateStore;
  readonly heldPeople: HeldPeopleStore;
  readonly apart: ApartStore;
  readonly audit: AuditStore;
  readonly auditRewriter: AuditRewriter;
  readonly auditBeginning: AuditBeginning;
  readonly auditIntents: AuditIntents;
  /** All organizations that ever used the product, page by page; slow. */
  knownOrganizations(): AsyncIterable<readonly string[]>;
  readonly turns: TurnStorage;
  readonly sentFiles: SentFilesStore;
  readonly dialogs: DialogStore;
  readonly outbox: OutboxStore;
  readonly chats: ChatStore & JoinedStore;
  readonly groups: GroupStore;
  readonly memberships: MembershipStore;
  readonly addedMembers: AddedMembersStore;
  readonly restoreRequests: RestoreRequestStore;
  readonly writeQueue: WriteQueue;
  readonly formerWorkUnits: FormerWorkUnits;
  readonly backups: RestoreStore;
  readonly downloadKeys: DownloadKeys;
  /** files that other systems send */
  readonly inbox: InboxStore;
  /** originals, error logs, templates: the files that people download */
  readonly files: FileStore;
  /** temporary files of jobs */
  readonly work: FileStore;
  readonly jobs: MessageQueue & JobSender;
  readonly deliveries: MessageQueue & DeliveryQueue;
  /** a snapshot of each queue, by its name */
  readonly queueLooks: Readonly<Record<string, () => Promise<QueueLook>>>;
}

/** All stores of one storage account. No request is sent until one is used. */
export function createStorage(
  connection: StorageConnection,
  options: { readonly defaultCountry?: string } = {},
): Storage {
  const table = (name: string) => connection.table(name);
  const container = (name: string) => connection.blobs.getContainerClient(name);
  const queue = (name: string) => createQueue(connection.queues.getQueueClient(name));
  const organizations = table(tableNames.organizations);
  const chats = table(tableNames.chats);
  const keys = linkKeys(connection);
  return {
    ensure: () => ensureStorage(connection),
    ping: () => pingStorage(connection),
    operations: createOperationStore(table(tableNames.operations)),
    people: createPeopleStore((shard) => table(tableNames.people(shard))),
    changes: createChangeFeed(table(tableNames.changes)),
    segments: createSegmentStore(container(containerNames.work)),
    organizations: createOrganizationReader({ table: organizations, ...options }),
    roles: createRoleStore(organizations),
    attributes: createAttributeStore(organizations),
    organizationSettings: createOrganizationSettingStore(organizations),
    listColumns: createListColumnsStore(organizations),
    pickedPeople: createPickedPeopleStore(organizations),
    columnMemory: createColumnMemory(organizations),
    schedules: createScheduleStore(organizations),
    syncSettings: createSyncSettingsStore(organizations),
    exportMemory: createExportMemoryStore(organizations),
    aliases: createAliasStore({
      table: organizations,
      people: (shard) => table(tableNames.people(shard)),
    }),
    entraLinks: createEntraLinkStore(organizations),
    syncStates: createSyncStateStore(organizations),
    heldPeople: createHeldPeopleStore(organizations),
    apart: createApartStore(organizations),
    audit: createAuditStore(table(tableNames.audit)),
    auditRewriter: createAuditRewriter(table(tableNames.audit)),
    auditBeginning: createAuditBeginning(table(tableNames.audit)),
    auditIntents: createAuditIntents(organizations),
    knownOrganizations: () => knownOrganizations(organizations),
    turns: createTurnStore(table(tableNames.turns)),
    sentFiles: createSentFilesStore(table(tableNames.turns)),
    dialogs: createDialogStore(chats),
    outbox: createOutboxStore(table(tableNames.outbox)),
    chats: createChatStore(chats),
    groups: createGroupStore(organizations),
    memberships: createMembershipStore(table(tableNames.memberships)),
    addedMembers: createAddedMembersStore(table(tableNames.turns)),
    restoreRequests: createRestoreRequestStore(organizations),
    writeQueue: createWriteQueue({
      table: organizations,
      leases: container(containerNames.leases),
    }),
    formerWorkUnits: createFormerWorkUnits(table(tableNames.operations)),
    backups: createBackupStore(connection),
    downloadKeys: createDownloadKeys(organizations),
    inbox: createInboxStore({
      container: connection.inbox,
      leases: container(containerNames.leases),
      table: organizations,
    }),
    files: createFileStore(container(containerNames.files), keys),
    work: createFileStore(container(containerNames.work), keys),
    jobs: queue(queueNames.jobs),
    deliveries: queue(queueNames.deliveries),
    queueLooks: Object.fromEntries(
      Object.values(queueNames).map((name) => [
        name,
        () => lookAtQueue(connection.queues.getQueueClient(name)),
      ]),
    ),
  };
}
