import { afterEach, describe, expect, it } from '@jest/globals';
import { checkClock, checkStorage } from '../../../src/features/doctor/check-storage.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorageProbe } from '../../../src/infra/storage/probe.ts';
import { textFor } from '../../../src/text/text.ts';
import { testConnectionString } from '../../support/storage.ts';
import { startRefusingProxy, type ProxyOptions, type RefusingProxy } from './refusing-proxy.ts';

const words = textFor('en').doctor;
const proxies: RefusingProxy[] = [];
afterEach(async () => {
  for (const proxy of proxies.splice(0)) await proxy.stop();
});

async function behindProxy(options: ProxyOptions): Promise<string> {
  const proxy = await startRefusingProxy(testConnectionString(), options);
  proxies.push(proxy);
  return proxy.connectionString;
}

async function probeOf(connectionString: string) {
  return createStorageProbe(await connectStorage({ connectionString }));
}

async function wrongSentences(connectionString: string): Promise<string[]> {
  const findings = await checkStorage(await probeOf(connectionString), words);
  expect(findings).toHaveLength(4);
  return findings.flatMap(({ outcome, sentence }) => (outcome === 'wrong' ? [sentence] : []));
}

describe('of a storage account the doctor', () => {
  it('says that all is well where it is, and leaves nothing behind among the organization’s data', async () => {
    const connectionString = testConnectionString();
    const { blobs, queues } = await connectStorage({ connectionString });
    const findings = await checkStorage(await probeOf(connectionString), words);
    expect(findings.map(({ outcome }) => outcome)).toEqual(['ok', 'ok', 'ok', 'ok']);
    const left: string[] = [];
    for await (const { name } of blobs.listContainers()) left.push(name);
    for await (const { name } of queues.listQueues()) left.push(name);
    const { TableServiceClient } = await import('@azure/data-tables');
    const tables = TableServiceClient.fromConnectionString(connectionString, {
      allowInsecureConnection: true,
    });
    for await (const { name } of tables.listTables()) left.push(String(name));
    expect(left).toEqual([]);
  });

  it.each([
    ['tables', 'Storage Table Data Contributor'],
    ['blobs', 'Storage Blob Data Contributor'],
    ['queues', 'Storage Queue Data Contributor'],
  ] as const)('names the role that is missing for %s', async (service, role) => {
    const refuse: ProxyOptions['refuse'] = (asked) =>
      asked.service === service && asked.method !== 'GET'
        ? { status: 403, code: 'AuthorizationPermissionMismatch' }
        : undefined;
    const sentences = await wrongSentences(await behindProxy({ refuse }));
    // Without blobs there are no links either.
    expect(sentences).toHaveLength(service === 'blobs' ? 2 : 1);
    expect(sentences[0]).toContain(role);
  });

  it('finds out that rows may be made and not deleted, and takes its table away all the same', async () => {
    const asked: string[] = [];
    const refuse: ProxyOptions['refuse'] = ({ service, method, url }) => {
      if (service === 'tables') asked.push(`${method} ${url.split('?')[0] ?? ''}`);
      return service === 'tables' && method === 'DELETE' && url.includes('RowKey')
        ? { status: 403, code: 'AuthorizationPermissionMismatch' }
        : undefined;
    };
    const sentences = await wrongSentences(await behindProxy({ refuse }));
    expect(sentences).toEqual([words.storage.noRole('tables')]);
    expect(asked.at(-1)).toMatch(/^DELETE .*Tables\('doctor/);
  });

  it('knows a key that was renewed, without showing any', async () => {
    const key = Buffer.from('renewed since').toString('base64');
    const sentences = await wrongSentences(
      testConnectionString().replace(/AccountKey=[^;]+/, `AccountKey=${key}`),
    );
    expect(sentences).toHaveLength(4);
    for (const sentence of sentences) {
      expect(sentence).toContain('refuses the key');
      expect(sentence).not.toContain(key);
    }
  });

  it('knows an account that takes no keys', async () => {
    const refuse = () => ({ status: 403, code: 'KeyBasedAuthenticationNotPermitted' });
    const sentences = await wrongSentences(await behindProxy({ refuse }));
    expect(new Set(sentences)).toEqual(new Set([words.storage.noKeysTaken]));
  });

  it('says that nobody answers', async () => {
    const nowhere = testConnectionString().replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9');
    const sentences = await wrongSentences(nowhere);
    expect(sentences).toHaveLength(4);
    for (const sentence of sentences) expect(sentence).toContain('can’t be reached');
  });

  it('opens a link as an admin’s browser would, and says when it doesn’t open', async () => {
    const refuse: ProxyOptions['refuse'] = ({ method, url }) =>
      method === 'GET' && url.includes('sig=')
        ? { status: 403, code: 'AuthorizationFailure' }
        : undefined;
    const sentences = await wrongSentences(await behindProxy({ refuse }));
    expect(sentences).toEqual([words.storage.linkRefused('403 AuthorizationFailure')]);
  });

  it('passes on a code that it doesn’t know', async () => {
    const refuse: ProxyOptions['refuse'] = ({ service, method }) =>
      service === 'queues' && method === 'POST'
        ? { status: 409, code: 'AccountIsBeingMoved' }
        : undefined;
    const sentences = await wrongSentences(await behindProxy({ refuse }));
    expect(sentences).toEqual([words.storage.other('queues', '409 AccountIsBeingMoved')]);
  });
});

describe('a clock by which links would not open yet, or no more, is noticed:', () => {
  it.each([
    ['this machine is ahead', -180_000, 'ahead of'],
    ['this machine is behind', 180_000, 'behind'],
  ])('%s', async (_, clockMs, where) => {
    const probe = await probeOf(await behindProxy({ clockMs }));
    const finding = await checkClock(probe, words);
    expect(finding.outcome).toBe('wrong');
    expect(finding.sentence).toMatch(new RegExp(`clock is 1(?:79|80|81) s ${where}`));
  });

  it('one that agrees is no trouble', async () => {
    const probe = await probeOf(testConnectionString());
    expect(await checkClock(probe, words)).toEqual({
      outcome: 'ok',
      sentence: words.storage.clockFine,
    });
  });
});
