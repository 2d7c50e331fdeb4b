import type { CountryCode } from '../../../domain/phone.ts';
import { parsePhone } from '../../../domain/phone.ts';
import { cleanText } from '../../../domain/values.ts';
import { unguardCell } from '../../../lib/spreadsheets/cell-guard.ts';

/** The content of a column's first cells, as counts. */
export interface Evidence {
  readonly filled: number;
  readonly distinct: number;
  /** readable as phone numbers */
  readonly phones: number;
  /** some digits, and nothing that isn't part of a number */
  readonly numbers: number;
  readonly emails: number;
  /** letters, and no more words than a name has */
  readonly names: number;
  /** Mr., Frau, Dr. */
  readonly salutations: number;
  /** rights of an account: admin, end-user */
  readonly rights: number;
  readonly onlyDigits: number;
  /** names of two or more words */
  readonly severalWords: number;
  /** a word, a comma and more: Rao, Asha */
  readonly withComma: number;
}

const digits = /\p{Nd}/gu;
const likeNumber = /^[+＋(]?[\p{Nd}\s().\-/·\u2010-\u2015\u200E\u202A-\u202C]{6,30}$/u;
const likeEmail = /^[^\s@]{1,64}@[^\s@]{1,190}$/u;
const likeName = /^[\p{L}\p{M}][\p{L}\p{M}'’.\-,،\s]{0,80}$/u;
const commaName = /^[\p{L}\p{M}'’.\- ]{1,60}[,،]\s*[\p{L}\p{M}'’.\- ]{1,60}$/u;
const salutations = new Set(
  'mr,mrs,ms,miss,mx,dr,prof,sir,madam,herr,frau,hr,fr,sr,sra,srta,don,dona,m,mme,mlle,sig,sigra,sigina,dott,dhr,mevr,pan,pani,г-н,г-жа,shri,smt,sri,kumari,bapak,ibu,bpk,السيد,السيدة,श्री,श्रीमती,先生,女士,様,นาย,นาง,นางสาว'.split(
    ',',
  ),
);
const rights = new Set(
  'admin,administrator,user,end-user,end user,enduser,member,owner,guest,viewer,editor,standard,super admin,read only,subscriber'.split(
    ',',
  ),
);
const maxWords = 5;

/**
 * The evidence of one column in the first rows. Each needs a few parses of a number, so ask only for columns
 * that matter.
 */
export function evidenceOf(
  rows: readonly (readonly string[])[],
  column: number,
  country: CountryCode | undefined,
): Evidence {
  const seen = new Set<string>();
  const counts = {
    filled: 0,
    phones: 0,
    numbers: 0,
    emails: 0,
    names: 0,
    salutations: 0,
    rights: 0,
    onlyDigits: 0,
  };
  let withComma = 0;
  let severalWords = 0;
  for (const cells of rows) {
    const cell = cells[column];
    if (cell === undefined || cell === '') continue;
    const text = cleanText(unguardCell(cell)).slice(0, 200);
    if (text === '') continue;
    counts.filled += 1;
    if (/^\d+$/.test(text)) counts.onlyDigits += 1;
    if (rights.has(text.toLowerCase())) counts.rights += 1;
    seen.add(text);
    if (likeEmail.test(text)) counts.emails += 1;
    else if (likeNumber.test(text) && (text.match(digits)?.length ?? 0) >= 6) {
      counts.numbers += 1;
      if ('phone' in parsePhone(text, country)) counts.phones += 1;
    } else if (salutations.has(text.toLowerCase().replace(/\.$/u, ''))) counts.salutations += 1;
    else if (likeName.test(text) && text.split(/\s+/u).length <= maxWords) {
      counts.names += 1;
      if (/\S\s+\S/u.test(text)) severalWords += 1;
      if (commaName.test(text)) withComma += 1;
    }
  }
  return { ...counts, severalWords, withComma, distinct: seen.size };
}

/** Whether most filled cells of a column are of a kind; false for an empty column. */
export function mostly(count: number, { filled }: Evidence): boolean {
  return filled > 0 && count * 5 >= filled * 4;
}
