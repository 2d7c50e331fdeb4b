import { createHash } from 'node:crypto';
import type { TemplateLinks } from '../cards/template-card.ts';
import { templateCsv, templateWorkbook } from '../features/imports/reading/template.ts';
import type { OrganizationReader } from '../features/imports/ports.ts';
import type { FileStore } from '../domain/operations/ports.ts';
import type { Turn } from './turn.ts';

export interface TemplatesDeps {
  readonly files: FileStore;
  readonly organizations: OrganizationReader;
  /** of the organization's CSV files */
  delimiter(tenant: string): Promise<',' | ';'>;
  readonly linkMinutes: number;
}

/** Links to an organization's template. It follows the attributes at once, since its name is derived from its content. */
export function createTemplates(deps: TemplatesDeps) {
  const { files, organizations, linkMinutes } = deps;
  const written = new Set<string>();

  async function linkTo(tenant: string, content: Buffer, ending: 'csv' | 'xlsx'): Promise<string> {
    const version = createHash('sha256').update(content).digest('hex').slice(0, 16);
    const name = `${tenant}/template-${version}.${ending}`;
    if (!written.has(name)) {
      await files.write(name, [content]);
      written.add(name);
    }
    return files.link(name, `people-template.${ending}`, linkMinutes);
  }

  return async ({ caller: { tenant }, text }: Turn): Promise<TemplateLinks> => {
    const attributes = await organizations.attributes(tenant);
    const csv = templateCsv(attributes, await deps.delimiter(tenant));
    const workbook = await templateWorkbook(attributes, text);
    return {
      workbook: await linkTo(tenant, workbook, 'xlsx'),
      csv: await linkTo(tenant, Buffer.from(csv), 'csv'),
    };
  };
}
