import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { shards } from '../../src/domain/person-id.ts';
import type { StoredPerson } from '../../src/domain/people-store.ts';
import { actionsOf, inputsOf } from '../support/card-reading.ts';
import { eventually } from '../support/eventually.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';
import { auditOf } from '../support/test-audit.ts';

const header = 'Phone,First name,Last name,Email,Employee ID,Department,Job title\n';
const file =
  header +
  // one digit of the number, with the same name
  '+44 20 7946 0301,Zoë,Sample,zoe@example.com,S-1,Ward 5,Nurse\n' +
  '+44 20 7946 0391,Zoë,Sample,,,Ward 9,Head nurse\n' +
  // same department and name
  '+44 20 7946 0302,Ángel,Sample,,,Kitchen,\n' +
  '+44 161 496 0771,Angel,SAMPLE,,,Kitchen,\n' +
  // nobody's double
  '+44 20 7946 0305,Bob,Invented,bob@example.com,S-5,Kitchen,\n';

describe('duplicates', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
    await imported(file);
  });
  afterAll(() => rollcall.stop());

  let files = 0;
  async function preview(content: string): Promise<SeenCard> {
    files += 1;
    const name = `people-${String(files)}.csv`;
    await tara.say('import employees');
    await tara.sendFile(name, content);
    return tara.waitForCard((card) => card.text.includes(name) && card.text.includes('Unchanged'));
  }

  async function imported(content: string): Promise<void> {
    const card = await preview(content);
    await tara.press(card, 'Import');
    await tara.waitForCard((seen) => seen.text.includes('Import completed'));
  }

  const tenant = () => tara.person.tenantId;

  async function everyone(): Promise<StoredPerson[]> {
    const all: StoredPerson[] = [];
    for (const shard of shards) {
      for await (const page of rollcall.storage.people.scan(tenant(), shard)) all.push(...page);
    }
    return all;
  }
  const there = async () => (await everyone()).filter(({ deletedAt }) => deletedAt === undefined);
  const withPhone = async (phone: string) => {
    const found = (await everyone()).find(({ fields }) => fields.phone === phone);
    if (found === undefined) throw new Error(`nobody has ${phone}`);
    return found;
  };
  /** The button of the pair with this person. */
  async function pressedOf(card: SeenCard, verb: string, person: string): Promise<SeenCard> {
    const found = actionsOf(card.json).find(
      (action) => action.verb === verb && JSON.stringify(action.data).includes(person),
    );
    if (found === undefined) throw new Error(`no ${verb} for ${person}`);
    const only = { ...card, json: { type: 'AdaptiveCard', actions: [found.json] } };
    return tara.pressed(only, verb);
  }

  it('are pairs with their reasons, and the directory says how many', async () => {
    const list = await tara.ask('duplicates');
    expect(list.text).toContain('2 pairs, newest first');
    expect(list.text).toContain(
      'Probably the same person: same name, and phone numbers that differ by one digit',
    );
    expect(list.text).toContain('Possibly the same person: same name and department');
    expect(list.text).not.toContain('Bob');
    // The count is of the list as it was last asked for: gone once the directory has changed, or was read again.
    await eventually(async () => {
      await tara.ask('duplicates');
      expect((await tara.ask('directory')).titles).toContain('Duplicates (2)');
      expect((await tara.ask('help')).text).toContain('2 pairs of records look like one person');
    });
  });

  it.each([
    'show duplicates',
    'Duplikate',
    'duplicados',
    'doublons',
    'duplicatas',
    'duplikat',
    'डुप्लिकेट',
    'التكرارات',
    'duplicats',
  ])('“%s” asks for them', async (words) => {
    expect((await tara.ask(words)).text).toContain('Possible duplicates');
  });

  it('become one with the chosen values; the same file then changes nothing, and the merge is undone', async () => {
    const stays = await withPhone('+442079460301');
    const goes = await withPhone('+442079460391');
    const before = await there();
    const list = await tara.ask('duplicates');
    const card = await pressedOf(list, 'compare-people', stays.id);
    expect([...inputsOf(card.json).keys()]).toEqual(['stays', 'pick_jobTitle', 'pick_department']);
    const merged = await tara.pressed(card, 'Merge', {
      ...{ stays: stays.id, pick_jobTitle: goes.id, pick_department: stays.id },
    });
    expect(merged.text).toContain('Zoë Sample: two records are now one.');
    const one = await withPhone('+442079460301');
    expect(one.fields).toMatchObject({ jobTitle: 'Head nurse', department: 'Ward 5' });
    expect(await there()).toHaveLength(4);
    expect((await tara.ask('duplicates')).text).toContain('1 pair, newest first');

    // A second press does nothing new.
    await tara.press(merged, 'Undo merge', {}).catch(() => undefined);
    await tara.waitForCard((seen) => seen.text.includes('Merge undone'));
    expect(withoutTimes(await there())).toEqual(withoutTimes(before));
    expect((await tara.ask('duplicates')).text).toContain('2 pairs, newest first');
  });

  it('a file with both numbers changes nothing after a merge, and one with a new value changes the person', async () => {
    const stays = await withPhone('+442079460301');
    const goes = await withPhone('+442079460391');
    const card = await pressedOf(await tara.ask('duplicates'), 'compare-people', stays.id);
    await tara.pressed(card, 'Merge', {
      ...{ stays: stays.id, pick_jobTitle: stays.id, pick_department: stays.id },
    });
    const same = await preview(file);
    expect(same.text).toMatch(/5\nUnchanged\n0\nRejected/u);
    await tara.say('cancel');
    await imported(`${header}+44 20 7946 0391,Zoë,Sample,,,Ward 9,Matron\n`);
    const one = await withPhone('+442079460301');
    expect(one.fields).toMatchObject({ jobTitle: 'Matron', department: 'Ward 5' });
    expect(await there()).toHaveLength(4);

    // Changed since: the undo says what and leaves all as it is.
    const history = await tara.ask('find zoe');
    const shown = await tara.pressed(history, 'History');
    expect(shown.text).toContain('Merged with a duplicate: Zoë Sample');
    const refused = await tara.pressed(shown, 'Undo merge');
    expect(refused.text).toMatch(/The merge wasn’t undone[\s\S]*Matron/u);
    expect(await there()).toHaveLength(4);

    // The other number still leads to the person, in a form too.
    const form = await tara.ask('add user');
    const taken = await tara.pressed(form, 'Add user', {
      ...{ network: 'Others', phone: '+44 20 7946 0391', firstName: 'Double' },
    });
    expect(taken.text).toContain('Zoë Sample');
    expect(await there()).toHaveLength(4);
    expect(goes.id).not.toBe(one.id);
  });

  it('that aren’t the same are never asked again', async () => {
    const list = await tara.ask('duplicates');
    const angel = await withPhone('+442079460302');
    const after = await pressedOf(list, 'not-same', angel.id);
    expect(after.text).toContain('are no longer shown as a pair');
    expect((await tara.ask('duplicates')).text).toContain('No possible duplicates');
    await rollcall.restart();
    expect((await tara.ask('duplicates')).text).toContain('No possible duplicates');
  });

  it('that were said not to be the same by mistake can be shown again', async () => {
    const empty = await tara.ask('duplicates');
    const apart = await tara.pressed(empty, 'Not the same (1)');
    expect(apart.text).toContain('Not the same person');
    expect(apart.text).toMatch(/ngel/u);
    const after = await tara.pressed(apart, 'Show again');
    expect(after.text).toContain('are shown as a pair again');
    expect(after.text).toContain('No pairs are hidden.');
    // Twice is as once.
    await tara.pressed(apart, 'Show again');
    const list = await tara.ask('duplicates');
    expect(list.text).toMatch(/ngel/u);
    expect(list.titles).not.toContain('Not the same (1)');
    const angel = await withPhone('+442079460302');
    await pressedOf(list, 'not-same', angel.id);
    expect((await tara.ask('duplicates')).titles).toContain('Not the same (1)');
    const entries = await auditOf(rollcall.storage, tenant());
    const about = entries.map(({ what }) => what).filter((what) => what.startsWith('duplicate-'));
    // The newest first.
    expect(about).toEqual(['duplicate-dismissed', 'duplicate-shown-again', 'duplicate-dismissed']);
  });

  it('are nobody else’s business, and altered buttons do nothing', async () => {
    const { mika, uma } = rollcall.teams;
    const [one, other] = [await withPhone('+442079460302'), await withPhone('+441614960771')];
    const people = [one.id, other.id];
    const seen = [one.changedAt, other.changedAt];
    const before = await there();
    for (const who of [mika, uma]) {
      for (const [verb, data] of [
        ['show-duplicates', { page: 0 }],
        ['compare-people', { people }],
        ['merge-people', { people, seen, stays: one.id }],
        ['not-same', { people, page: 0 }],
        ['show-again', { people, page: 0 }],
        ['show-apart', { page: 0 }],
        ['undo-merge', { stays: one.id, goes: other.id }],
      ] as const) {
        const answer = JSON.stringify(await who.send(pressBy(who, verb, { v: 1, verb, ...data })));
        expect(answer).not.toMatch(/ngel/u);
      }
    }
    const send = async (data: object) =>
      JSON.stringify(
        await tara.send(pressBy(tara, 'merge-people', { v: 1, verb: 'merge-people', ...data })),
      );
    expect(await send({ people: [one.id, one.id], seen })).toMatch(/button no longer works/u);
    expect(await send({ people: [one.id, 'f'.repeat(32)], seen, stays: one.id })).toMatch(
      /no longer in the directory/u,
    );
    expect(await send({ people, seen: ['x', 'x'], stays: one.id })).toMatch(/has just changed/u);
    expect(await there()).toEqual(before);
  });
});

/** The parts that undoing restores: everything but the history and its times. */
function withoutTimes(people: readonly StoredPerson[]) {
  return people
    .map(({ etag: _etag, history: _history, changedAt: _at, changedIn: _in, ...kept }) => kept)
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
