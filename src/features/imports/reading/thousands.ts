import type { CountryCode } from '../../../domain/phone.ts';
import type { SourceFacts } from './file-facts.ts';
import type { HeaderMap } from './headers.ts';

/**
 * Whether 1.500 in a file may be fifteen hundred: in a text file from where a comma is the decimal sign.
 * Spreadsheets write a semicolon between cells there. Workbooks have numbers as such, and Rollcall's own files,
 * which name each row's network, have decimal points everywhere.
 */
export function mayGroupByPoint(
  { format, delimiter }: SourceFacts,
  { network }: Pick<HeaderMap, 'network'>,
  country: CountryCode | undefined,
): boolean {
  if (format !== undefined) return false;
  if (delimiter === ';') return true;
  return network === undefined && country !== undefined && hasDecimalComma(country);
}

function hasDecimalComma(country: CountryCode): boolean {
  const language = new Intl.Locale('und', { region: country }).maximize();
  const parts = new Intl.NumberFormat(language).formatToParts(1.5);
  return parts.some(({ type, value }) => type === 'decimal' && value === ',');
}
