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
  { network, changes, format }: Pick<ExportRequest, 'network' | 'changes' | 'format'>,
  stamp: string,
): string {
  const only = changes.kind === 'all' ? '' : '-changes';
  return `people${networkInName[network]}${only}-${stamp.replaceAll(/[^0-9-]/gu, '')}.${format}`;
}
