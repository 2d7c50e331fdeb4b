import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { commands } from '../../../src/bot/commands/index.ts';
import { contentsOf } from '../../../src/domain/operations/export-facts.ts';
import { fileInfoType } from '../../../emulators/teams/protocol.ts';
import type { SeenCard, TeamsClient } from '../../support/teams-client.ts';
import { buttonOf, startWorld, type World } from './world.ts';

/** The words of a command, if its bare name isn't enough. */
const words: Readonly<Record<string, string>> = {
  find: 'find Sample',
  'group add': 'group add +44 20 7946 0995, Member Sample',
};
/** Commands that ask for work: they have lines of their own. */
const works = new Set(['audit', 'export everything', 'group export']);
const isEnded = (card: SeenCard) => card.text.includes('Export completed');
const csv = (phone: string) => `Phone,First name\n${phone},Invented\n`;

describe('a message that Teams delivers again does nothing a second time', () => {
  let world: World;
  let tara: TeamsClient;
  beforeAll(async () => {
    world = await startWorld();
    ({ tara } = world);
  });
  afterAll(() => world.stop());

  /** Number of messages that the bot has sent, or changed, in a person's chat. */
  const answers = (who: TeamsClient) => who.fromBot('start').length;

  /** An attachment that names a file of local Teams. */
  async function fileOf(name: string, content: string) {
    await tara.sendFile(name, content);
    const sent = world.rollcall.teams.teams.history
      .messages(tara.chatId)
      .findLast(({ attachments }) => attachments.some((one) => one.name === name));
    const attachment = sent?.attachments.find(({ contentType }) => contentType === fileInfoType);
    return { attachments: [attachment] };
  }

  it.each(commands.map(({ name }) => name).filter((name) => !works.has(name)))(
    '“%s”: one answer to one id, another to another',
    async (name) => {
      const who = name.startsWith('group') ? world.gita : tara;
      const id = world.newId();
      const message = world.messageOf(who, id, { text: words[name] ?? name });
      const before = answers(who);
      await Promise.all([who.send(message), who.send(message)]);
      const after = await world.settled();
      await who.send(message);
      expect(answers(who)).toBe(before + 1);
      await who.send({ ...message, id: world.newId() });
      expect(answers(who)).toBe(before + 2);
      expect(await world.settled()).toEqual(after);
    },
  );

  it('“group export” that comes again is one file and one entry of the audit', async () => {
    const { audit } = await world.settled();
    const { gita } = world;
    const message = world.messageOf(gita, world.newId(), { text: 'group export' });
    await Promise.all([gita.send(message), gita.send(message)]);
    await gita.send(message);
    expect((await world.settled()).audit).toHaveLength(audit.length + 1);
    const files = [];
    for await (const page of world.storage.files.list(`${world.tenant}/groups-`)) files.push(page);
    expect(files.flat()).toHaveLength(1);
  });

  it.each(['everything', 'audit'] as const)(
    'the export of “%s” that comes again is one file, with one notice',
    async (contents) => {
      const text = contents === 'audit' ? 'audit' : 'export everything';
      const message = world.messageOf(tara, world.newId(), { text });
      await Promise.all([tara.send(message), tara.send(message)]);
      await tara.waitForCard((card) => card.text.includes(`-${contents}-`) && isEnded(card));
      await tara.send(message);
      await world.settled();
      const { operations } = await world.storage.operations.page(world.tenant, 'export', 10);
      expect(operations.filter(({ request }) => contentsOf(request) === contents)).toHaveLength(1);
      const said = tara
        .fromBot('start')
        .filter((one) => JSON.stringify(one).includes(`-${contents}-`));
      expect(said.length).toBeLessThanOrEqual(2);
    },
  );

  it('a yes that comes again imports once, and says where the import stands', async () => {
    await world.preview('yes.csv');
    const yes = world.messageOf(tara, world.newId(), { text: 'yes' });
    await Promise.all([tara.send(yes), tara.send(yes)]);
    const after = await world.settled();
    await tara.send({ ...yes, id: world.newId() });
    const told = await tara.waitForCard((card) => card.text.includes('yes.csv'));
    expect(told.text).toMatch(/Completed/);
    expect(await world.settled()).toEqual(after);
  });

  it('the network said twice is chosen once, and its import still waits for the yes', async () => {
    await tara.say('cancel');
    await tara.sendFile('network.csv', csv('+44 20 7946 0996'));
    await tara.waitForCard((card) => card.titles.includes('Continue'));
    const said = world.messageOf(tara, world.newId(), { text: 'others' });
    await tara.send(said);
    const isPreview = (card: SeenCard) =>
      card.titles.includes('Import') && card.text.includes('network.csv');
    await tara.waitForCard(isPreview, { since: 'start' });
    await tara.send({ ...said, id: world.newId() });
    await tara.waitForCard(isPreview);
    await tara.say('yes');
    const { people } = await world.settled();
    expect(people.filter(({ fields }) => fields.phone === '+442079460996')).toHaveLength(1);
  });

  it('a file is one import, under any id, while it waits and after it was decided', async () => {
    await tara.say('import employees');
    const file = await fileOf('once.csv', csv('+44 20 7946 0997'));
    const card = await tara.waitForCard((seen) => seen.titles.includes('Import'));
    const id = world.newId();
    const message = world.messageOf(tara, id, file);
    await Promise.all([tara.send(message), tara.send(message)]);
    await tara.send({ ...message, id: world.newId() });
    const own = async () =>
      (await world.operations()).filter(({ fileName }) => fileName === 'once.csv');
    expect(await own()).toHaveLength(1);

    await tara.press(card, 'Import');
    const after = await world.settled();
    const [operation] = await own();
    // Sent before the file was here, delivered after it was imported.
    const timestamp = new Date(Date.parse(operation?.at ?? '') - 1_000).toISOString();
    await tara.send({ ...message, timestamp, id: world.newId() });
    const told = await tara.waitForCard((seen) => seen.text.includes('once.csv'));
    expect(told.text).toMatch(/Completed/);
    expect(await world.settled()).toEqual(after);

    // Sent after it was imported: the admin means it.
    await tara.send({ ...message, timestamp: new Date().toISOString(), id: world.newId() });
    expect(await own()).toHaveLength(2);
  });

  it('an older client’s press, which comes as a message, is one press as well', async () => {
    const { id, name } = await world.newPerson();
    await tara.say(`find ${name}`);
    const profile = await tara.waitForCard((card) => card.titles.includes('Move to Others'));
    const press = buttonOf(profile, 'Move to Others');
    const value = { value: press.data, replyToId: press.replyToId };
    const message = world.messageOf(tara, world.newId(), value);
    await Promise.all([tara.send(message), tara.send(message)]);
    const after = await world.settled();
    await world.raw(tara, 'move-people', { people: [id], network: 'Employee' });
    await tara.send({ ...message, id: world.newId() });
    const { people } = await world.settled();
    const now = people.find((person) => person.id === id);
    expect(now?.network).toBe('Employee');
    expect(now?.history).toBe((after.people.find((one) => one.id === id)?.history ?? 0) + 1);
  });

  it('installing, told twice and under two ids, is one greeting', async () => {
    const { mika } = world.rollcall.teams;
    const before = answers(mika);
    const base = world.messageOf(mika, world.newId(), {
      type: 'installationUpdate',
      action: 'add',
    });
    await Promise.all([mika.send(base), mika.send(base)]);
    await mika.send({ ...base, id: world.newId() });
    const joined = { type: 'conversationUpdate', membersAdded: [base.recipient] };
    await mika.send({ ...base, ...joined, id: world.newId() });
    expect(answers(mika)).toBe(before + 1);
  });

  it('a search that is asked twice is answered twice', async () => {
    const search = {
      ...world.activityOf(tara, { verb: '', data: {} }, world.newId()),
      name: 'application/search',
      value: { kind: 'search', queryText: 'Sample', dataset: 'people' },
    };
    const both = await Promise.all([tara.send(search), tara.send(search)]);
    expect(both[0]).toEqual(both[1]);
    expect(JSON.stringify(both[0])).toContain('Sample');
  });
});
