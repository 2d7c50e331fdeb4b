import { showDeleted } from '../screens/deleted.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** The command's word in the product's languages, and common misspellings. */
const words = [
  /(?:deleted?|delet|deletd|delted|deleeted|removed)(?: (?:people|persons?|users?|employees?|ones))?|(?:people|users?) (?:who were )?deleted|recycle bin|trash/,
  /gel(?:ö|oe|o)scht(?:e|en)?(?: (?:personen|leute|benutzer|nutzer))?|papierkorb/,
  /(?:personas?|usuarios?)? ?eliminad[oa]s?|borrad[oa]s|papelera/,
  /(?:personnes?|utilisateurs?)? ?supprim(?:é|e)e?s?|corbeille/,
  /(?:pessoas?|usu(?:á|a)rios?)? ?exclu(?:í|i)d[oa]s?|lixeira/,
  /(?:orang )?(?:yang )?(?:sudah )?(?:di|ter)hapus|tempat sampah/,
  /हटाए गए(?: (?:लोग|व्यक्ति))?|हटाये गये(?: लोग)?/,
  /(?:الأشخاص |الاشخاص )?(?:ال)?محذوف(?:ون|ين)?|سلة المحذوفات/,
];

export const deleted: Command = {
  name: 'deleted',
  door: { right: 'delete-people' },
  home: 'directory',
  said: new RegExp(
    `^(?:(?:show|open|view|list|who (?:was|were|is)) (?:me )?(?:the |all )?)?(?:${words.map(({ source }) => source).join('|')})$`,
    'u',
  ),
  asked: [
    asked('deleted', 'show people restore find history directory'),
    asked('restore', 'people deleted'),
    asked('who deleted', 'people show find leave'),
    asked('who delete', 'people show find'),
    asked('who leave', 'people'),
    asked('undo delete', 'people me'),
    asked('undo deleted', 'people me'),
  ],
  run: (turn, _said, services) => showDeleted(services, turn, { page: 0, filters: {} }),
};
