import type { CountryCode } from '../../../../domain/phone.ts';
import type { FrequentSet } from './frequent-characters.ts';
import { defined } from '../../../../lib/defined.ts';

/** The encodings of files that are neither UTF-8 nor UTF-16, by names that people know and iconv-lite understands. */
export type OldEncodingName =
  | 'Windows-1252'
  | 'Windows-1250'
  | 'Windows-1251'
  | 'Windows-1253'
  | 'Windows-1254'
  | 'Windows-1255'
  | 'Windows-1256'
  | 'Windows-1257'
  | 'Windows-1258'
  | 'Windows-874'
  | 'GBK'
  | 'Big5'
  | 'Shift_JIS'
  | 'EUC-KR'
  | 'EUC-JP'
  | 'Mac Roman'
  | 'Mac CentEuro'
  | 'Mac Cyrillic'
  | 'Mac Greek'
  | 'Mac Turkish'
  | 'CP850'
  | 'CP437'
  | 'CP852'
  | 'CP720'
  | 'CP737'
  | 'CP775'
  | 'CP857'
  | 'CP862'
  | 'CP866'
  | 'KOI8-R'
  | 'KOI8-U'
  | 'MIK'
  | 'ISO-8859-2'
  | 'ISO-8859-5'
  | 'ISO-8859-6'
  | 'ISO-8859-15';

export interface OldEncoding {
  readonly name: OldEncodingName;
  /** its likelihood before anything is read: Excel's encodings come before those of old programs */
  readonly prior: number;
  /** for multi-byte encodings: the characters */
  readonly characters?: FrequentSet;
  /** countries whose spreadsheets write it */
  readonly countries: readonly CountryCode[];
}

function encoding(
  name: OldEncodingName,
  prior: number,
  countries: readonly CountryCode[] = [],
  characters?: FrequentSet,
): OldEncoding {
  return { name, prior, countries, ...defined({ characters }) };
}

/** The likeliest first: if several give the same text, the first is reported. */
export const oldEncodings: readonly OldEncoding[] = [
  encoding('Windows-1252', 0.12),
  encoding('Windows-1250', 0.04, ['PL', 'CZ', 'SK', 'HU', 'RO', 'SI', 'HR', 'BA', 'AL', 'ME']),
  encoding('Windows-1251', 0.04, ['RU', 'UA', 'BY', 'BG', 'RS', 'MK', 'KZ', 'KG', 'TJ', 'MN']),
  encoding('Windows-1253', 0.04, ['GR', 'CY']),
  encoding('Windows-1254', 0.02, ['TR', 'AZ']),
  encoding('Windows-1255', 0.04, ['IL']),
  encoding('Windows-1256', 0.04, [
    ...(['AE', 'SA', 'EG', 'DZ', 'TN', 'MA', 'LY', 'JO', 'LB', 'SY', 'IQ', 'KW', 'BH'] as const),
    ...(['QA', 'OM', 'YE', 'SD', 'PK', 'IR', 'PS'] as const),
  ]),
  encoding('Windows-1257', -0.02, ['LT', 'LV', 'EE']),
  encoding('Windows-874', 0.04, ['TH']),
  encoding('GBK', 0.04, ['CN', 'SG'], 'simplified'),
  encoding('Big5', 0.04, ['TW', 'HK', 'MO'], 'traditional'),
  encoding('Shift_JIS', 0.04, ['JP'], 'japanese'),
  encoding('EUC-KR', 0.04, ['KR'], 'korean'),
  encoding('Mac Roman', 0),
  encoding('CP850', -0.02),
  encoding('CP437', -0.03),
  encoding('CP852', -0.04, ['PL', 'CZ', 'SK', 'HU']),
  encoding('Windows-1258', -0.04, ['VN']),
  encoding('CP866', -0.04, ['RU', 'UA', 'BY']),
  encoding('KOI8-R', -0.04, ['RU']),
  encoding('KOI8-U', -0.04, ['UA']),
  encoding('ISO-8859-2', -0.04, ['PL', 'CZ', 'SK', 'HU', 'SI', 'HR']),
  encoding('ISO-8859-5', -0.06),
  encoding('EUC-JP', -0.06, ['JP'], 'japanese'),
  encoding('ISO-8859-6', -0.06),
  encoding('ISO-8859-15', -0.08),
  encoding('Mac Cyrillic', -0.06),
  encoding('Mac CentEuro', -0.06),
  encoding('Mac Greek', -0.06),
  encoding('Mac Turkish', -0.06),
  encoding('CP720', -0.06),
  encoding('CP737', -0.06),
  encoding('CP775', -0.06),
  encoding('CP857', -0.06),
  encoding('CP862', -0.06),
  encoding('MIK', -0.06, ['BG']),
];

/** @param name as it was offered to the admin */
export function oldEncodingOf(name: string | undefined): OldEncodingName | undefined {
  return oldEncodings.find((known) => known.name === name)?.name;
}
