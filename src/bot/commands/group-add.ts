import { addToGroup } from '../actions/group-actions.ts';
import { showGroupAdd } from '../screens/group.ts';
import { asked, askedWithName } from '../understanding/rule.ts';
import type { Command } from './command.ts';

const said =
  /^(?:group add|add (?:to|in) (?:my |the |a )?group|add (?:group )?member)(?::? (.+))?$/;

/** "group add +44 7700 900123, Ada Sample"; alone it opens the form. */
export const groupAdd: Command = {
  name: 'group add',
  door: { groupAdmins: 'open' },
  home: 'directory',
  said,
  asked: [asked('add group', 'people me'), askedWithName('group add')],
  async run(turn, found, services) {
    const words = found?.[1];
    if (words === undefined) return showGroupAdd(services, turn, {});
    await addToGroup(
      services,
      turn,
      readPhoneAndName(asWritten(turn.context.activity.text) ?? words),
    );
  },
};

/** Commands are matched in lower case; a name keeps its case. */
function asWritten(text: unknown): string | undefined {
  if (typeof text !== 'string') return undefined;
  return new RegExp(said.source, 'iu').exec(text.replace(/\s+/gu, ' ').trim())?.[1];
}

/** In either order with a comma between them; without one, the phone number comes first. */
export function readPhoneAndName(text: string): { readonly phone: string; readonly name: string } {
  const [first = '', ...rest] = text.split(/[,;]/u);
  const [one, other] = [first.trim(), rest.join(' ').trim()];
  if (rest.length > 0) {
    return looksLikePhone.test(one) ? { phone: one, name: other } : { phone: other, name: one };
  }
  const phone = looksLikePhone.exec(one)?.[0] ?? '';
  return { phone: phone.trim(), name: one.slice(phone.length).trim() };
}

const looksLikePhone = /^[+(\d][\d\s().\-/]*/u;
