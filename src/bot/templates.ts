import { templateCsv } from '../imports/reading/template.ts';
import type { FileStore } from '../operations/ports.ts';
import type { Turn } from './turn.ts';

/** Links to an organization's CSV template. The file is written anew by each process, since attributes may have changed. */
export function createTemplates(deps: { readonly files: FileStore; readonly linkMinutes: number }) {
  const written = new Set<string>();
  return async ({ caller }: Turn): Promise<string> => {
    const name = `${caller.tenant}/template.csv`;
    if (!written.has(name)) {
      await deps.files.write(name, content());
      written.add(name);
    }
    return deps.files.link(name, 'people-template.csv', deps.linkMinutes);
  };
}

// eslint-disable-next-line @typescript-eslint/require-await -- a stream of one chunk
async function* content(): AsyncGenerator<Buffer> {
  yield Buffer.from(templateCsv());
}
