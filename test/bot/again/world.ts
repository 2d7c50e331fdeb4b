/** One organization with every button, and a way to deliver an action again. The results are read from the stores. */
import { isDeepStrictEqual } from 'node:util';
import { createLocalGraph } from '../../../emulators/graph/local-graph.ts';
import { putSamplePeople } from '../../../emulators/sample-directory.ts';
import { operationKinds } from '../../../src/domain/operations/operation.ts';
import { findAction, inputValues, textOf } from '../../support/card-reading.ts';
import { pressBy } from '../../support/invokes.ts';
import { openTestStorage } from '../../support/storage.ts';
import { createChangeFeed } from '../../../src/infra/storage/change-feed.ts';
import { tableNames } from '../../../src/infra/storage/ensure.ts';
import { startRollcall, type TestOptions } from '../../support/rollcall.ts';
import type { Writes } from '../../support/writes.ts';
import { watchJobs, type JobsAtWork } from './jobs-at-work.ts';
import type { SeenCard, TeamsClient } from '../../support/teams-client.ts';

type Sent = Parameters<TeamsClient['send']>[0];
type Answer = Awaited<ReturnType<TeamsClient['send']>>;
type Json = SeenCard['json'];

/** A button as a client sends it. */
export interface Button {
  readonly verb: string;
  readonly data: unknown;
  /** the message that the card stands in */
  readonly replyToId?: string;
}

export type World = Awaited<ReturnType<typeof startWorld>>;

const silent = { info: () => undefined, warn: () => undefined };
const hexDigits = '0123456789abcdef';
export const groupId = 'sample-group';
const working = ['planning', 'queued', 'applying'];

/** The change feed uses the product's clock, or the view would look in the wrong hour. */
async function storageOf(now: (() => number) | undefined) {
  const { connection, storage, writes } = await openTestStorage();
  const changes = createChangeFeed(connection.table(tableNames.changes), now);
  return { storage: { ...storage, changes }, writes };
}

/** Reads again only what may have changed since. */
function rememberBy(writes: Writes) {
  type Rows = readonly [table: string, ...kinds: string[]];
  interface Known {
    readonly at: number;
    readonly found: unknown;
    readonly now: () => number;
    readonly read: () => Promise<unknown>;
  }
  const known = new Map<string, Known>();
  const countOf = ([table, ...kinds]: Rows) =>
    writes(table, kinds.length === 0 ? undefined : kinds);
  return {
    /** @param rows that are read */
    since: async <Found>(what: string, rows: Rows, read: () => Promise<Found>): Promise<Found> => {
      const now = () => countOf(rows);
      const at = now();
      const before = known.get(what);
      if (before?.at === at) return before.found as Found;
      const found = await read();
      known.set(what, { at, found, now, read });
      return found;
    },
    /** @throws Error when something changed that wasn't counted: tests would have looked at what was */
    assertTrue: async (): Promise<void> => {
      for (const [what, { at, found, now, read }] of known) {
        if (now() !== at) continue;
        const isSame = isDeepStrictEqual(await read(), found);
        if (!isSame && now() === at) throw new Error(`${what}: a change was not counted`);
      }
    },
  };
}

type WorldOptions = TestOptions & {
  /** of a storage whose jobs are watched already */
  readonly jobs?: JobsAtWork;
  /** of the same storage */
  readonly writes?: Writes;
};

export async function startWorld(options: WorldOptions = {}) {
  const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: silent });
  await graph.start();
  putSamplePeople(graph);
  const settings = { GRAPH_URL: graph.url.replace('/v1.0', ''), ...options.settings };
  const opened =
    options.storage === undefined
      ? await storageOf(options.parts?.now)
      : { storage: options.storage, writes: options.writes };
  const { storage: bare, writes } = opened;
  if (writes === undefined) throw new Error('a storage of one’s own needs its count of writes');
  const { since, assertTrue } = rememberBy(writes);
  const jobs = options.jobs ?? watchJobs(bare.jobs);
  const rollcall = await startRollcall({
    ...options,
    settings,
    storage: options.jobs === undefined ? { ...bare, jobs: jobs.queue } : bare,
  });
  const { storage, teams } = rollcall;
  const { tara, omar, gita, uma } = teams;
  const tenant = tara.person.tenantId;
  let number = 0;

  /** A card action as Teams sends it: with its time, and the address for the bot's answers. */
  function activityOf(who: TeamsClient, { verb, data, replyToId }: Button, id: string): Sent {
    return {
      ...pressBy(who, verb, data),
      id,
      serviceUrl: teams.teams.serviceUrl,
      timestamp: new Date().toISOString(),
      ...(replyToId !== undefined && { replyToId }),
    };
  }

  /** A message as Teams sends it. */
  function messageOf(who: TeamsClient, id: string, parts: Json): Sent {
    const { value: _none, name: _name, ...envelope } = activityOf(who, { verb: '', data: {} }, id);
    return { ...envelope, type: 'message', locale: 'en-US', ...parts };
  }

  const newId = () => `f:again-${(number += 1)}`;

  async function people() {
    const found = await Promise.all(
      Array.from(hexDigits, async (shard) => {
        return since(`people ${shard}`, [tableNames.people(shard)], () =>
          Array.fromAsync(storage.people.scan(tenant, shard)),
        );
      }),
    );
    return found.flat(2).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  async function operations() {
    const pages = await Promise.all(
      operationKinds.map((kind) =>
        since(`operations ${kind}`, [tableNames.operations], () =>
          storage.operations.page(tenant, kind, 100),
        ),
      ),
    );
    return pages.flatMap((page) => page.operations);
  }

  async function audit() {
    const entries = [];
    const month = (at: number) => new Date(at).toISOString().slice(0, 7);
    const fiveDays = 5 * 24 * 3_600_000;
    const months = new Set<string>();
    // From when it may have begun, as far as the product's clock has gone.
    const last = (options.parts?.now?.() ?? Date.now()) + fiveDays;
    for (let at = Date.now() - fiveDays / 5; at < last; at += fiveDays) months.add(month(at));
    for (const each of months.add(month(last))) {
      const pages = await since(`audit ${each}`, [tableNames.audit], () =>
        Array.fromAsync(storage.audit.read(tenant, each)),
      );
      entries.push(...pages.flat());
    }
    return entries;
  }

  /** @param kinds of rows that it reads, by the beginnings of their keys */
  const ofOrganization = <Found>(kinds: readonly string[], read: () => Promise<Found>) =>
    since(kinds.join(' '), [tableNames.organizations, ...kinds], read);

  /** The content of the stores that could be missing or there twice. */
  async function effects() {
    const [
      found,
      records,
      entries,
      roles,
      attributes,
      settingsNow,
      schedules,
      [sync, state],
      members,
      requests,
    ] = await Promise.all([
      people(),
      operations(),
      audit(),
      ofOrganization(['roles', 'role'], () => storage.roles.all(tenant)),
      ofOrganization(['attributes', 'attribute', 'setting'], () => storage.attributes.all(tenant)),
      ofOrganization(['choices', 'setting'], () => storage.organizationSettings.all(tenant)),
      ofOrganization(['schedule'], () => storage.schedules.list(tenant)),
      ofOrganization(['sync'], () =>
        Promise.all([storage.syncSettings.read(tenant), storage.syncStates.read(tenant)]),
      ),
      since('members', [tableNames.memberships], () =>
        storage.memberships.ofGroup(tenant, groupId),
      ),
      ofOrganization(['restore'], () => storage.restoreRequests.all(tenant)),
    ]);
    return {
      people: found.map(({ id, network, fields, deletedAt, history }) => {
        return { id, network, fields, isDeleted: deletedAt !== undefined, history: history.length };
      }),
      operations: records.map(({ kind, id, state: at, network }) => ({ kind, id, at, network })),
      audit: entries
        // Each file of a person's data has its entry, and changes nothing.
        .filter(({ what }) => what !== 'person-exported')
        .map(({ what, subject }) => `${what} ${subject.id}`)
        .toSorted(),
      roles: roles.grants.map(({ person, role }) => `${person} ${role}`).toSorted(),
      attributes: attributes.attributes.map(({ name, removedAt }) => {
        return `${name} ${removedAt === undefined ? 'there' : 'removed'}`;
      }),
      settings: settingsNow.chosen,
      schedules: schedules.map(({ id, paused }) => `${id} ${paused ?? 'runs'}`).toSorted(),
      sync: sync?.settings,
      resets: state?.resets ?? 0,
      members: members.map(({ name }) => name),
      requests: requests.map(({ person, refusedAt }) => [person, refusedAt !== undefined]),
    };
  }

  /** Reads the effects once no job is at work any more. */
  async function settled() {
    for (;;) {
      await jobs.quiet(tenant);
      const found = await effects();
      if (!found.operations.some(({ at }) => working.includes(at))) return found;
      // Its job comes again a little later.
      await jobs.next(tenant);
    }
  }

  async function newCard(words: string, title: string, who = tara): Promise<SeenCard> {
    await who.say(words);
    return who.waitForCard((card) => card.titles.includes(title));
  }

  /** A person in the Employee network with a unique phone and name. */
  async function newPerson(): Promise<{ id: string; name: string; phone: string }> {
    const at = (number += 1);
    const phone = `+44 20 7946 0${String(100 + (at % 900)).padStart(3, '0')}`;
    const name = `Invented${at}`;
    const form = await newCard('add user', 'Add user');
    const inputs = { network: 'Employee', phone, firstName: name, lastName: 'Sample' };
    await send(tara, buttonOf(form, 'Add user', inputs));
    const found = (await people()).find(({ fields }) => fields.firstName === name);
    if (found === undefined) throw new Error(`nobody was added as ${name}`);
    return { id: found.id, name, phone };
  }

  async function preview(name: string, network = 'employees', who = tara): Promise<SeenCard> {
    const at = (number += 1);
    await who.say(`import ${network}`);
    const phone = `+44 161 496 0${String(at % 1_000).padStart(3, '0')}`;
    await who.sendFile(name, `Phone,First name\n${phone},Imported${at}\n`);
    return who.waitForCard((card) => card.titles.includes('Import') && card.text.includes(name));
  }

  /** An import that has been written to the directory. @returns its id */
  async function imported(name: string): Promise<string> {
    await send(tara, buttonOf(await preview(name), 'Import'));
    await settled();
    return (await operations()).find(({ fileName }) => fileName === name)?.id ?? '';
  }

  async function send(who: TeamsClient, button: Button, id = newId()): Promise<Answer> {
    return who.send(activityOf(who, button, id));
  }

  await storage.groups.create({
    tenant,
    id: groupId,
    kind: 'team',
    name: 'Sample group',
    reference: '{}',
    installedAt: '2026-01-02T03:04:05.000Z',
    owners: [gita.person.aadObjectId, omar.person.aadObjectId],
  });
  for (const owner of [gita, omar]) {
    await storage.memberships.put(tenant, [
      {
        ...{ group: groupId, member: owner.person.aadObjectId, name: owner.person.name },
        ...{ how: 'roster', isEmployee: true, fields: {}, toArrive: false },
        since: '2026-01-02T03:04:05.000Z',
      },
    ]);
  }

  return {
    ...{ rollcall, storage, tenant, tara, omar, gita, uma, settings },
    ...{
      people,
      operations,
      audit,
      settled,
      newCard,
      newPerson,
      preview,
      imported,
      send,
      newId,
      activityOf,
      messageOf,
    },
    /** Sends an action that no card of Rollcall needs to show: without a key, as from an old card. */
    raw: (who: TeamsClient, verb: string, data: Json = {}) =>
      send(who, { verb, data: { v: 1, verb, ...data } }),
    async stop(): Promise<void> {
      await rollcall.stop();
      await graph.stop();
      await assertTrue();
    },
  };
}

/** A card's button with what stands in the fields, or is typed into them. */
export function buttonOf(
  card: SeenCard | Json,
  title: string,
  inputs?: Readonly<Record<string, string>>,
): Button {
  const json = 'json' in card ? (card.json as Json) : card;
  const action = findAction(json, title);
  if (action?.verb === undefined) throw new Error(`no button ${title} on: ${textOf(json)}`);
  const data = { ...(action.data as Json), ...inputValues(json, action, inputs) };
  const message = 'json' in card ? (card.message as SeenCard['message']).id : undefined;
  return { verb: action.verb, data, ...(message !== undefined && { replyToId: message }) };
}

/** The text of an answer, card or sentence. @throws Error when Teams would show that something went wrong */
export function saidIn(answer: Answer): string {
  if (answer.kind !== 'answered' || answer.status !== 200) {
    throw new Error(`no answer: ${JSON.stringify(answer)}`);
  }
  const { value } = (answer.body ?? {}) as { value?: unknown };
  const said = typeof value === 'string' ? value : textOf((value ?? {}) as Json);
  if (said === '') throw new Error(`nothing was said: ${JSON.stringify(answer)}`);
  if (/on my side/iu.test(said)) throw new Error(`it went wrong: ${said}`);
  return said;
}

/** The card that an answer is. */
export function cardIn(answer: Answer): Json {
  saidIn(answer);
  const { value } = (answer as unknown as { body: { value: Json | string } }).body;
  if (typeof value === 'string') throw new Error(`a sentence: ${value}`);
  return value;
}
