/** Names and abbreviations that are the same wherever one is. */
const everywhere = ['Rollcall', 'CSV', 'Excel', 'Microsoft Entra ID', 'Europe/Berlin', 'UTC'];

/** Words that a language has in common with English, each looked at. */
const inLanguage: Readonly<Record<string, readonly string[]>> = {
  es: ['No'],
  id: ['Edit', 'Email', 'File', 'Format', 'Status'],
  'pt-BR': ['Chat', 'Status'],
  fr: ['Contact', 'Date', 'Type', 'Format', 'Question'],
  de: [
    'Name',
    'Text',
    'Format',
    'Status',
    'Admins',
    'Team',
    'Chat',
    'Import',
    'Export',
    'Person',
    'Details',
  ],
};

export const sameInEnglish = (language: string): ReadonlySet<string> =>
  new Set([...everywhere, ...(inLanguage[language] ?? [])]);
