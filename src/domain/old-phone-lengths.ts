/**
 * Countries whose numbers became longer within the lifetime of spreadsheets. An old number isn't a typing
 * error, and the error message explains what changed. From the ITU's notices of national numbering plans.
 */
export interface OldLength {
  readonly country: string;
  /** digits of a number today, without the country code */
  readonly digits: number;
  /** the year of the change */
  readonly since: number;
}

const oldLengths: readonly (OldLength & { readonly old: RegExp })[] = [
  { country: 'CI', old: /^\+225\d{8}$/, digits: 10, since: 2021 },
  { country: 'BJ', old: /^\+229\d{8}$/, digits: 10, since: 2024 },
  { country: 'GA', old: /^\+2410?\d{7}$/, digits: 8, since: 2019 },
  { country: 'CM', old: /^\+237\d{8}$/, digits: 9, since: 2014 },
  { country: 'CG', old: /^\+242\d{7}$/, digits: 9, since: 2005 },
  { country: 'MU', old: /^\+230[5789]\d{6}$/, digits: 8, since: 2013 },
  { country: 'BR', old: /^\+55\d{2}[6-9]\d{7}$/, digits: 11, since: 2016 },
  { country: 'CL', old: /^\+56[5-9]\d{7}$/, digits: 9, since: 2016 },
  { country: 'CO', old: /^\+57[1-8]\d{7}$/, digits: 10, since: 2021 },
  { country: 'EC', old: /^\+5930?[89]\d{7}$/, digits: 9, since: 2012 },
  { country: 'VN', old: /^\+840?1[2689]\d{8}$/, digits: 9, since: 2018 },
];

/** @param number + and digits, not a valid number */
export function hasOldLength(number: string): boolean {
  return oldLengths.some(({ old }) => old.test(number));
}

const notPart = /[^+\d]/g;

/** @returns what changed in the country of an old number; undefined where its country is unknown @param text as sent */
export function oldLengthOf(text: string): OldLength | undefined {
  const number = text
    .slice(0, 100)
    .replace(notPart, '')
    .replace(/^\+?00/, '+');
  return oldLengths.find(({ old }) => old.test(number.startsWith('+') ? number : `+${number}`));
}
