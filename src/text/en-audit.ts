import type { AuditedEvent, AuditEntry } from '../directory/audit.ts';

/** The words of the audit as a file. */
export const auditFile = {
  columns: {
    at: 'When (UTC)',
    by: 'Who',
    byId: 'Who (id)',
    from: 'From',
    what: 'What',
    subject: 'Of',
    subjectId: 'Of (id)',
    operation: 'Operation',
    field: 'Field',
    before: 'Before',
    after: 'After',
  },
  what: (what: AuditedEvent): string => events[what],
  from: (from: AuditEntry['from']): string => origins[from],
  /** what is changed in something that isn't a person */
  fields: {
    role: 'Role',
    name: 'Name',
    type: 'Type',
    required: 'Required',
    visibleTo: 'Visible to',
    state: 'Status',
    added: 'Added',
    updated: 'Updated',
    unchanged: 'Unchanged',
    rejected: 'Rejected',
    network: 'Network',
    people: 'People',
    changed: 'Changed',
    moved: 'Moved',
    deleted: 'Deleted',
    since: 'Changes since',
    columns: 'Columns',
    format: 'File type',
    delimiter: 'Delimiter of CSV files',
  } as Readonly<Record<string, string>>,
};

const events: Readonly<Record<AuditedEvent, string>> = {
  'person-added': 'Person added',
  'person-changed': 'Person changed',
  'person-moved': 'Person moved',
  'person-deleted': 'Person deleted',
  'person-restored': 'Person restored',
  'person-purged': 'Deleted person removed for good',
  'role-given': 'Role given',
  'role-taken': 'Role taken',
  'attribute-added': 'Attribute added',
  'attribute-changed': 'Attribute changed',
  'attribute-removed': 'Attribute removed',
  'attribute-restored': 'Attribute restored',
  'attribute-purged': 'Removed attribute’s data removed for good',
  'import-completed': 'Import',
  'import-undone': 'Import undone',
  'export-completed': 'Export',
  'sync-completed': 'Sync',
  'setting-changed': 'Setting changed',
};

const origins: Readonly<Record<AuditEntry['from'], string>> = {
  chat: 'Chat',
  import: 'Import',
  export: 'Export',
  sync: 'Sync',
  upkeep: 'Rollcall itself',
};
