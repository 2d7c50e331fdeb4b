import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTurnStore } from '../../../src/infra/storage/turns.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import { openTestStorage } from '../../support/storage.ts';
import { buttonOf, cardIn, saidIn, startWorld, type World } from './world.ts';

describe('what arrives late, or in another order than it was sent', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  const newestImport = async () => (await world.operations()).find(({ kind }) => kind === 'import');

  it('an Import that comes after its Cancel writes nobody, and says so', async () => {
    const preview = await world.preview('cancelled.csv');
    await world.send(world.tara, buttonOf(preview, 'Cancel'));
    const before = await world.settled();
    const late = await world.send(world.tara, buttonOf(preview, 'Import'));
    expect(saidIn(late)).toMatch(/Cancelled/);
    expect(await world.settled()).toEqual(before);
  });

  it('an Import that comes while the file is still being looked at waits for its preview', async () => {
    const preview = await world.preview('early.csv');
    const operation = await newestImport();
    if (operation === undefined) throw new Error('no import');
    const planning = await world.storage.operations.update({ ...operation, state: 'planning' });
    const early = saidIn(await world.send(world.tara, buttonOf(preview, 'Import')));
    expect(early).not.toMatch(/Completed/);
    expect((await newestImport())?.state).toBe('planning');
    await world.storage.operations.update({
      ...operation,
      etag: (planning as typeof operation).etag,
    });
    await world.send(world.tara, buttonOf(preview, 'Cancel'));
  });

  it('a network that is chosen after the file was cancelled begins nothing', async () => {
    const { tara } = world;
    await tara.say('cancel');
    await tara.sendFile('gone.csv', 'Phone\n+44 20 7946 0970\n');
    const question = await tara.waitForCard((card) => card.titles.includes('Continue'));
    const choice = buttonOf(question, 'Continue', { network: 'Others' });
    await tara.say('cancel');
    const before = await world.settled();
    expect(saidIn(await world.send(tara, choice))).toMatch(/Cancelled/);
    expect(await world.settled()).toEqual(before);
  });

  it('a cancel that was sent before the file came does not take the file with it', async () => {
    const { tara } = world;
    const timestamp = new Date(Date.now() - 60_000).toISOString();
    const card = await world.preview('stays.csv');
    await tara.send(world.messageOf(tara, world.newId(), { text: 'cancel', timestamp }));
    expect((await newestImport())?.state).toBe('preview');
    await world.send(tara, buttonOf(card, 'Import'));
    expect((await world.settled()).operations.find(({ kind }) => kind === 'import')?.at).toBe(
      'completed',
    );
  });

  it('Cancel on the form for a new person leaves a file that waits where it is', async () => {
    const form = await world.newCard('add user', 'Add user');
    await world.preview('waits.csv');
    saidIn(await world.send(world.tara, buttonOf(form, 'Cancel')));
    expect((await newestImport())?.state).toBe('preview');
  });

  it('a refresh with an old card’s data shows the operation as it is now', async () => {
    const id = await world.imported('done.csv');
    const said = await world.raw(world.tara, 'refresh-operation', {
      operation: id,
      kind: 'import',
    });
    expect(saidIn(said)).toMatch(/Completed/);
  });

  it('a form of somebody who is deleted meanwhile brings nobody back, and says that they are gone', async () => {
    const { id: person } = await world.newPerson();
    const form = cardIn(await world.raw(world.tara, 'edit-person', { person }));
    await world.raw(world.tara, 'delete-people', { people: [person], confirmed: true });
    const before = await world.settled();
    saidIn(await world.send(world.tara, buttonOf(form, 'Save', { firstName: 'Late' })));
    expect(await world.settled()).toEqual(before);
  });

  it('a form of somebody who is moved meanwhile doesn’t move them back', async () => {
    const { id: person } = await world.newPerson();
    const form = cardIn(await world.raw(world.tara, 'edit-person', { person }));
    await world.raw(world.tara, 'move-people', { people: [person], network: 'Others' });
    saidIn(await world.send(world.tara, buttonOf(form, 'Save', { firstName: 'Late' })));
    const now = (await world.people()).find(({ id }) => id === person);
    expect(now?.network).toBe('Others');
  });

  it('a page of the directory whose people are gone says so, and goes on', async () => {
    const { id, name } = await world.newPerson();
    await world.raw(world.tara, 'delete-people', { people: [id], confirmed: true });
    const before = await world.settled();
    saidIn(await world.raw(world.tara, 'move-people', { people: [id], network: 'Others' }));
    const page = { network: 'Employee', after: { name: `${name} Sample`, id } };
    saidIn(await world.raw(world.tara, 'show-directory', page));
    expect(await world.settled()).toEqual(before);
  });

  it('who writes before the app was installed, or after it was taken out, is answered', async () => {
    const { mika } = world.rollcall.teams;
    const update = (action: string) =>
      world.messageOf(mika, world.newId(), { type: 'installationUpdate', action });
    await mika.send(world.messageOf(mika, world.newId(), { text: 'help' }));
    await mika.waitForCard(() => true);
    for (const action of ['remove', 'add']) {
      expect(await mika.send(update(action))).toMatchObject({ status: 200 });
    }
    await mika.send(world.messageOf(mika, world.newId(), { text: 'help' }));
    await mika.waitForCard(() => true);
  });
});

describe('a turn whose process died in the middle', () => {
  it('leaves its file to the next delivery, once a minute has passed', async () => {
    const { connection, storage, writes } = await openTestStorage();
    let later = 0;
    const turns = createTurnStore(connection.table(tableNames.turns), () => Date.now() + later);
    const dying = Promise.withResolvers<never>();
    dying.promise.catch(() => undefined);
    let dies = false;
    const files: typeof storage.files = Object.assign(Object.create(storage.files) as never, {
      write: (...given: Parameters<typeof storage.files.write>) =>
        dies ? dying.promise : storage.files.write(...given),
    });
    const world = await startWorld({
      storage: { ...storage, turns, files },
      writes,
      teams: { resendMs: 1_500 },
    });
    const { tara } = world;
    try {
      await tara.ask('import employees');
      dies = true;
      await tara.sendFile('dies.csv', 'Phone\n+44 20 7946 0971\n');
      dies = false;
      const sent = world.rollcall.teams.teams.history
        .messages(tara.chatId)
        .findLast(({ attachments }) => attachments.length > 0);
      const message = world.messageOf(tara, sent?.id ?? '', { attachments: sent?.attachments });
      const before = tara.fromBot('start').length;
      // The same id: another turn seems to handle it.
      await tara.send(message);
      expect(tara.fromBot('start').length).toBe(before);
      // A new one, too early: what to do is said, since nobody else might.
      await tara.send({ ...message, id: world.newId() });
      await tara.waitForMessage(/dies\.csv.*send it again/);
      later = 61_000;
      await tara.send({ ...message, id: world.newId() });
      await tara.waitForCard((card) => card.text.includes('dies.csv'));
      expect((await world.operations()).map(({ fileName }) => fileName)).toEqual(['dies.csv']);
    } finally {
      dying.reject(new Error('died'));
      await world.stop();
    }
  });
});
