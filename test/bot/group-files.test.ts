import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { channelId } from '../../emulators/teams/chats.ts';
import { samplePeople } from '../../emulators/teams/people.ts';
import { safeId } from '../../src/domain/organization.ts';
import { eventually } from '../support/eventually.ts';
import { importFile } from '../support/import-file.ts';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const team = safeId(channelId);
const idOf = (key: string) => samplePeople.find((one) => one.key === key)?.aadObjectId ?? '';

/** Gita owns the team and is no admin of the directory. Zoe is in the directory, which Gita must not learn. */
describe('people of a group by file', () => {
  let rollcall: TestRollcall;
  let gita: TeamsClient;
  let tara: TeamsClient;
  let tenant: string;
  let owners: readonly string[] = [idOf('gita'), idOf('tara')];
  beforeAll(async () => {
    rollcall = await startRollcall({
      peopleJoin: true,
      parts: { groupOwners: { ownersOf: () => Promise.resolve(owners) } },
    });
    ({ gita, tara } = rollcall.teams);
    tenant = tara.person.tenantId;
    await rollcall.teams.inChannel('gita').open();
    await eventually(async () =>
      expect((await rollcall.storage.groups.read(tenant, team))?.owners).toEqual(owners),
    );
    await importFile(tara, 'people.csv', 'Phone,First name,Department\n+442079460701,Zoe,Sales\n');
  });
  afterAll(() => rollcall.stop());

  const byHand = async () =>
    (await rollcall.storage.memberships.ofGroup(tenant, team))
      .filter(({ how }) => how === 'by-hand')
      .map(({ name }) => name)
      .toSorted();
  const readOwners = async (now: readonly string[], name: string) => {
    owners = now;
    await rollcall.teams.teams.team.rename(rollcall.teams.client('gita').person, channelId, name);
    await eventually(async () =>
      expect((await rollcall.storage.groups.read(tenant, team))?.owners).toEqual(now),
    );
  };
  const preview = (who: TeamsClient): Promise<SeenCard> =>
    who.waitForCard((card) => card.titles.includes('Add to group'));
  async function found(words: string): Promise<string> {
    return (await tara.ask(`find ${words}`)).text;
  }

  it('join it after a preview, known to the directory or not, and leave it by an undo', async () => {
    await gita.sendFile(
      'crew.csv',
      'Phone,First name,Last name,Email,Department\n' +
        '+442079460701,Someone,Else,zoe@sample.example,Ops\n' +
        '+442079460702,Ada,Example,,\n' +
        '+442079460703,Ben,,,\n' +
        '+442079460703,Bena,,,\n' +
        '12,Cora,,,\n' +
        '+442079460704,,,,\n',
    );
    const asked = await preview(gita);
    expect(asked.text).toContain('3 people will join Sample team.');
    expect(asked.text).toContain('Line 5 has the same phone number and is used instead.');
    expect(asked.text).toContain('The name is missing.');
    expect(asked.text).not.toMatch(/Zoe|Sales|Updated/);
    expect(await byHand()).toEqual([]);

    await gita.press(asked, 'Add to group');
    const done = await gita.waitForCard((card) =>
      card.text.includes('3 people joined Sample team.'),
    );
    expect(await byHand()).toEqual(['Ada Example', 'Bena', 'Someone Else']);
    const log = await (await gita.follow(done, 'Download error log')).text();
    expect(log).toMatch(/4,"?Line 5 has the same phone number/);
    expect(log.trim().split('\n')).toHaveLength(4);
    // Zoe is as she was, and new people are in Others with nothing but names and numbers.
    expect(await found('+442079460701')).toMatch(/Zoe[\s\S]*Sales/);
    expect(await found('+442079460702')).toMatch(/Ada Example[\s\S]*Others network/);

    // People who are there already are told apart, and so are people above the limit of a day.
    await tara.say('settings');
    const settings = await tara.waitForCard((card) => card.titles.includes('Save'));
    await tara.pressed(settings, 'Save', { groupLimit: '4' });
    await gita.sendFile(
      'again.csv',
      'Phone,First name\n+442079460702,Ada\n+442079460705,Dora\n+442079460708,Emil\n',
    );
    const second = await preview(gita);
    expect(second.text).toMatch(/1 person will join Sample team\.[\s\S]*Already there/);
    expect(second.text).toContain('You can’t add more people within 24 hours.');

    const question = await gita.pressed(done, 'Undo import');
    expect(question.text).toContain('3 people leave the group and stay in the directory.');
    const undone = await gita.pressed(question, 'Undo import');
    expect(undone.text).toContain('Undone');
    expect(await byHand()).toEqual([]);
    expect(await found('+442079460702')).toContain('Ada Example');
    await tara.say('audit');
    const audit = await tara.waitForCard((shown) => shown.titles.includes('Download'));
    const entries = await (await tara.follow(audit, 'Download')).text();
    expect(entries).toMatch(/Sample team/);
    expect(entries).toMatch(/Gita/);
  });

  it('is only its sender’s, and nobody’s who owns no group', async () => {
    const { mika, uma } = rollcall.teams;
    const { operations } = await rollcall.storage.operations.page(tenant, 'import', 1);
    const operation = operations[0]?.id ?? '';
    for (const who of [mika, uma]) {
      for (const verb of ['start-import', 'undo-import', 'refresh-operation', 'choose-network']) {
        const data = { v: 1, verb, operation, kind: 'import', group: team };
        const answer = JSON.stringify(await who.send(pressBy(who, verb, data)));
        expect(answer).toMatch(/Only admins of the directory|no longer|Only tenant admins/);
        expect(answer).not.toMatch(/again\.csv/);
      }
    }
    await mika.sendFile('mallory.csv', 'Phone,First name\n+442079460709,Mallory\n');
    const refused = await mika.answer();
    expect(refused.text).toMatch(/Only admins of the directory/);
  });

  it('an admin who owns a group is asked for which group a file is, or none', async () => {
    await tara.sendFile('some.csv', 'Phone,First name\n+442079460706,Eva\n');
    const asked = await tara.waitForCard((card) => card.text.includes('Which group'));
    await tara.press(asked, 'Continue', { network: 'Others', group: team });
    const ready = await preview(tara);
    expect(ready.text).toContain('1 person will join Sample team.');
    await tara.press(ready, 'Add to group');
    await tara.waitForCard((card) => card.text.includes('1 person joined Sample team.'));
    expect(await byHand()).toEqual(['Eva']);
  });

  it('who owns the group no more between preview and press adds nobody, and is told why', async () => {
    await gita.sendFile('late.csv', 'Phone,First name\n+442079460707,Finn\n');
    const ready = await preview(gita);
    await readOwners([idOf('tara')], 'Other team');
    await gita.press(ready, 'Add to group');
    const failed = await gita.waitForCard((card) => card.text.includes('Failed'));
    expect(failed.text).toContain('Only owners of this group can do this.');
    expect(await byHand()).toEqual(['Eva']);
    expect(await found('+442079460707')).not.toContain('Finn');
  });
});
