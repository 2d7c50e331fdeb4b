import { AppError } from '../../../../errors.ts';
import type { OpenFile, SourceFacts } from '../file-facts.ts';
import { kindOf, refuseOtherFiles } from '../sniff.ts';
import { csvSource, findCsvSource } from './csv-source.ts';
import { headOf } from './file-head.ts';
import { gunzipped } from './gzip.ts';
import { refuseOldOffice } from './old-office.ts';
import { openOds } from './ods-source.ts';
import type { RowSource, SourceOptions } from './row-source.ts';
import { openContacts } from './vcard-source.ts';
import { openXlsx } from './xlsx-source.ts';
import { kindOfZip, maxUnpacked, onlyTable } from './zip-kinds.ts';
import { openZip, type ZipArchive } from './zip-archive.ts';

/**
 * Opens the table of a file of any kind: its bytes decide, since a name proves nothing.
 * @param known the facts found when it was opened before: the same table is opened, and nothing is searched
 * again
 * @throws AppError file-empty, file-is-…, archive-…, unpacked-too-large; unknown-encoding
 */
export async function openRowSource(
  open: OpenFile,
  options: SourceOptions,
  known?: SourceFacts,
): Promise<RowSource> {
  return openAs(open, options, known, false);
}

async function openAs(
  open: OpenFile,
  options: SourceOptions,
  known: SourceFacts | undefined,
  isInside: boolean,
): Promise<RowSource> {
  const head = await headOf(open);
  const kind = kindOf(head);
  if (kind === 'old-office') await refuseOldOffice(open, head);
  if (kind === 'gzip') {
    if (isInside) throw new AppError('file-is-archive');
    return openAs(gunzipped(open, maxUnpacked), ofPacked(options), known, true);
  }
  if (kind === 'zip') return openFromZip(open, options, known, isInside);
  if (kind === 'contacts') return openContacts(open, options, known?.encoding);
  refuseOtherFiles(head);
  return known === undefined ? findCsvSource(open, options) : csvSource(open, known);
}

/** Options for the file in an archive: facts about the archive's bytes aren't true of it. */
function ofPacked({ isUtf8: _ofArchive, ...options }: SourceOptions): SourceOptions {
  return options;
}

async function openFromZip(
  open: OpenFile,
  options: SourceOptions,
  known: SourceFacts | undefined,
  isInside: boolean,
): Promise<RowSource> {
  const zip = await openZip(open, options.signal);
  try {
    switch (await kindOfZip(zip)) {
      case 'xlsx':
        return await openXlsx(zip, options, known?.sheet);
      case 'ods':
        return await openOds(zip, options, known?.sheet);
      case 'files':
        // An archive in an archive isn't a file of people, and could nest for ever.
        if (isInside) throw new AppError('file-is-archive');
        return await openOnlyFile(zip, options, known);
    }
  } catch (error) {
    await zip.close();
    throw error;
  }
}

/** The only file of an archive that can have a table. @throws AppError archive-several-files, archive-no-table */
async function openOnlyFile(
  zip: ZipArchive,
  options: SourceOptions,
  known: SourceFacts | undefined,
): Promise<RowSource> {
  const name = onlyTable(zip.names);
  const open: OpenFile = (from = 0) => skipping(zip.open(name, maxUnpacked), from);
  const source = await openAs(open, ofPacked(options), known, true);
  return {
    ...source,
    facts: { ...source.facts, archived: name.slice(name.lastIndexOf('/') + 1) },
    async close() {
      await source.close();
      await zip.close();
    },
  };
}

async function* skipping(bytes: AsyncIterable<Buffer>, from: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of bytes) {
    const start = at;
    at += chunk.length;
    if (at > from) yield start >= from ? chunk : chunk.subarray(from - start);
  }
}
