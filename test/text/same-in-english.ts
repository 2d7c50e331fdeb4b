import type { Language } from '../../src/text/text.ts';

/** Names and abbreviations that are the same wherever one is. */
const everywhere = ['Rollcall', 'CSV', 'Excel', 'Microsoft Entra', 'Europe/Berlin', 'UTC'];

/** Words that a language has in common with English, each looked at. */
const inLanguage: Readonly<Record<string, readonly string[]>> = {
  es: ['No'],
  de: ['Name', 'Text', 'Format', 'Status', 'Admins', 'Team', 'Chat', 'Import', 'Export'],
};

export const sameInEnglish = (language: Language): ReadonlySet<string> =>
  new Set([...everywhere, ...(inLanguage[language] ?? [])]);
