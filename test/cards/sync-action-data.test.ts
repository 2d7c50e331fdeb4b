import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packAction, unpackAction } from '../../src/cards/action-data.ts';
import type { CardAction } from '../../src/cards/card-actions.ts';
import { packGroup } from '../../src/cards/card-inputs.ts';
import { sampleId } from './every-card.ts';
import { sampleSyncKey } from './sync-samples.ts';

const group = { id: '00000000-0000-4000-8000-000000000101', name: 'Sales, North; “one” | two %' };
const other = { id: '00000000-0000-4000-8000-000000000102', name: '销售' };
const save: Extract<CardAction, { verb: 'save-sync' }> = {
  verb: 'save-sync',
  mapping: {},
  offered: ['phone', 'email', 'own_sample1'],
  users: 'all',
  groups: [],
  schedule: 'by-hand',
  hour: 6,
  timeZone: 'Europe/Berlin',
};

const actions: CardAction[] = [
  { verb: 'sync-now', key: sampleSyncKey },
  { verb: 'start-sync', operation: sampleId },
  { verb: 'change-sync' },
  { verb: 'reset-sync' },
  { verb: 'reset-sync', confirmed: true },
  save,
];

/** The data that come back when the button is selected with these input values. */
const pressed = (action: CardAction, typed: Readonly<Record<string, unknown>> = {}) => {
  const { verb, data } = packAction('Title', action);
  return unpackAction(verb, { ...(JSON.parse(JSON.stringify(data)) as object), ...typed });
};

describe('what a button of the sync carries', () => {
  it.each(actions)('comes back as it was packed, also from an old client: $verb', (action) => {
    expect(pressed(action)).toEqual(action);
    expect(unpackAction(undefined, packAction('Title', action).data)).toEqual(action);
  });

  it('is refused when it was altered', () => {
    const altered: Readonly<Record<string, unknown>>[] = [
      { verb: 'sync-now', key: '../..' },
      { verb: 'sync-now' },
      { verb: 'start-sync', operation: 'x' },
      { ...save, phone: 'userPassword' },
      { ...save, mapping: { password: 'mail' } },
      { ...save, offered: ['__proto__'] },
      { ...save, users: 'guests' },
      { ...save, schedule: 'hourly' },
      { ...save, hour: '24' },
      { ...save, timeZone: 'x'.repeat(65) },
      { ...save, groups: [{ id: '../x', name: 'x' }] },
    ];
    for (const data of altered) expect(unpackAction(data.verb, { v: 1, ...data })).toBeUndefined();
  });

  it('never makes reading fail, whatever a client sends in the inputs', () => {
    const names = [
      'phone',
      'email',
      'users',
      'groups',
      'keptGroups',
      'schedule',
      'hour',
      'mapping',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...actions),
        fc.dictionary(fc.constantFrom(...names, 'offered'), fc.anything()),
        (action, typed) => {
          const { data } = packAction('Title', action);
          const read = unpackAction(action.verb, { ...(data as object), ...typed });
          expect([undefined, action.verb]).toContain(read?.verb);
        },
      ),
    );
  });
});

describe('what was chosen to be synced', () => {
  it('is the field of each attribute, and nothing where none was chosen', () => {
    expect(
      pressed(save, {
        phone: 'mobilePhone',
        email: ' ',
        own_sample1: 'city',
        users: 'all',
        schedule: 'daily',
        hour: '23',
        department: 'department',
      }),
    ).toEqual({
      ...save,
      mapping: { phone: 'mobilePhone', own_sample1: 'city' },
      schedule: 'daily',
      hour: 23,
    });
  });

  it('are the groups that stayed ticked and those that were found, each once, with their names', () => {
    const [one, two] = [packGroup(group), packGroup(other)];
    expect(one).not.toMatch(/[,;]/);
    const chosen = { phone: 'mobilePhone', users: 'groups', keptGroups: one };
    expect(pressed(save, { ...chosen, groups: `${two},${one}` })).toMatchObject({
      users: 'groups',
      groups: [group, other],
    });
    expect(pressed(save, chosen)).toMatchObject({ groups: [group] });
  });

  it('is no group that was typed and not chosen', () => {
    const chosen = { phone: 'mobilePhone', users: 'groups', groups: 'Sales' };
    expect(pressed(save, chosen)).toMatchObject({ groups: [] });
  });
});
