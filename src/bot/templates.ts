import { createHash } from 'node:crypto';
import { templateCsv } from '../features/imports/reading/template.ts';
import type { OrganizationReader } from '../features/imports/ports.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { Turn } from './turn.ts';

export interface TemplatesDeps {
  readonly files: FileStore;
  readonly organizations: OrganizationReader;
  readonly linkMinutes: number;
}

/**
 * Links to an organization's CSV template. It follows the attributes at once, since its name is derived from
 * its content.
 */
export function createTemplates({ files, organizations, linkMinutes }: TemplatesDeps) {
  const written = new Set<string>();
  return async ({ caller }: Turn): Promise<string> => {
    const content = templateCsv(await organizations.attributes(caller.tenant));
    const version = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const name = `${caller.tenant}/template-${version}.csv`;
    if (!written.has(name)) {
      await files.write(name, [Buffer.from(content)]);
      written.add(name);
    }
    return files.link(name, 'people-template.csv', linkMinutes);
  };
}
