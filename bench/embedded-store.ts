import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../emulators/azurite/azurite.ts';
import { connectStorage, type StorageConnection } from '../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../src/infra/storage/storage.ts';

/** The addresses for reaching the store from another process. */
export interface StoreAddresses {
  readonly connectionString: string;
  /** where the people's tables are */
  readonly people: string;
}

/**
 * Runs work on an empty embedded store and deletes it afterwards.
 * @param where 'disk' as under `npm start`: five seconds after a change it saves all its tables, and blocks for
 * up to two seconds at 100,000 people; 'memory' for ratios of which only one side would include that
 */
export async function withEmbeddedStore<Result>(
  work: (store: {
    storage: Storage;
    connection: StorageConnection;
    addresses: StoreAddresses;
  }) => Promise<Result>,
  where: 'disk' | 'memory' = 'disk',
): Promise<Result> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rollcall-bench-'));
  try {
    const quiet = () => undefined;
    const azurite = await startAzurite({
      ...(where === 'disk' && { dataDir }),
      ports: 'free',
      environment: process.env,
      log: { debug: quiet, info: quiet, warn: quiet, error: console.error },
    });
    try {
      const addresses = {
        connectionString: azurite.connectionString,
        people: azurite.peopleConnectionString,
      };
      const connection = await connectStorage(addresses);
      const storage = createStorage(connection);
      await storage.ensure();
      return await work({ storage, connection, addresses });
    } finally {
      await azurite.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
