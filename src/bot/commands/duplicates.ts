import { showDuplicates } from '../screens/duplicates.ts';
import { asked, askedWithName } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** The command's word in the product's languages, and common misspellings. */
const words = [
  /(?:possible |likely )?(?:duplicates?|duplicats?|duplictes?|duplicate (?:people|persons?|users?|records?|entries)|dupes?|doubles)/,
  /(?:mögliche |moegliche )?(?:duplikate?|dubletten?|doppelte(?: (?:personen|einträge|leute))?)/,
  /(?:posibles )?(?:(?:personas |registros )?duplicad[oa]s?)/,
  /(?:doublons?(?: possibles?)?|personnes en double)/,
  /(?:possíveis |possiveis )?(?:duplicatas?|duplicidades?)/,
  /(?:kemungkinan )?(?:duplikat|data ganda|orang ganda)/,
  /(?:संभावित )?(?:डुप्लिकेट|डुप्लीकेट|दोहरे (?:रिकॉर्ड|लोग))/,
  /(?:ال)?(?:تكرارات|مكررات|مكررون|مكررين)(?: (?:ال)?محتملة)?|السجلات المكررة|الأشخاص المكررون/,
];

export const duplicates: Command = {
  name: 'duplicates',
  door: { right: 'edit-people' },
  home: 'directory',
  said: new RegExp(
    `^(?:(?:show|open|view|list|find) (?:me )?(?:the |all )?)?(?:${words.map(({ source }) => source).join('|')})$`,
    'u',
  ),
  asked: [
    asked('duplicates', 'show find people edit delete directory'),
    askedWithName('duplicates', 'edit add'),
  ],
  run: (turn, _said, services) => showDuplicates(services, turn, { page: 0 }),
};
