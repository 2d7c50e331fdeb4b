import { randomBytes } from 'node:crypto';
import type { FieldChange } from '../domain/person.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { OrganizationReader } from '../features/imports/ports.ts';
import type { createPersonData } from '../features/people/person-data.ts';
import type { Downloads } from '../features/downloads/downloads.ts';
import { fieldNames } from '../text/audit-words.ts';
import { linkReader } from './caller.ts';
import type { Turn } from './turn.ts';

export interface PersonDataExportDeps {
  readonly files: Pick<FileStore, 'write'>;
  readonly downloads: Pick<Downloads, 'link'>;
  readonly personData: ReturnType<typeof createPersonData>;
  readonly organizations: OrganizationReader;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

/** Writes all that is held of one person to a new JSON file and links to it. The names of the file don't tell whose it is. */
export function createPersonDataExport(deps: PersonDataExportDeps) {
  return async ({ caller, text }: Turn, person: string): Promise<string> => {
    const { tenant, actor } = caller;
    const at = new Date(deps.now()).toISOString();
    const field = fieldNames(text, await deps.organizations.attributes(tenant));
    const named = (changes: readonly FieldChange[]) =>
      changes.map((change) => ({ attribute: field(change.field), ...change }));
    const { records, held } = await deps.personData(tenant, actor, person);
    const data = {
      about: text.personData.about,
      at,
      by: actor,
      records: records.map(({ etag: _etag, fields, history, ...facts }) => ({
        values: Object.entries(fields).map(([key, value]) => ({
          ...{ attribute: field(key), key, value },
        })),
        ...facts,
        history: history.map(({ changes, ...entry }) => ({ ...entry, changes: named(changes) })),
      })),
      ...held,
    };
    const day = at.slice(0, 10);
    const name = `${tenant}/person-data-${day}-${randomBytes(8).toString('hex')}.json`;
    await deps.files.write(name, [Buffer.from(`${JSON.stringify(data, null, 2)}\n`)]);
    const file = { name, fileName: `person-data-${day}.json` };
    return deps.downloads.link(file, linkReader(caller, 'everything'));
  };
}
