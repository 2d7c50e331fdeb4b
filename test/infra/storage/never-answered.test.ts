import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../../src/infra/storage/storage.ts';
import { toBlob } from '../../faults/passing.ts';
import { startProxy, type Proxy } from '../../faults/proxy.ts';
import { testConnectionString } from '../../support/storage.ts';

/** A process that waits for files holds a claim, or the organization's write lock, so the wait must end. */
describe('a listing of files that is never answered', () => {
  let proxy: Proxy;
  let storage: Storage;
  beforeAll(async () => {
    const direct = testConnectionString();
    const [endpoint = '', port = ''] =
      /BlobEndpoint=http:\/\/127\.0\.0\.1:(\d+)/.exec(direct) ?? [];
    let isHung = false;
    proxy = await startProxy({
      target: () => Number(port),
      classOf(incoming) {
        isHung = incoming.url?.includes('comp=list') === true;
        return toBlob(incoming);
      },
      faultFor: () => (isHung ? { kind: 'hung', carriedOut: false } : undefined),
    });
    const behind = direct.replace(endpoint, `BlobEndpoint=http://127.0.0.1:${proxy.port}`);
    storage = createStorage(await connectStorage({ connectionString: behind }));
    await storage.ensure();
  });
  afterAll(() => proxy.stop());

  it('is given up, be it to look or to remove', async () => {
    const outage = { code: 'storage-unreachable' };
    const look = async () => {
      for await (const page of storage.work.list('some/')) expect(page).toBeDefined();
    };
    await Promise.all([
      expect(look()).rejects.toMatchObject(outage),
      expect(storage.work.removeAll('some/')).rejects.toMatchObject(outage),
    ]);
  });
});
