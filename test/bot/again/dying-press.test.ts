import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { composePeople } from '../../../src/app/people.ts';
import { composeRollcall } from '../../../src/app/rollcall.ts';
import type { Audit } from '../../../src/features/admin/audit.ts';
import { localSettings } from '../../../emulators/local-mode.ts';
import { createLog } from '../../../src/log.ts';
import { readSettings } from '../../../src/settings.ts';
import type { Storage } from '../../../src/infra/storage/storage.ts';
import { openTestStorage } from '../../support/storage.ts';
import { watchJobs } from './jobs-at-work.ts';
import { lines } from './lines.ts';
import { buttonOf, groupId, saidIn, startWorld, type Button, type World } from './world.ts';

type Effects = Awaited<ReturnType<World['settled']>>;

/** Operations that change the stores, by the names of their ports. */
const writing =
  /^(?:append|change|create|done|end|forget|give|join|keep|people|put|remove|send|update|write)$/;
/** Not part of an action: its own claim, and everything about chats and their questions. */
const aside = ['chats', 'dialogues', 'outbox', 'deliveries', 'viewParts'];

/** A storage whose next user can be made to die at a call that would write. */
function mortal(storage: Storage) {
  /** how many calls are left to live; undefined: for ever */
  let left: number | undefined;
  let told: () => void = () => undefined;
  const dead = Promise.withResolvers<never>();
  dead.promise.catch(() => undefined);
  const call = (store: string, name: string, method: (...given: unknown[]) => unknown) =>
    !writing.test(name) || aside.includes(store)
      ? method
      : (...given: unknown[]) => {
          if (left === undefined) return method(...given);
          if (left === 0) {
            told();
            return dead.promise;
          }
          left -= 1;
          return method(...given);
        };
  const stores = Object.entries(storage).map(([store, methods]: [string, unknown]) => [
    store,
    typeof methods === 'object' && methods !== null
      ? Object.fromEntries(
          Object.entries(methods).map(([name, method]: [string, unknown]) => [
            name,
            typeof method === 'function'
              ? call(store, name, method.bind(methods) as never)
              : method,
          ]),
        )
      : methods,
  ]);
  return {
    storage: Object.fromEntries(stores) as Storage,
    /** From now on, the caller dies at the call after this many. @returns when it did */
    dieAfter(calls: number): Promise<void> {
      left = calls;
      return new Promise((resolve) => {
        told = resolve;
      });
    },
    live() {
      left = undefined;
    },
    bury: () => dead.reject(new Error('died')),
  };
}

let made = 0;
/** Buttons that can be made any number of times. */
const buttons: Readonly<Record<string, (world: World) => Promise<Button>>> = {
  'start-import': lines['start-import'].button,
  'undo-import': async (world) => {
    made += 1;
    const operation = await world.imported(`undo-${made}.csv`);
    const data = { v: 1, verb: 'undo-import', operation, confirmed: true };
    return { verb: 'undo-import', data };
  },
  'create-export': lines['create-export'].button,
  'save-schedule': lines['save-schedule'].button,
  'add-person': async (world) => {
    made += 1;
    const inputs = { network: 'Others', phone: `+44 113 496 0${100 + made}`, firstName: 'Added' };
    return buttonOf(await world.newCard('add user', 'Add user'), 'Add user', inputs);
  },
  'delete-people': lines['delete-people'].button,
  'merge-people': lines['merge-people'].button,
  'undo-merge': lines['undo-merge'].button,
  'not-same': lines['not-same'].button,
  'add-member': () => {
    made += 1;
    const data = { group: groupId, phone: `+44 113 496 0${100 + made}`, name: 'Member Sample' };
    return Promise.resolve({
      verb: 'add-member',
      data: { v: 1, verb: 'add-member', ...data },
    });
  },
};

/** The results of an action, without its person: how many more there are of everything. */
function gained(before: Effects, after: Effects): Record<string, number> {
  const gain = (of: (effects: Effects) => readonly string[]) => {
    const counts = new Map<string, number>();
    for (const one of of(after)) counts.set(one, (counts.get(one) ?? 0) + 1);
    for (const one of of(before)) counts.set(one, (counts.get(one) ?? 0) - 1);
    return [...counts].filter(([, count]) => count !== 0);
  };
  return Object.fromEntries([
    ...gain(({ people }) =>
      people.map((one) => `${one.network} ${one.isDeleted ? 'deleted' : 'there'} ${one.history}`),
    ),
    ...gain(({ operations }) => operations.map(({ kind, at }) => `${kind} ${at}`)),
    ...gain(({ audit }) => audit.map((entry) => `audit ${entry.split(' ')[0] ?? ''}`)),
    ...gain(({ schedules }) => schedules.map((entry) => `schedule ${entry.split(' ')[1] ?? ''}`)),
    ...gain(({ members }) => members.map(() => 'member')),
    ...gain(({ attributes }) => attributes.map((one) => one.split(' ')[1] ?? '')),
  ]);
}

describe('a press whose process dies in the middle, and that comes again', () => {
  let world: World;
  let worker: ReturnType<typeof composeRollcall>;
  let store: ReturnType<typeof mortal>;
  let audit: Audit;
  let later = 0;
  const now = () => Date.now() + later;
  beforeAll(async () => {
    const { storage: opened, writes } = await openTestStorage();
    const jobs = watchJobs(opened.jobs);
    const storage = { ...opened, jobs: jobs.queue };
    store = mortal(storage);
    const options = { settings: { ROLE: 'web' }, parts: { now } };
    world = await startWorld({ ...options, storage: store.storage, writes, jobs });
    const other = {
      settings: localSettings(readSettings({ ...world.settings, ROLE: 'worker' }, true)),
      log: createLog('silent'),
      concurrency: 2,
      storage,
    };
    ({ audit } = composePeople(other, now));
    worker = composeRollcall({ ...other, now });
    worker.start();
  });
  afterAll(async () => {
    store.bury();
    await worker.stop();
    await world.stop();
  });

  /** The stores after the audit has taken up what dead processes kept aside, as it does each day and whenever it is read. */
  async function audited(): Promise<Effects> {
    await world.settled();
    later += 11 * 60_000;
    await audit.reconcile(world.tenant);
    return world.settled();
  }

  /** A process that dies answers nobody. @returns whether there was an answer */
  async function pressed(button: Button, calls: number): Promise<boolean> {
    const dying = store.dieAfter(calls);
    const answered = world.send(who(button), button);
    answered.catch(() => undefined);
    const isAnswered = await Promise.race([answered.then(() => true), dying.then(() => false)]);
    store.live();
    return isAnswered;
  }
  const who = ({ verb }: Button) => (verb === 'add-member' ? world.gita : world.tara);

  it.each(Object.entries(buttons))(
    '%s: is done once and wholly, wherever it died',
    async (_verb, make) => {
      const undisturbed = await make(world);
      const before = await world.settled();
      saidIn(await world.send(who(undisturbed), undisturbed));
      const wanted = gained(before, await world.settled());
      expect(wanted).not.toEqual({});

      let calls = 0;
      for (; ; calls += 1) {
        const button = await make(world);
        const alive = await world.settled();
        if (await pressed(button, calls)) break;
        saidIn(await world.send(who(button), button));
        expect([calls, gained(alive, await audited())]).toEqual([calls, wanted]);
      }
      expect(calls).toBeGreaterThan(1);
    },
  );
});
