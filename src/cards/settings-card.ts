import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { Card } from './card.ts';
import { commonData } from './operation-parts.ts';
import { boxPart } from './person-parts.ts';
import { expandCard } from './template.ts';

export interface SettingsCardInput {
  readonly text: Text;
  /** of exported files */
  readonly delimiter: ',' | ';';
  /** who signs in joins the directory */
  readonly signIn: boolean;
  /** just now */
  readonly saved?: boolean;
}

/** What an organization decides for everyone in it. */
export function settingsCard({ text, delimiter, signIn, saved }: SettingsCardInput): Card {
  const { settings: words, exports } = text;
  // The input is merged over what the button carries.
  const save = packAction(
    text.buttons.save,
    { verb: 'save-settings', delimiter, signIn: signIn ? 'on' : 'off' },
    { isPrimary: true },
  );
  const data = {
    ...commonData(text, words.title, [save]),
    title: words.title,
    intro: words.intro,
    saved: saved === true ? [boxPart({ title: exports.settingsSaved, style: 'good' })] : [],
    delimiterLabel: words.delimiter,
    delimiter,
    delimiters: ([',', ';'] as const).map((value) => ({
      value,
      title: words.delimiterChoices[value],
    })),
    delimiterHint: words.delimiterHint,
    signInTitle: words.signIn,
    signIn: signIn ? 'on' : 'off',
    signInHint: words.signInHint,
  };
  return { card: expandCard('settings', data), summary: words.title };
}
