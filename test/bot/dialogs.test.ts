import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ActionOutcome } from '../../emulators/teams/person-actions.ts';
import { AppError } from '../../src/errors.ts';
import { findAction, inputsOf, textOf, titlesOf } from '../support/card-reading.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

/** @throws when the bot answered with anything but a dialog */
function dialogIn(outcome: ActionOutcome) {
  if (outcome.kind !== 'dialog') throw new Error(`no dialog: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe('a long form in a dialog of Teams', () => {
  let rollcall: TestRollcall;
  let tara: TeamsClient;
  beforeAll(async () => {
    rollcall = await startRollcall();
    ({ tara } = rollcall.teams);
  });
  afterAll(() => rollcall.stop());

  let lastPhone = 600;

  async function newProfile(firstName: string): Promise<SeenCard> {
    lastPhone += 1;
    await tara.say('add user');
    const form = await tara.waitForCard('First name');
    const phone = `+44 20 7946 0${lastPhone}`;
    await tara.press(form, 'Add user', { network: 'Employee', phone, firstName });
    return tara.waitForCard((card) => card.text.includes(firstName));
  }

  const open = async (card: SeenCard, button: string) => dialogIn(await tara.press(card, button));

  it('adds a person, and the chat shows them where the form was', async () => {
    await tara.say('add user');
    const form = await tara.waitForCard('First name');
    const dialog = await open(form, 'Open in a window');
    expect(dialog.title).toBe('Add user');
    // A dialog within a dialog can't be opened, and it sends nothing but Action.Submit.
    expect(titlesOf(dialog.card)).toEqual(['Add user', 'Cancel']);
    const values = { network: 'Others', phone: '+44 20 7946 0600', firstName: 'Wanda' };

    const ended = await tara.submitDialog(form, dialog, 'Add user', values);

    expect(ended).toEqual({ kind: 'dialog-closed' });
    const shown = await tara.waitForCard('Wanda');
    expect(shown.message.id).toBe(form.message.id);
    expect(shown.titles).toContain('Move to Employee');
  });

  it('stays open with what was typed, and says what is wrong, until it can be saved', async () => {
    const profile = await newProfile('Xenia');
    const dialog = await open(profile, 'Edit in a window');
    const wrong = { phone: '12', jobTitle: 'Welder' };
    const again = dialogIn(await tara.submitDialog(profile, dialog, 'Save', wrong));
    expect(textOf(again.card)).toMatch(/Correct/i);
    expect(inputsOf(again.card).get('phone')?.value).toBe('12');
    expect(inputsOf(again.card).get('jobTitle')?.value).toBe('Welder');
    expect(tara.now(profile).text).not.toContain('Welder');

    const right = { phone: '+44 20 7946 0699' };
    await tara.submitDialog(profile, again, 'Save', right);

    const shown = await tara.waitForCard('Welder');
    expect(shown.message.id).toBe(profile.message.id);
    expect(shown.text).toContain('+44 20 7946 0699');
  });

  it('shows another admin’s change in the dialog, and overwrites it only when asked again', async () => {
    const { omar } = rollcall.teams;
    await omar.say('help');
    const admin = { admin: omar.person.aadObjectId, role: 'organization-admin' };
    await tara.send(pressBy(tara, 'add-admin', { v: 1, verb: 'add-admin', ...admin }));
    const profile = await newProfile('Yara');
    const dialog = await open(profile, 'Edit in a window');
    await omar.say('edit Yara');
    const theirs = await omar.waitForCard('First name');
    await omar.press(theirs, 'Save', { jobTitle: 'Nurse' });

    const mine = { jobTitle: 'Doctor', location: 'Leeds' };
    const asked = dialogIn(await tara.submitDialog(profile, dialog, 'Save', mine));
    expect(textOf(asked.card)).toContain('Nurse');
    expect(inputsOf(asked.card).get('location')?.value).toBe('Leeds');
    await tara.submitDialog(profile, asked, 'Save mine anyway');
    expect((await tara.waitForCard('Leeds')).text).toContain('Doctor');
  });

  it('saves once, however often it is sent', async () => {
    const profile = await newProfile('Zita');
    const dialog = await open(profile, 'Edit in a window');
    const first = { location: 'York' };
    await tara.submitDialog(profile, dialog, 'Save', first);
    const saved = await tara.waitForCard('York');
    await tara.press(saved, 'Edit', {});
    const form = await tara.waitForCard('First name');
    await tara.press(form, 'Save', { location: 'Ely' });
    await tara.waitForCard((card) => card.text.includes('Ely') && !card.text.includes('York'));

    // The same dialog on another device, sent late.
    expect(await tara.submitDialog(profile, dialog, 'Save', first)).toEqual({
      kind: 'dialog-closed',
    });
    expect((await tara.waitForCard('Zita')).text).toContain('Ely');
  });

  it('closes without a change, and the chat has the person again', async () => {
    const profile = await newProfile('Aino');
    const dialog = await open(profile, 'Edit in a window');
    const outcome = await tara.submitDialog(profile, dialog, 'Cancel');
    expect(outcome).toEqual({ kind: 'dialog-closed' });
    expect((await tara.waitForCard('Aino')).titles).toContain('Edit');
  });

  it('has the organization’s settings and attributes', async () => {
    await tara.say('settings');
    const settings = await tara.waitForCard('Settings');
    const chosen = await open(settings, 'Open in a window');
    await tara.submitDialog(settings, chosen, 'Save', { changeLimit: '35' });
    expect((await tara.waitForCard('Saved.')).message.id).toBe(settings.message.id);
    const kept = await rollcall.storage.organizationSettings.all(tara.person.tenantId);
    expect(kept.chosen.changeLimit).toBe('35');

    await tara.say('attributes');
    const list = await tara.waitForCard('Attributes');
    await tara.press(list, 'Add attribute', {});
    const form = await tara.waitForCard('Add attribute');
    const dialog = await open(form, 'Open in a window');
    const taken = dialogIn(await tara.submitDialog(form, dialog, 'Save', { name: 'Phone' }));
    expect(textOf(taken.card)).toMatch(/Choose another/);
    await tara.submitDialog(form, taken, 'Save', { name: 'Shoe size' });
    expect((await tara.waitForCard('Shoe size')).message.id).toBe(form.message.id);
  });

  it('takes along what was typed in a form that was sent before, and saves it only then', async () => {
    await tara.say('add user');
    const form = await tara.waitForCard('First name');
    const typed = { network: 'Others', phone: '12', firstName: 'Elin' };
    const again = await tara.pressed(form, 'Add user', typed);
    expect(again.text).toMatch(/Correct/i);
    // A value typed since then goes along, too.
    const more = { location: 'Leeds', phone: '+44 20 7946 0688' };
    const dialog = dialogIn(await tara.press(again, 'Open in a window', more));
    const shown = inputsOf(dialog.card);
    const kept = ['network', 'firstName', 'location', 'phone'].map((id) => shown.get(id)?.value);
    expect(kept).toEqual(['Others', 'Elin', 'Leeds', '+44 20 7946 0688']);
    expect(titlesOf(dialog.card)).toEqual(['Add user', 'Cancel']);
    await tara.say('find Elin');
    await tara.waitForCard('No one matches');
    await tara.submitDialog(again, dialog, 'Add user');
    expect((await tara.waitForCard('Elin')).titles).toContain('Move to Employee');

    await tara.press(tara.now(again), 'Edit');
    const edit = await tara.waitForCard('First name');
    const wrong = await tara.pressed(edit, 'Save', { phone: '12', jobTitle: 'Welder' });
    const window = dialogIn(await tara.press(wrong, 'Open in a window', {}));
    expect(inputsOf(window.card).get('jobTitle')?.value).toBe('Welder');
    await tara.submitDialog(wrong, window, 'Save', { phone: '+44 20 7946 0689' });
    expect((await tara.waitForCard('Welder')).message.id).toBe(form.message.id);

    await tara.say('attributes');
    const list = await tara.waitForCard('Attributes');
    const attribute = await tara.pressed(list, 'Add attribute', {});
    const taken = await tara.pressed(attribute, 'Save', { name: 'Phone', selfEdit: 'true' });
    const named = dialogIn(await tara.press(taken, 'Open in a window', { name: 'Glove size' }));
    expect(inputsOf(named.card).get('selfEdit')?.value).toBe('true');
    await tara.submitDialog(taken, named, 'Save');
    expect((await tara.waitForCard('Glove size')).message.id).toBe(list.message.id);
  });

  it('has the mapping of the sync, whose groups are found by name there', async () => {
    await tara.say('sync');
    const form = await tara.pressed(await tara.waitForCard('Last sync'), 'Change mapping');
    const dialog = await open(form, 'Open in a window');
    expect(dialog.title).toBe('What is synced');
    expect(titlesOf(dialog.card)).toEqual(['Save', 'Back']);
    expect(inputsOf(dialog.card).get('groups')?.dataset).toBe('entra-groups');
    const missing = { users: 'groups', jobTitle: 'department' };
    const again = dialogIn(await tara.submitDialog(form, dialog, 'Save', missing));
    expect(textOf(again.card)).toContain('Choose at least one group');
    expect(inputsOf(again.card).get('jobTitle')?.value).toBe('department');
    await tara.submitDialog(form, again, 'Save', { users: 'all' });
    const saved = await tara.waitForCard('The sync is set up.');
    expect(saved.message.id).toBe(form.message.id);
    expect(saved.text).toContain('Job title ← Department');

    // In the chat, too, what was typed goes along once the form was sent.
    const changed = await tara.pressed(saved, 'Change mapping');
    const wrong = await tara.pressed(changed, 'Save', { ...missing, jobTitle: 'city' });
    const daily = { schedule: 'daily', hour: '7' };
    const window = dialogIn(await tara.press(wrong, 'Open in a window', daily));
    const values = ['jobTitle', 'users', 'hour'].map((id) => inputsOf(window.card).get(id)?.value);
    expect(values).toEqual(['city', 'groups', '7']);
    await tara.submitDialog(wrong, window, 'Back');
    expect((await tara.waitForCard('Last sync')).text).toContain('Job title ← Department');
  });

  it('has the export and its schedule', async () => {
    await tara.say('export');
    const form = await tara.waitForCard('Export people');
    const dialog = await open(form, 'Open in a window');
    const scheduled = { every: 'day', hour: '6', format: 'xlsx', changes: 'since-date' };
    const again = dialogIn(await tara.submitDialog(form, dialog, 'Save schedule', scheduled));
    expect(inputsOf(again.card).get('hour')?.value).toBe('6');
    await tara.submitDialog(form, again, 'Save schedule', { changes: 'all' });
    const saved = await tara.waitForCard('Schedule saved.');
    expect(saved.message.id).toBe(form.message.id);
    expect(saved.text).toContain('Every day at 6:00 AM');

    await tara.say('export');
    const second = await tara.waitForCard('Export people');
    const wrong = await tara.pressed(second, 'Create request', { changes: 'since-date' });
    const typed = { network: 'Others', since: '2026-01-02' };
    const window = dialogIn(await tara.press(wrong, 'Open in a window', typed));
    const shown = inputsOf(window.card);
    const kept = ['network', 'changes', 'since'].map((id) => shown.get(id)?.value);
    expect(kept).toEqual(['Others', 'since-date', '2026-01-02']);
    await tara.submitDialog(wrong, window, 'Create request', { changes: 'all' });
    const requested = await tara.waitForCard('Requested');
    expect(requested.text).toContain('Export – Others');
  });

  it('is the form in the chat for a client that has no dialogs', async () => {
    const profile = await newProfile('Bodil');
    rollcall.teams.switches.set({ olderClient: true });
    try {
      await tara.press(tara.now(profile), 'Edit in a window');
      const form = await tara.waitForCard('First name');
      expect(form.message.id).toBe(profile.message.id);
      expect(inputsOf(form.json).get('firstName')?.value).toBe('Bodil');
    } finally {
      rollcall.teams.switches.reset();
    }
  });

  it('says in the dialog when the person is gone', async () => {
    const profile = await newProfile('Cilla');
    const dialog = await open(profile, 'Edit in a window');
    const { data } = findAction(dialog.card, 'Save') ?? {};
    const gone = { ...(data as object), person: 'f'.repeat(32), firstName: 'X' };
    const answer = await tara.send(invokeBy(tara, 'task/submit', { data: gone }));
    expect(answer).toMatchObject({ status: 200, body: { task: { type: 'message' } } });
    expect(JSON.stringify(answer)).toMatch(/no longer/);
  });

  it('is refused to others, when it is opened and when it is sent', async () => {
    const { mika, uma } = rollcall.teams;
    const profile = await newProfile('Dorit');
    const { data: opening } = findAction(profile.json, 'Edit in a window') ?? {};
    const { data: saving } =
      findAction((await open(profile, 'Edit in a window')).card, 'Save') ?? {};
    for (const [who, name, data] of [
      [mika, 'task/fetch', opening],
      [mika, 'task/submit', { ...(saving as object), firstName: 'Mallory' }],
      [uma, 'task/fetch', opening],
      [uma, 'task/submit', { ...(saving as object), firstName: 'Mallory' }],
    ] as const) {
      const answer = await who.send(invokeBy(who, name, { data }));
      expect(answer).toMatchObject({ body: { task: { type: 'message' } } });
      expect(JSON.stringify(answer)).not.toContain('Dorit');
    }
    expect((await tara.view(profile)) ?? tara.now(profile).text).toContain('Dorit');
  });

  it.each([undefined, null, 'x', {}, { data: null }, { data: { v: 1, verb: 'no-such' } }])(
    'answers nonsense with a sentence: %j',
    async (value) => {
      for (const name of ['task/fetch', 'task/submit']) {
        const answer = await tara.send(invokeBy(tara, name, value));
        expect(answer).toMatchObject({ status: 200, body: { task: { type: 'message' } } });
      }
    },
  );
});

describe('a dialog that is sent while the storage can’t be reached', () => {
  it('stays open in Teams with what was typed, and is sent again', async () => {
    const { storage } = await openTestStorage();
    const { organizationSettings } = storage;
    let isAway = false;
    const rollcall = await startRollcall({
      teams: { retryMs: 1 },
      storage: {
        ...storage,
        organizationSettings: {
          ...organizationSettings,
          change: (...change) =>
            isAway
              ? Promise.reject(new AppError('storage-unreachable'))
              : organizationSettings.change(...change),
        },
      },
    });
    const { tara } = rollcall.teams;
    try {
      await tara.say('settings');
      const settings = await tara.waitForCard('Settings');
      const dialog = dialogIn(await tara.press(settings, 'Open in a window'));
      isAway = true;
      const failed = await tara.submitDialog(settings, dialog, 'Save', { delimiter: ';' });
      expect(failed).toMatchObject({ kind: 'error' });
      isAway = false;
      const ended = await tara.submitDialog(settings, dialog, 'Save', { delimiter: ';' });
      expect(ended).toEqual({ kind: 'dialog-closed' });
      const { chosen } = await storage.organizationSettings.all(tara.person.tenantId);
      expect(chosen.delimiter).toBe(';');
    } finally {
      await rollcall.stop();
    }
  });
});
