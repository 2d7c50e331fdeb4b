import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountLookUp } from '../../src/features/groups/ports.ts';
import { createSignIn } from '../../src/bot/sign-in.ts';
import type { IncomingIdentity, ProvisioningOutcome } from '../../src/domain/provisioning.ts';
import { createLog } from '../../src/log.ts';
import { eventually } from '../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

describe('somebody who signs in', () => {
  let rollcall: TestRollcall;
  beforeAll(async () => {
    rollcall = await startRollcall({ peopleJoin: true });
  });
  afterAll(async () => {
    await rollcall.stop();
  });

  const joined = (key: string) => {
    const { tenantId, aadObjectId } = rollcall.teams.client(key).person;
    return rollcall.storage.chats.joined(tenantId, aadObjectId);
  };
  async function found(words: string): Promise<string> {
    const { tara } = rollcall.teams;
    return (await tara.ask(`find ${words}`)).text;
  }

  it('and installs the app is in the directory: Employee, linked, with what Teams tells', async () => {
    const { mika } = rollcall.teams;
    await mika.open();
    await mika.waitForCard(() => true);
    await eventually(async () => expect(await joined('mika')).toBeDefined());
    const profile = await found('mika@sample.example');
    expect(profile).toContain('Mika Sample');
    expect(profile).toContain('Employee network');
    expect(profile).toContain('Signed in with a work account');
    expect(profile).toContain('Work account\nLinked');
  });

  it('and is a guest is not in the directory', async () => {
    const leo = rollcall.teams.client('leo');
    await leo.ask('hi');
    await eventually(async () => expect(await joined('leo')).toBeDefined());
    expect(await found('leo@partner.example')).not.toContain('Leo');
  });

  it('while it is switched off joins with the first message after it is on again', async () => {
    const { tara, omar } = rollcall.teams;
    await tara.say('settings');
    const settings = await tara.waitForCard((card) => card.titles.includes('Save'));
    expect(settings.text).toContain('Add people when they sign in');
    await tara.press(settings, 'Save', { signIn: 'off' });
    await omar.ask('hi');
    expect(await found('omar@sample.example')).not.toContain('Omar');
    expect(await joined('omar')).toBeUndefined();

    await tara.say('settings');
    const again = await tara.waitForCard((card) => card.titles.includes('Save'));
    await tara.press(again, 'Save', { signIn: 'on' });
    await omar.say('hi');
    await eventually(async () => expect(await joined('omar')).toBeDefined());
    expect(await found('omar@sample.example')).toContain('Employee network');
  });

  it('gets the answer though Teams tells nothing, and joins with the next message', async () => {
    const { gita } = rollcall.teams;
    rollcall.teams.switches.set({
      connector: { answer: '500 ServiceError', call: 'members', times: 'all' },
    });
    await gita.ask('help');
    rollcall.teams.switches.reset();
    await eventually(async () => {
      await gita.say('help');
      expect(await joined('gita')).toBeDefined();
    });
    expect(await found('gita@sample.example')).toContain('Employee network');
  });
});

describe('who writes time and again', () => {
  it('costs one look at their chat with each message, whatever it is needed for', async () => {
    const { storage } = await openTestStorage();
    const looks: string[] = [];
    const rollcall = await startRollcall({
      peopleJoin: true,
      storage: {
        ...storage,
        chats: {
          ...storage.chats,
          read: (tenant, person) => (looks.push(person), storage.chats.read(tenant, person)),
          joined: (tenant, person) => (looks.push(person), storage.chats.joined(tenant, person)),
        },
      },
    });
    const { mika } = rollcall.teams;
    const { tenantId, aadObjectId } = mika.person;
    await mika.say('hi');
    await eventually(async () =>
      expect(await storage.chats.joined(tenantId, aadObjectId)).toBeDefined(),
    );
    looks.length = 0;
    for (let message = 1; message <= 3; message += 1) await mika.say('hi');
    // Also what follows the turns is over then.
    await rollcall.stop();
    // The greeting names an admin whose chat is read, too.
    const own = looks.filter((person) => person === aadObjectId);
    expect(own).toHaveLength(3);
  });
});

describe('who has joined', () => {
  const speaker = { tenant: 'sample', actor: { id: 'ada', name: 'Ada' } };

  function joining(answer: Awaited<ReturnType<AccountLookUp['account']>>) {
    const provisioning: IncomingIdentity[] = [];
    const store = new Map<string, { at: string; name: string }>();
    let time = Date.parse('2026-03-01T00:00:00Z');
    let looks = 0;
    const signIn = createSignIn({
      accounts: {
        account() {
          looks += 1;
          return Promise.resolve(answer);
        },
      },
      provisioning: {
        provision(_tenant, _by, incoming) {
          provisioning.push(incoming);
          return Promise.resolve({} as ProvisioningOutcome);
        },
      },
      joined: {
        joined: (_tenant, person) => Promise.resolve(store.get(person)),
        noteJoined(_tenant, person, joined) {
          store.set(person, joined);
          return Promise.resolve();
        },
      },
      settings: { signIn: () => Promise.resolve(true) },
      log: createLog('silent'),
      maxLookMs: 600_000,
      now: () => time,
    });
    return {
      provisioning,
      looks: () => looks,
      wait: (days: number) => (time += days * 24 * 3_600_000),
      async write(name = 'Ada') {
        signIn.signedIn({ ...speaker, actor: { ...speaker.actor, name } }, '{}');
        await signIn.settled();
      },
    };
  }
  const employee = { entraId: 'ada', name: 'Ada', isEmployee: true, fields: { firstName: 'Ada' } };

  it('is looked at again after 30 days, or under another name, and not on each turn', async () => {
    const rig = joining(employee);
    await rig.write();
    await rig.write();
    rig.wait(29);
    await rig.write();
    expect(rig.provisioning).toHaveLength(1);
    rig.wait(2);
    await rig.write();
    expect(rig.provisioning).toHaveLength(2);
    await rig.write('Ada Sample');
    expect(rig.provisioning).toHaveLength(3);
    expect(rig.provisioning[0]).toEqual({
      source: 'signin',
      entraId: 'ada',
      isEmployee: true,
      fields: { firstName: 'Ada' },
    });
  });

  it('a guest is looked at as rarely, and never arrives', async () => {
    const rig = joining({ ...employee, isEmployee: false });
    await rig.write();
    await rig.write();
    expect([rig.looks(), rig.provisioning.length]).toEqual([1, 0]);
  });
});
