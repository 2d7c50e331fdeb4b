import { startAzurite } from '../../emulators/azurite/azurite.ts';
import { connectStorage, type StorageConnection } from '../../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../../src/infra/storage/storage.ts';
import { createCountingProxy, type CountingProxy } from './counting-proxy.ts';

interface CountedStore {
  readonly storage: Storage;
  readonly connection: StorageConnection;
  readonly proxy: CountingProxy;
}

/** Hands over an empty embedded store in memory, whose every request is counted, and takes it away again. */
export async function withCountedStore<Result>(
  work: (store: CountedStore) => Promise<Result>,
): Promise<Result> {
  const quiet = () => undefined;
  const azurite = await startAzurite({
    ports: 'free',
    environment: process.env,
    log: { debug: quiet, info: quiet, warn: quiet, error: console.error },
  });
  try {
    return await counted(azurite.connectionString, azurite.peopleConnectionString, work);
  } finally {
    await azurite.stop();
  }
}

/** Counts what is asked of a store that is there already. @param people where the people's tables are */
async function counted<Result>(
  connectionString: string,
  people: string,
  work: (store: CountedStore) => Promise<Result>,
): Promise<Result> {
  const proxy = createCountingProxy();
  try {
    const connection = await connectStorage({
      connectionString: await proxy.behind(connectionString),
      people: await proxy.behind(people),
    });
    const storage = createStorage(connection);
    await storage.ensure();
    proxy.take();
    return await work({ storage, connection, proxy });
  } finally {
    await proxy.stop();
  }
}
