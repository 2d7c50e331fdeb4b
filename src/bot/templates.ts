import { createHash } from 'node:crypto';
import type { TemplateLinks } from '../cards/template-card.ts';
import { templateCsv, templateWorkbook } from '../features/imports/reading/template.ts';
import type { OrganizationReader } from '../features/imports/ports.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { Downloads } from '../features/downloads/downloads.ts';
import { linkReader, type Caller } from './caller.ts';
import type { Turn } from './turn.ts';

export interface TemplatesDeps {
  readonly files: Pick<FileStore, 'write'>;
  readonly downloads: Pick<Downloads, 'link'>;
  readonly organizations: OrganizationReader;
  /** of the organization's CSV files */
  delimiter(tenant: string): Promise<',' | ';'>;
}

/** Links to an organization's template. It follows the attributes at once, since its name is derived from its content. */
export function createTemplates(deps: TemplatesDeps) {
  const { files, downloads, organizations } = deps;
  const written = new Set<string>();

  async function linkTo(caller: Caller, content: Buffer, ending: 'csv' | 'xlsx'): Promise<string> {
    const version = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const name = `${caller.tenant}/template-${version}.${ending}`;
    if (!written.has(name)) {
      await files.write(name, [content]);
      written.add(name);
    }
    const file = { name, fileName: `people-template.${ending}` };
    return downloads.link(file, linkReader(caller, 'import'));
  }

  return async ({ caller, text }: Turn): Promise<TemplateLinks> => {
    const { tenant } = caller;
    const attributes = await organizations.attributes(tenant);
    const csv = templateCsv(attributes, await deps.delimiter(tenant));
    const workbook = await templateWorkbook(attributes, text);
    return {
      workbook: await linkTo(caller, workbook, 'xlsx'),
      csv: await linkTo(caller, Buffer.from(csv), 'csv'),
    };
  };
}
