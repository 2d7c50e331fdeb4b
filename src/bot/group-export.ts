import type { AuditEntry, AuditLog } from '../domain/audit.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import { nameOf } from '../domain/person.ts';
import { may } from '../domain/roles.ts';
import { csvFile } from '../features/exports/csv-file.ts';
import type { Group } from '../features/groups/group.ts';
import type { Groups } from '../features/groups/groups.ts';
import type { Downloads } from '../features/downloads/downloads.ts';
import { linkReader } from './caller.ts';
import { sentAt } from './sent-at.ts';
import { turnKey } from './turn-key.ts';
import type { Turn } from './turn.ts';

export interface GroupExportDeps {
  readonly files: Pick<FileStore, 'write'>;
  readonly downloads: Pick<Downloads, 'link'>;
  readonly groups: Pick<Groups, 'everyone'>;
  readonly audit: Pick<AuditLog, 'intend' | 'record'>;
  /** of the organization's CSV files */
  delimiter(tenant: string): Promise<',' | ';'>;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/**
 * Writes the people of a person's own groups to a new CSV file, as `group` shows them, and links to it. Audited
 * before there is a link: without the entry nobody gets the file. A message that comes again writes the same
 * file and entry.
 */
export function createGroupExport(deps: GroupExportDeps) {
  const { files, groups, audit } = deps;

  return async (turn: Turn, owned: readonly Group[]): Promise<string> => {
    const { caller, text } = turn;
    const { tenant, actor } = caller;
    const at = new Date(sentAt(turn.context.activity) ?? deps.now()).toISOString();
    const key = turnKey(turn);
    const fileName = `groups ${at.slice(0, 10)}.csv`;
    const name = `${tenant}/groups-${at.slice(0, 10)}-${key}.csv`;
    const viewer = { id: actor.id, seesPeople: may(caller, 'see-people') };
    let people = 0;

    async function* rows() {
      for (const group of owned) {
        const groupName = group.name.trim() === '' ? text.groups.noName[group.kind] : group.name;
        const members = await groups.everyone(group, viewer);
        people += members.length;
        yield members.map(({ name: given, person, phone }) => {
          const known = person === undefined ? given : nameOf(person.fields);
          return [groupName, known, person?.fields.phone ?? phone ?? ''];
        });
      }
    }

    const { group, name: person } = text.groupAdd;
    const header = [group, person, text.attribute('phone')];
    await files.write(name, csvFile(header, rows(), await deps.delimiter(tenant)));
    const result = { people, columns: ['group', 'name', 'phone'].join(' '), format: 'csv' };
    const changes = [
      ...Object.entries(result),
      ...owned.map((one) => ['group', one.name] as const),
    ].map(([field, after]) => ({ field, before: '', after: String(after) }));
    const entry: AuditEntry = {
      id: key,
      ...{ at, by: actor, from: 'export', what: 'export-completed', changes },
      subject: { type: 'operation', id: key, name: fileName },
    };
    await audit.intend(tenant, [entry]);
    await audit.record(tenant, [entry]);
    return deps.downloads.link({ name, fileName }, linkReader(caller));
  };
}
