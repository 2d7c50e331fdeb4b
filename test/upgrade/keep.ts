/** Data of this version, kept for later versions (npm run fixtures). */
import { packAction, unpackAction } from '../../src/cards/action-data.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { createEventLoopYield } from '../../src/lib/yield-to-event-loop.ts';
import { viewed } from '../../src/features/search/entry.ts';
import { buildSegment, entryAt } from '../../src/features/search/segment.ts';
import { encodeSegment } from '../../src/features/search/segment-file.ts';
import { openTestStorage } from '../support/storage.ts';
import { keepAccount } from './account.ts';
import type { Fixtures, KeptPress, KeptRead } from './fixtures.ts';
import { keepWorld } from './keep-world.ts';
import { readers, withoutEtags } from './readers.ts';
import { messageSamples } from './samples/messages.ts';
import { pressSamples, type PressSample } from './samples/presses.ts';
import {
  admin,
  groups,
  notices,
  operations,
  people,
  schedules,
  syncSettings,
  syncState,
  tenant,
} from './samples/records.ts';

export async function keepFixtures(): Promise<Fixtures> {
  return {
    presses: Object.values(pressSamples).flat().map(keepPress),
    messages: {
      jobs: Object.values(messageSamples.jobs),
      deliveries: Object.values(messageSamples.deliveries),
    },
    records: await keepRecords(),
    parts: [await keepPart()],
    world: await keepWorld(),
  };
}

function keepPress({ action, inputs }: PressSample): KeptPress {
  const { data } = packAction('Button', action);
  const sent = { ...(data as Readonly<Record<string, unknown>>), ...inputs };
  const meant = unpackAction(action.verb, JSON.parse(JSON.stringify(sent)));
  if (meant === undefined) throw new Error(`nobody understands the sample of ${action.verb}`);
  return { verb: action.verb, data: sent, meant };
}

async function keepRecords(): Promise<Fixtures['records']> {
  const { connection, storage } = await openTestStorage();
  const wanted = await writeRecords(storage);
  const reads: KeptRead[] = [];
  // A claim changes the row that it reads: kept before.
  const account = await keepAccount(connection);
  for (const { reader, key } of wanted) {
    const read = await readers[reader]?.(storage, key);
    if (read === undefined) throw new Error(`nothing is read of ${reader} ${JSON.stringify(key)}`);
    reads.push({ reader, key, meant: withoutEtags(read) });
  }
  return { ...account, reads };
}

/** @returns what can be read afterwards */
async function writeRecords(storage: Storage) {
  const wanted: { reader: string; key: Readonly<Record<string, string>> }[] = [];
  const at = '2026-11-20T07:00:00.000Z';
  for (const operation of operations) {
    await storage.operations.create(operation);
    wanted.push({ reader: 'operation', key: { tenant, kind: operation.kind, id: operation.id } });
  }
  for (const [index, notice] of Object.values(notices).entries()) {
    const operation = { kind: 'import', id: `823600000000${index}-0123456789abcdef` } as const;
    const row = await storage.outbox.put({ tenant, to: admin.id, operation, at });
    if (notice.state !== 'pending' || notice.tries > 0) {
      await storage.outbox.update({ ...row, ...notice });
    }
    wanted.push({ reader: 'notice', key: { tenant, to: admin.id, operation: operation.id } });
  }
  for (const person of people) {
    await storage.people.write(tenant, person.id.charAt(0), [{ type: 'add', person }]);
    wanted.push({ reader: 'person', key: { tenant, id: person.id } });
  }
  for (const schedule of schedules) {
    await storage.schedules.create(schedule);
    wanted.push({ reader: 'schedule', key: { tenant, id: schedule.id } });
  }
  for (const group of groups) {
    await storage.groups.create(group);
    wanted.push({ reader: 'group', key: { tenant, id: group.id } });
  }
  const member = {
    group: 'an-invented-team',
    member: '00000000-0000-4000-8000-000000000002',
    name: 'Böe Invented',
    how: 'roster',
    isEmployee: true,
    fields: { email: 'boe@example.com' },
    toArrive: true,
    since: at,
  } as const;
  await storage.memberships.put(tenant, [member]);
  wanted.push({
    reader: 'membership',
    key: { tenant, group: member.group, member: member.member },
  });
  await storage.syncSettings.write(tenant, syncSettings, undefined);
  await storage.syncStates.write(tenant, syncState, undefined);
  await storage.chats.save({
    tenant,
    person: admin.id,
    name: admin.name,
    reference: '{"conversation":{"id":"an-invented-chat"}}',
    reachable: false,
    reason: '404',
    since: at,
  });
  await storage.roles.give(tenant, admin.id, 'organization-admin');
  await storage.exportMemory.write(tenant, admin.id, {
    choices: { network: 'All', columns: 'all', changes: { kind: 'since-last' }, format: 'csv' },
    last: { All: '8236000000012-0123456789abcdef' },
    asked: [{ key: '0123456789abcdef', operation: '8236000000012-0123456789abcdef' }],
  });
  await storage.turns.claim(tenant, 'message|an-invented-turn');
  await storage.turns.done(tenant, 'message|an-invented-turn', '{"said":"an answer"}');
  return [
    ...wanted,
    { reader: 'syncSettings', key: { tenant } },
    { reader: 'syncState', key: { tenant } },
    { reader: 'chat', key: { tenant, person: admin.id } },
    { reader: 'role', key: { tenant, person: admin.id } },
    { reader: 'exportMemory', key: { tenant, person: admin.id } },
    { reader: 'turn', key: { tenant, key: 'message|an-invented-turn' } },
  ];
}

async function keepPart(): Promise<Fixtures['parts'][number]> {
  const seen = people.flatMap((person) => viewed(person) ?? []);
  const part = await buildSegment(seen, 1_700_000_000_000, createEventLoopYield());
  const bytes = await encodeSegment(part);
  const meant = seen.map((_person, index) => entryAt(part, index));
  return { base64: bytes.toString('base64'), meant };
}
