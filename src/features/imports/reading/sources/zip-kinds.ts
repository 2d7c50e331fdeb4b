import { AppError } from '../../../../errors.ts';
import type { ZipArchive } from './zip-archive.ts';

/** Several kinds of files are archives. @throws AppError for those without a table: file-is-document and others */
export async function kindOfZip(zip: ZipArchive): Promise<'xlsx' | 'ods' | 'files'> {
  const { names } = zip;
  const hasFolder = (folder: string) => names.some((name) => name.startsWith(folder));
  if (zip.has('xl/workbook.bin')) throw new AppError('file-is-workbook');
  if (names.some((name) => name.endsWith('.iwa')) || zip.has('Index.zip'))
    throw new AppError('file-is-numbers');
  if (zip.has('mimetype')) {
    const type = await mimeTypeOf(zip);
    if (type.includes('opendocument.spreadsheet')) return 'ods';
    if (type.includes('opendocument')) throw new AppError('file-is-document');
  }
  if (zip.has('[Content_Types].xml')) {
    if (hasFolder('word/') || hasFolder('ppt/')) throw new AppError('file-is-document');
    return 'xlsx';
  }
  return 'files';
}

async function mimeTypeOf(zip: ZipArchive): Promise<string> {
  let text = '';
  for await (const chunk of zip.open('mimetype', 1024)) text += chunk.toString('latin1');
  return text;
}

/** Files that programs add to a person's files. */
const byTheWay = /^(?:\._|\.ds_store$|thumbs\.db$|desktop\.ini$)/iu;
const mayHaveTable = /\.(?:csv|tsv|tab|txt|xlsx|xlsm|ods|vcf)$/iu;

/** a text that programs put beside the table */
const explanation =
  /(?:^|\/)(?:read[\s_-]?me|licen[cs]e|notes?|info|about|liesmich|leeme|lisezmoi)[^/]{0,20}\.txt$/iu;

const isArchive = /\.(?:zip|gz|tgz|tar|7z|rar)$/iu;

/** Most bytes that a file in an archive, or a compressed one, may unpack to: as many as can be sent uncompressed. */
export const maxUnpacked = 500 * 1024 * 1024;

/** The only file of an archive with a name of a table. @throws AppError archive-several-files, archive-no-table */
export function onlyTable(names: readonly string[]): string {
  const files = names.filter(
    (name) =>
      !name.startsWith('__MACOSX/') && !byTheWay.test(name.slice(name.lastIndexOf('/') + 1)),
  );
  const tables = files.filter((name) => mayHaveTable.test(name) && !explanation.test(name));
  const candidates = tables.length === 0 && files.length === 1 ? files : tables;
  const [only] = candidates;
  if (only !== undefined && isArchive.test(only)) throw new AppError('file-is-archive');
  if (only === undefined) throw new AppError('archive-no-table');
  if (candidates.length > 1)
    throw new AppError('archive-several-files', { files: candidates.length });
  return only;
}
