import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createLocalGraph } from '../../emulators/graph/local-graph.ts';
import { shards } from '../../src/domain/person-id.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import { containerNames, queueNames, tableNames } from '../../src/infra/storage/ensure.ts';
import { createLog } from '../../src/log.ts';
import { eventually } from '../support/eventually.ts';
import { keptLog } from '../support/kept-log.ts';
import { recordTelemetry } from '../infra/telemetry/recorder.ts';
import { importFile } from '../support/import-file.ts';
import { invokeBy, pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';
import { auditOf } from '../support/test-audit.ts';

/*
 * Logs, metrics, keys, names of files and addresses are read by people and tools that may not see who is in a directory.
 * An admin's day runs with values that occur nowhere else, and all of these are searched for them.
 */

const people =
  'Phone,First name,Last name,Email,Employee ID,Department\n' +
  '+44 20 7946 0655,Quillon,Vexworth,quillon.vexworth@example.com,EX-7755331,Zymurgy\n' +
  '+44 20 7946 0656,Ysolde,Vexworth,ysolde@example.com,EX-7755332,Zymurgy\n' +
  '12,Broken,Vexworth,broken@example.com,EX-7755333,Zymurgy\n';
const ofPeople =
  /quillon|ysolde|yseult|vexworth|7946[ %20]*065|7755331|7755332|7755333|zymurgy|quxington/iu;

let rollcall: TestRollcall;
let connection: StorageConnection;
const seen = recordTelemetry();
const kept = keptLog();
const addresses: string[] = [];

/** Entra's addresses, and answers of Graph, could end up in a log too. */
const graph = createLocalGraph({ port: 0, host: '127.0.0.1', log: createLog('silent') });

beforeAll(async () => {
  const opened = await openTestStorage();
  ({ connection } = opened);
  await graph.start();
  rollcall = await startRollcall({
    storage: opened.storage,
    settings: { GRAPH_URL: new URL(graph.url).origin },
    log: kept.log,
    parts: { telemetry: seen.telemetry },
  });
  const { tara, omar } = rollcall.teams;
  const { tenantId } = tara.person;
  const press = (verb: string, data: object) =>
    tara.send(pressBy(tara, verb, { v: 1, verb, ...data }));
  const said = async (words: string, title: string) => {
    await tara.say(words);
    return tara.waitForCard(({ titles }) => titles.includes(title));
  };
  const everyone = async () =>
    (
      await Promise.all(
        shards.map((shard) => Array.fromAsync(opened.storage.people.scan(tenantId, shard))),
      )
    ).flat(2);

  const notice = await importFile(tara, 'people.csv', people);
  addresses.push(...linksOf(notice));
  const again = await importFile(tara, 'again.csv', people.replace('Ysolde', 'Yseult'));
  for (const who of ['Quillon', '+442079460655', 'ysolde@example.com', 'EX-7755331', 'Vexworth']) {
    await tara.say(`find ${who}`);
    await tara.waitForCard(({ text }) => text.includes('Vexworth'));
  }
  await tara.say('find Quxington');
  await tara.answer();
  await omar.say('delete Quillon Vexworth');
  await omar.answer();
  const { phone, firstName } = { phone: '+442079460659', firstName: 'Quillon' };
  await press('add-person', { network: 'Others', phone, firstName, lastName: 'Quxington' });
  const all = await everyone();
  expect(all.map(({ fields }) => fields.lastName)).toContain('Quxington');
  const yseult = all.find(({ fields }) => fields.firstName === 'Yseult');
  await press('delete-people', { people: [yseult?.id], confirmed: true });
  await press('erase-people', { people: [yseult?.id], confirmed: true });
  await tara.say('data Quillon Vexworth');
  addresses.push(...linksOf(await tara.waitForCard(({ titles }) => titles.includes('Download'))));
  const pair = all.filter(({ fields }) => fields.firstName === 'Quillon');
  await press('merge-people', {
    people: pair.map(({ id }) => id),
    stays: pair[0]?.id,
    seen: pair.map(({ changedAt }) => changedAt),
  });
  await tara.send(
    invokeBy(tara, 'composeExtension/query', {
      commandId: 'find',
      parameters: [{ name: 'query', value: 'Vexworth' }],
      queryOptions: { skip: 0, count: 5 },
    }),
  );
  await tara.sendFile('Quillon Vexworth.pdf', 'Quillon Vexworth');
  await tara.answer();
  graph.users.putAll(tenantId, [
    entraUser(1, 'Quillon', '+44 20 7946 0657'),
    entraUser(2, 'Ysolde', '+44 20 7946 0656'),
  ]);
  await tara.press(await said('sync', 'Change mapping'), 'Change mapping');
  await tara.press(await tara.waitForCard(({ titles }) => titles.includes('Save')), 'Save');
  await tara.press(await said('sync', 'Sync now'), 'Sync now');
  const ready = await tara.waitForCard(({ titles }) => titles.includes('Start sync'));
  await tara.press(ready, 'Start sync');
  const synced = await tara.waitForCard(({ text }) => text.includes('Sync completed'));
  addresses.push(...linksOf(synced));
  await tara.press(await tara.pressed(again, 'Undo import'), 'Undo import');
  await tara.waitForCard(({ text }) => text.includes('Undo completed'));
  await tara.say('audit');
  addresses.push(...linksOf(await tara.waitForCard(({ titles }) => titles.includes('Download'))));
  await tara.say('export');
  const form = await tara.waitForCard(({ titles }) => titles.includes('Create request'));
  await tara.press(form, 'Create request');
  const done = await tara.waitForCard(({ text }) => text.includes('Export completed'));
  addresses.push(...linksOf(done));
  await eventually(async () => {
    const entries = await auditOf(opened.storage, tenantId);
    const happened = ['people-merged', 'person-erased', 'import-undone', 'sync-completed'];
    expect(entries.map(({ what }) => what)).toEqual(expect.arrayContaining(happened));
  });
});
afterAll(async () => {
  await rollcall.stop();
  await graph.stop();
});

const entraUser = (n: number, givenName: string, mobilePhone: string) => ({
  id: `00000000-0000-4000-8000-00000000000${n}`,
  displayName: `${givenName} Vexworth`,
  ...{ givenName, surname: 'Vexworth', mobilePhone, department: 'Zymurgy' },
  mail: `${givenName.toLowerCase()}@example.com`,
});

function linksOf(card: unknown): string[] {
  return [...JSON.stringify(card).matchAll(/https?:[^"\\\s]+/gu)].map(([address]) => address);
}

describe('what an admin does all day leaves no name, number or value of people', () => {
  it('in the log, at its most talkative', () => {
    const logged = kept.lines();
    expect(logged.length).toBeGreaterThan(20);
    expect(logged.filter((line) => ofPeople.test(line))).toEqual([]);
  });

  it('in metrics and traces', () => {
    expect(seen.measured.length).toBeGreaterThan(20);
    expect(seen.spans.length).toBeGreaterThan(5);
    expect(
      [...seen.measured, ...seen.spans].filter((each) => ofPeople.test(JSON.stringify(each))),
    ).toEqual([]);
  });

  it('in names of files, keys of rows and messages of queues', async () => {
    const { people: shardTable, ...others } = tableNames;
    const keys: string[] = [];
    for (const table of [...shards.map(shardTable), ...Object.values(others)]) {
      for await (const row of connection
        .table(table)
        .listEntities({ queryOptions: { select: ['partitionKey', 'rowKey'] } }))
        keys.push(`${table} ${row.partitionKey ?? ''} ${row.rowKey ?? ''}`);
    }
    const files: string[] = [];
    for (const container of Object.values(containerNames)) {
      const blobs = connection.blobs
        .getContainerClient(container)
        .listBlobsFlat({ includeMetadata: true });
      for await (const { name, metadata } of blobs)
        files.push(`${name} ${JSON.stringify(metadata)}`);
    }
    const messages = await Promise.all(
      Object.values(queueNames).map(async (name) => {
        const { peekedMessageItems } = await connection.queues
          .getQueueClient(name)
          .peekMessages({ numberOfMessages: 32 });
        return peekedMessageItems.map(({ messageText }) => messageText);
      }),
    );
    expect(keys.length).toBeGreaterThan(20);
    expect(files.length).toBeGreaterThan(5);
    expect([...keys, ...files, ...messages.flat()].filter((each) => ofPeople.test(each))).toEqual(
      [],
    );
  });

  it('in the addresses of links', () => {
    expect(addresses.length).toBeGreaterThan(2);
    expect(addresses.map(decodeURIComponent).filter((each) => ofPeople.test(each))).toEqual([]);
  });
});
