import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { packAction, unpackAction } from '../../src/cards/action-data.ts';
import type { CardAction } from '../../src/cards/card-actions.ts';
import { sampleKey } from './export-samples.ts';

const inputs = {
  network: 'All',
  columns: 'all',
  offered: 3,
  changes: 'all',
  format: 'csv',
} as const;
const create = { verb: 'create-export', key: sampleKey, ...inputs } as const;
const rhythm = { every: 'week', hour: 9, weekday: 1, day: 1 } as const;
const save = { verb: 'save-schedule', key: sampleKey, ...inputs, ...rhythm } as const;

const actions: CardAction[] = [
  create,
  { ...create, columns: ['email', 'own_sample1'], changes: 'since-date', since: '2026-03-12' },
  save,
  { verb: 'show-schedules' },
  { verb: 'pause-schedule', schedule: sampleKey },
  { verb: 'resume-schedule', schedule: sampleKey },
  { verb: 'remove-schedule', schedule: sampleKey },
  { verb: 'remove-schedule', schedule: sampleKey, confirmed: true },
  { verb: 'save-settings', delimiter: ';' },
];

/** The data that come back when the button is selected with these input values. */
const pressed = (action: CardAction, typed: Readonly<Record<string, unknown>> = {}) => {
  const { verb, data } = packAction('Title', action);
  return unpackAction(verb, { ...(JSON.parse(JSON.stringify(data)) as object), ...typed });
};

describe('what a button of exports carries', () => {
  it.each(actions)('comes back as it was packed, also from an old client: $verb', (action) => {
    expect(pressed(action)).toEqual(action);
    expect(unpackAction(undefined, packAction('Title', action).data)).toEqual(action);
  });

  it('is refused when it was altered: nobody gets a file of more people than they chose', () => {
    const altered: Readonly<Record<string, unknown>>[] = [
      { ...create, key: '../../secrets' },
      { ...create, key: sampleKey.toUpperCase().replace('0', 'G') },
      { ...create, network: 'Everyone' },
      { ...create, network: ['Employee'] },
      { ...create, columns: 'email,password' },
      { ...create, columns: '__proto__' },
      { ...create, columns: [{ $ne: '' }] },
      {
        ...create,
        columns: Array.from({ length: 61 }, (_, index) => `own_a${String(1000 + index)}`),
      },
      { ...create, changes: 'since-ever' },
      { ...create, format: 'exe' },
      { ...save, every: 'minute' },
      { ...save, hour: '24' },
      { ...save, hour: '' },
      { ...save, hour: '9.5' },
      { ...save, weekday: '0' },
      { ...save, day: '32' },
      { verb: 'pause-schedule', schedule: `${sampleKey}'` },
      { verb: 'remove-schedule' },
      { verb: 'save-settings', delimiter: '\t' },
      { verb: 'save-settings' },
    ];
    for (const data of altered) expect(unpackAction(data.verb, { v: 1, ...data })).toBeUndefined();
  });

  it('never makes reading fail, whatever a client sends in the inputs', () => {
    const names = ['network', 'columns', 'offered', 'changes', 'since', 'format', 'hour', 'day'];
    fc.assert(
      fc.property(
        fc.constantFrom(...actions),
        fc.dictionary(fc.constantFrom(...names, 'weekday', 'every', 'delimiter'), fc.anything()),
        (action, typed) => {
          const { data } = packAction('Title', action);
          const read = unpackAction(action.verb, { ...(data as object), ...typed });
          expect([undefined, action.verb]).toContain(read?.verb);
        },
      ),
    );
  });
});

describe('what was chosen for an export', () => {
  it('comes back by name', () => {
    const chosen = { network: 'others', columns: 'email,own_sample1', format: 'xlsx' };
    expect(pressed(create, { ...chosen, changes: 'since-date', since: '2026-03-12' })).toEqual({
      ...create,
      network: 'Others',
      columns: ['email', 'own_sample1'],
      format: 'xlsx',
      changes: 'since-date',
      since: '2026-03-12',
    });
  });

  it('is all columns, those of tomorrow too, when all that were offered are ticked', () => {
    expect(pressed(create, { columns: 'email,location,own_sample1' })).toMatchObject({
      columns: 'all',
    });
    expect(pressed(create, { columns: 'email;location' })).toMatchObject({
      columns: ['email', 'location'],
    });
    // One that is ticked twice isn't two.
    expect(pressed(create, { columns: 'email,email,location' })).toMatchObject({
      columns: ['email', 'location'],
    });
  });

  it('is all columns when none is ticked, whether a client says so or leaves the input out', () => {
    for (const typed of [{}, { columns: '' }, { columns: null }]) {
      expect(pressed(create, typed)).toMatchObject({ columns: 'all' });
    }
  });

  it('is nothing but phone and network when only those were named: they are in every file', () => {
    expect(pressed(create, { columns: 'phone,network' })).toMatchObject({ columns: [] });
  });

  it('has no day when none was chosen or it is no day, so that the card can ask for it', () => {
    for (const since of ['', ' ', '12.3.2026', '2026-02-30', 7, null]) {
      expect(pressed(create, { changes: 'since-date', since })).not.toHaveProperty(
        'since',
        expect.anything(),
      );
    }
  });

  it('is the usual where a client leaves an input out or empty', () => {
    const { network: _network, changes: _changes, format: _format, ...bare } = create;
    expect(unpackAction(undefined, { v: 1, ...bare })).toEqual(create);
    expect(pressed(create, { network: '', changes: '', format: '' })).toEqual(create);
  });

  it('comes with the rhythm of a schedule, whose numbers are chosen from lists', () => {
    const chosen = { every: 'month', hour: '23', weekday: '7', day: '31', columns: 'email' };
    expect(pressed(save, chosen)).toEqual({
      ...save,
      every: 'month',
      hour: 23,
      weekday: 7,
      day: 31,
      columns: ['email'],
    });
  });
});

describe('what was chosen for the organization', () => {
  it('is the delimiter of the input', () => {
    expect(pressed({ verb: 'save-settings', delimiter: ',' }, { delimiter: ';' })).toEqual({
      verb: 'save-settings',
      delimiter: ';',
    });
  });
});
