import { describe, expect, it } from '@jest/globals';
import type { CardAction } from '../../src/cards/card-actions.ts';
import { packAction, unpackAction } from '../../src/cards/action-data.ts';
import { safeId } from '../../src/domain/organization.ts';

const group = safeId('19:sample@thread.tacv2');
const there = (action: CardAction, inputs: object = {}) =>
  unpackAction(action.verb, { ...(packAction('x', action).data as object), ...inputs });

describe('what the buttons of groups carry', () => {
  it('comes back as it was packed', () => {
    for (const action of [
      { verb: 'show-group', group, page: 3 },
      { verb: 'add-member', group },
      { verb: 'add-member' },
      { verb: 'remove-member', group, member: 'a'.repeat(32) },
      { verb: 'save-settings', delimiter: ';', signIn: 'off' },
      { verb: 'save-settings', delimiter: ',' },
    ] as const) {
      expect(there(action)).toMatchObject(action);
    }
  });

  it('takes the form’s inputs over what the button says', () => {
    const inputs = { group, phone: '+44 20 7946 0123', name: 'Ada' };
    const form = { verb: 'add-member', phone: '', name: '' } as const;
    expect(there(form, inputs)).toMatchObject(inputs);
    expect(
      there({ verb: 'save-settings', delimiter: ',', signIn: 'on' }, { signIn: 'off' }),
    ).toMatchObject({
      signIn: 'off',
    });
  });

  it.each([
    ['Europe / Berlin ', 'Europe/Berlin'],
    ['America/New York', 'America/New_York'],
    // as a card shows it
    ['America/\u200AArgentina/\u200ASan_Juan', 'America/Argentina/San_Juan'],
  ])('reads the time zone %j', (typed, timeZone) => {
    const form = { verb: 'save-settings', delimiter: ',' } as const;
    expect(there(form, { other_timeZone: typed })).toMatchObject({ timeZone });
  });

  it.each(['../x', 'x|y', 'x'.repeat(65), '', 7, null])('names no group by %j', (altered) => {
    expect(there({ verb: 'show-group', group, page: 0 }, { group: altered })).toBeUndefined();
    expect(
      there({ verb: 'remove-member', group, member: 'ada' }, { member: altered }),
    ).toBeUndefined();
  });
});
