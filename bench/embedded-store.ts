import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../emulators/azurite/azurite.ts';
import { connectStorage, type StorageConnection } from '../src/infra/storage/connect.ts';
import { createStorage, type Storage } from '../src/infra/storage/storage.ts';

/** How another process reaches the store. */
export interface StoreAddresses {
  readonly connectionString: string;
  /** where the people's tables are */
  readonly people: string;
}

/**
 * Starts an embedded store with nothing in it, hands it over, and takes it away again.
 * @param where 'disk' as `npm start` has it: five seconds after a change it writes all its tables down, and answers nobody for up to
 * two seconds at 100,000 people; 'memory' for ratios that this would fall into on one side only
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
