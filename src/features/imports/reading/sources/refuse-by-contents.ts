import { AppError } from '../../../../errors.ts';
import type { OpenFile } from '../file-facts.ts';
import { kindOf, refuseOtherFiles, sniffedBytes } from '../sniff.ts';
import { isArchive } from '../../everything/open-archive.ts';
import { headOf } from './file-head.ts';
import { gunzipped } from './gzip.ts';
import { refuseOldOffice } from './old-office.ts';
import { lookIntoZip } from './zip-archive.ts';
import { kindOfZip, maxUnpacked, onlyTable } from './zip-kinds.ts';

/**
 * Refuses a stored file whose first bytes don't show its kind: an archive's content is in its directory, at its
 * end. Unpacks only the first bytes of a file in it, so that the person hears at once.
 * @param bytes size of the file
 * @returns that it is an archive of everything
 * @throws AppError file-is-…, archive-…
 */
export async function refuseByContents(
  open: OpenFile,
  bytes: number,
): Promise<'everything' | undefined> {
  const head = await headOf(open);
  const kind = kindOf(head);
  if (kind === 'old-office') await refuseOldOffice(open, head);
  if (kind === 'gzip') refuseInside(await headOf(gunzipped(open, maxUnpacked)));
  if (kind !== 'zip') return undefined;
  const zip = await lookIntoZip(open, bytes);
  try {
    if (isArchive(zip.names)) return 'everything';
    if ((await kindOfZip(zip)) !== 'files') return undefined;
    refuseInside(await headOf(() => zip.open(onlyTable(zip.names), maxUnpacked)));
    return undefined;
  } finally {
    await zip.close();
  }
}

function refuseInside(head: Buffer): void {
  if (kindOf(head) === 'gzip') throw new AppError('file-is-archive');
  if (kindOf(head) === 'old-office') throw new AppError('file-is-workbook');
  refuseOtherFiles(head.subarray(0, sniffedBytes));
}
