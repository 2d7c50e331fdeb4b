import type { ExportNetwork, ExportRequest } from '../domain/operations/export-facts.ts';

const networkInName: Readonly<Record<ExportNetwork, string>> = {
  All: '',
  Employee: '-employee',
  Others: '-others',
};

/**
 * The name of an export's file, the same in all languages.
 *
 * @param stamp YYYY-MM-DD-HHMM. The name contains no text typed by people.
 */
export function exportFileName(
  {
    network,
    changes,
    format,
    ...contents
  }: Pick<ExportRequest, 'network' | 'changes' | 'format' | 'everything' | 'audit'>,
  stamp: string,
): string {
  const when = stamp.replaceAll(/[^0-9-]/gu, '');
  if (contents.everything === true) return `rollcall-everything-${when}.zip`;
  if (contents.audit === true) return `rollcall-audit-${when}.csv`;
  const only = changes.kind === 'all' ? '' : '-changes';
  return `people${networkInName[network]}${only}-${when}.${format}`;
}
