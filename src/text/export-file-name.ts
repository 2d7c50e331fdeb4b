import type { ExportNetwork, ExportRequest } from '../domain/operations/export-facts.ts';

const networkInName: Readonly<Record<ExportNetwork, string>> = {
  All: '',
  Employee: '-employee',
  Others: '-others',
};

/**
 * What an export's file is called: the same in all languages.
 *
 * @param stamp YYYY-MM-DD-HHMM. Nothing that a person wrote comes into the name.
 */
export function exportFileName(
  { network, changes, format }: Pick<ExportRequest, 'network' | 'changes' | 'format'>,
  stamp: string,
): string {
  const only = changes.kind === 'all' ? '' : '-changes';
  return `people${networkInName[network]}${only}-${stamp.replaceAll(/[^0-9-]/gu, '')}.${format}`;
}
