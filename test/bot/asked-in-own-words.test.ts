import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { giveOwnRecord } from '../support/own-record.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { actionsOf } from '../support/card-reading.ts';
import { pressBy } from '../support/invokes.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

let rollcall: TestRollcall;
let tenant: string;

beforeAll(async () => {
  rollcall = await startRollcall();
  const { tara, omar } = rollcall.teams;
  tenant = tara.person.tenantId;
  await rollcall.storage.roles.give(tenant, omar.person.aadObjectId, 'organization-admin');
  const people = [
    ['a', 'Amelia', 'Sample', false],
    ['b', 'Zoe', 'Alder', false],
    ['c', 'Zoe', 'Birch', true],
  ] as const;
  for (const [digit, firstName, lastName, linked] of people) {
    const id = digit.repeat(32);
    await giveOwnRecord(
      rollcall.storage,
      { ...tara.person, aadObjectId: `account-${digit}` },
      {
        ...{ id, linked },
        fields: { firstName, lastName, phone: `+44207946070${String(digit.charCodeAt(0) - 97)}` },
      },
    );
  }
});
afterAll(() => rollcall.stop());

const nobodyChanged = async () => {
  for (const digit of ['a', 'b', 'c']) {
    const found = await rollcall.storage.people.read(tenant, digit, [digit.repeat(32)]);
    expect([...found.values()]).toMatchObject([{ network: 'Employee', history: [] }]);
  }
};

async function answerTo(who: TeamsClient, said: string) {
  return who.ask(said);
}

describe('asking for something with a person', () => {
  it('opens the one who matches with the action ready, and does nothing unasked', async () => {
    const { tara } = rollcall.teams;
    const edit = await answerTo(tara, 'edit Amelia');
    expect([edit.text, edit.titles]).toEqual([
      expect.stringContaining('Edit Amelia'),
      ['Save', 'Cancel', 'Open in a window'],
    ]);
    const byPhone = await answerTo(tara, 'bitte +44 20 7946 0700 bearbeiten');
    expect(byPhone.text).toContain('Edit Amelia');
    const remove = await answerTo(tara, 'delte amelia sample');
    expect(remove.text).toMatch(/Delete.*Amelia Sample/s);
    expect(remove.titles).toContain('Delete');
    const move = await answerTo(tara, 'mover a Amelia a Otros');
    expect(move.titles).toContain('Move to Others');
    await nobodyChanged();
  });

  it('lists the matches, each with its button where it can be done', async () => {
    const { tara } = rollcall.teams;
    const listed = await answerTo(tara, 'move Zoe to Others');
    // Zoe Birch has an account of the organization and stays an employee.
    expect(listed.titles.filter((title) => title !== 'Open').toSorted()).toEqual([
      'Move to Others',
      'View',
    ]);
    const deletable = await answerTo(tara, 'supprimer Zoe');
    expect(deletable.titles).toEqual(expect.arrayContaining(['Delete', 'View']));
    const asked = await tara.press(deletable, 'Delete');
    expect(tara.outcomeText(asked)).toMatch(/Delete.*Zoe Alder/s);
    await nobodyChanged();
  });

  it('finds nobody, and says so', async () => {
    const none = await answerTo(rollcall.teams.tara, 'delete Nonexistentia');
    expect(none.text).toMatch(/No one matches “Nonexistentia”/);
  });

  it('is for those who may press the button', async () => {
    const { mika, omar } = rollcall.teams;
    for (const said of [
      'delete Amelia',
      'edit Amelia',
      'move Amelia to Others',
      'chercher Amelia',
    ]) {
      await mika.say(said);
      const answer = await mika.waitForMessage(({ text }) => text !== undefined);
      expect([said, answer.text]).toEqual([said, expect.stringMatching(/Only admins/)]);
    }
    await omar.say('move Amelia to Others');
    await omar.waitForMessage(/Only tenant admins/);
    const inGroup = rollcall.teams.inGroup('tara');
    await inGroup.say('delete Amelia');
    await inGroup.waitForMessage(/personal chat/);
  });
});

describe('a message in one’s own words', () => {
  it('runs the command that it means, misspelt and in any language', async () => {
    const { tara } = rollcall.teams;
    expect((await answerTo(tara, 'could you show me the direktory please')).text).toContain(
      'Directory',
    );
    expect((await answerTo(tara, 'zeige mir das Verzeichnis')).text).toContain('Directory');
    expect((await answerTo(tara, 'استيراد الآخرين')).text).toMatch(
      /Send the file for the Others network/,
    );
    expect((await answerTo(tara, 'improt')).titles).toContain('Continue');
    await tara.say('cancel');
    await tara.waitForMessage(/closed the question/);
  });

  it('that fits nothing is answered with one sentence and what comes nearest, not with the whole menu', async () => {
    const { tara, mika } = rollcall.teams;
    const unclear = await answerTo(tara, 'the columns of the giraffe');
    expect(unclear.text).toMatch(/^I didn’t understand “the columns of the giraffe”/);
    expect(unclear.titles).toEqual(['Find “the columns of the giraffe”', 'Attributes']);
    const name = await answerTo(tara, 'Amelia');
    expect(name.titles).toEqual(['Find “Amelia”', 'Help']);
    expect(tara.outcomeText(await tara.press(name, 'Find “Amelia”'))).toContain('Amelia Sample');
    const member = await answerTo(mika, 'the columns of the giraffe');
    expect(member.titles).toEqual(['Help', 'My profile']);
  });

  it('never cancels by a slip, and offers it', async () => {
    const offered = await answerTo(rollcall.teams.tara, 'cancle');
    expect(offered.titles).toContain('Cancel');
  });
});

describe('cancel', () => {
  it('ends the preview that waits, though another question came after it', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import others');
    await tara.sendFile('waiting.csv', 'Phone,First name\n+44 20 7946 0799,Ida\n');
    await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.say('import');
    await tara.waitForCard((card) => card.titles.includes('Continue'));
    await tara.say('cancel');
    await tara.waitForMessage(/closed the question/);
    await tara.say('abbrechen');
    await tara.waitForMessage(/cancelled the import of waiting.csv/);
    await tara.say('cancel');
    await tara.waitForMessage(/nothing to cancel/);
    const { operations } = await rollcall.storage.operations.page(tenant, 'import', 1);
    expect(operations[0]?.state).toBe('cancelled');
  });

  describe('with several files open', () => {
    const names = ['one.csv', 'two.csv', 'three.csv'];
    const states = async () => {
      const { operations } = await rollcall.storage.operations.page(tenant, 'import', 20);
      const shown = operations.filter(({ fileName }) => names.includes(fileName));
      return Object.fromEntries(shown.map(({ fileName, state }) => [fileName, state]));
    };
    const waits = { 'one.csv': 'preview', 'two.csv': 'preview', 'three.csv': 'preview' };

    async function asked(said: string) {
      const { tara } = rollcall.teams;
      await tara.say(said);
      return tara.waitForCard((card) => card.text.includes('.csv'));
    }
    /** The press of the button at a file, as the client sends it. */
    async function pressAt(file: string, card: SeenCard, who = rollcall.teams.tara) {
      const { operations } = await rollcall.storage.operations.page(tenant, 'import', 20);
      const { id = '' } = operations.find(({ fileName }) => fileName === file) ?? {};
      const action = actionsOf(card.json).find((one) => one.id === `cancel-${id}`);
      return who.send({ ...pressBy(who, action?.verb, action?.data), replyToId: card.message.id });
    }

    it('asks which one, and cancels what is selected, once, also after a restart', async () => {
      const { tara, omar } = rollcall.teams;
      for (const [place, name] of names.entries()) {
        await tara.say('import others');
        await tara.sendFile(name, `Phone,First name\n+44 20 7946 078${place},Ida\n`);
        await tara.waitForCard(
          (card) => card.titles.includes('Import') && card.text.includes(name),
        );
      }
      const card = await asked('cancel');
      for (const name of names) expect(card.text).toContain(name);
      expect(card.titles).toEqual(['Cancel', 'Cancel', 'Cancel']);
      expect(card.text).toContain('3 imports are open.');
      expect(await states()).toEqual(waits);

      // An admin of the organization may use this button, but the file isn't theirs.
      await pressAt('two.csv', card, omar);
      expect(await states()).toEqual(waits);

      const left = { ...waits, 'two.csv': 'cancelled' };
      for (const isAgain of [false, true]) {
        const said = JSON.stringify(await pressAt('two.csv', card));
        expect(said).toMatch(/cancelled the import of .?two\.csv/);
        expect(said).toContain('2 imports are open.');
        expect(said).toMatch(/one\.csv.*Others|three\.csv.*Others/);
        expect(await states()).toEqual(left);
        if (!isAgain) await rollcall.restart();
      }

      // Asked in another language, and with one left, no question is needed.
      const again = await asked('abbrechen');
      expect(again.text).not.toContain('two.csv');
      await pressAt('one.csv', again);
      await tara.say('cancel');
      await tara.waitForMessage(/cancelled the import of three.csv/);
      expect(new Set(Object.values(await states()))).toEqual(new Set(['cancelled']));
      const last = JSON.stringify(await pressAt('three.csv', again));
      expect(last).toMatch(/cancelled the import of .?three\.csv/);
      await tara.say('cancel');
      await tara.waitForMessage(/nothing to cancel/);
    });
  });
});
