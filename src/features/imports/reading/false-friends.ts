import type { CountryCode } from '../../../domain/phone.ts';
import type { Column } from './header-column.ts';
import type { HeaderSense } from './header-sense.ts';

interface FalseFriend {
  /** the whole header */
  readonly name: string;
  /** a header of the file that shows the language */
  readonly beside?: RegExp;
  readonly country?: CountryCode;
  /** the cells that show the meaning */
  readonly cells?: RegExp;
  readonly means: HeaderSense;
}

const nothing: HeaderSense = { rank: 0, not: true };

/** Words that mean something else in another language, another country or over other values. */
const falseFriends: readonly FalseFriend[] = [
  // A position in Indonesian, a department in Malay, in which a position is jawatan.
  { name: 'jabatan', beside: /^jawatan$/iu, means: { attribute: 'department', rank: 0 } },
  // A last name in Portugal, a nickname in Brazil, where a last name is sobrenome.
  { name: 'apelido', beside: /^sobrenome$/iu, country: 'BR', means: nothing },
  // A part of a department, and of a class at school.
  { name: 'section', beside: /^(?:class|grade|standard|std\.?)$/iu, means: nothing },
  // Indonesian, for an employee's number and for the number on an identity card, which has 16 digits.
  { name: 'nik', cells: /^\p{Nd}{16}$/u, means: nothing },
];

/** Reads headers that mean something else beside the others, over their cells, or in the organization's country. */
export function withoutFalseFriends(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  country: CountryCode | undefined,
): Column[] {
  return columns.map((each) => {
    const friend = falseFriends.find(({ name }) => name === each.header.trim().toLowerCase());
    if (friend === undefined) return each;
    const { beside, cells } = friend;
    const isOtherLanguage =
      beside !== undefined && columns.some(({ header }) => beside.test(header.trim()));
    const isOtherCountry = country !== undefined && country === friend.country;
    const values = rows.map((row) => row[each.column]?.trim() ?? '').filter((cell) => cell !== '');
    const isOtherValue =
      cells !== undefined && values.length > 0 && values.every((cell) => cells.test(cell));
    const isFriend = !isOtherLanguage && !isOtherCountry && !isOtherValue;
    return isFriend ? each : { ...each, sense: friend.means };
  });
}
