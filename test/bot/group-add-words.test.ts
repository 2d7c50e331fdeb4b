import { describe, expect, it } from '@jest/globals';
import { groupAdd, readPhoneAndName } from '../../src/bot/commands/group-add.ts';
import { group } from '../../src/bot/commands/group.ts';

describe('what a group admin says', () => {
  it.each([
    ['+44 20 7946 0123, Ada Sample', '+44 20 7946 0123', 'Ada Sample'],
    ['Ada Sample, +44 20 7946 0123', '+44 20 7946 0123', 'Ada Sample'],
    ['+44 20 7946 0123 Ada Sample', '+44 20 7946 0123', 'Ada Sample'],
    ['(020) 7946-0123; Ada', '(020) 7946-0123', 'Ada'],
    ['Ada', '', 'Ada'],
    ['+442079460123', '+442079460123', ''],
  ])('"%s" is read as phone and name', (text, phone, name) => {
    expect(readPhoneAndName(text)).toEqual({ phone, name });
  });

  it.each(['group', 'groups', 'my group', 'show my groups', 'group members'])(
    '"%s" shows groups',
    (text) => expect(group.said.test(text)).toBe(true),
  );

  it.each(['group add', 'group add +44 1, ada', 'add to my group +44 1 ada', 'add member'])(
    '"%s" adds to one',
    (text) => expect(groupAdd.said.test(text)).toBe(true),
  );
});
