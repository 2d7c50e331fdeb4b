import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startAzurite } from '../src/local/azurite/azurite.ts';
import { connectStorage, type StorageConnection } from '../src/storage/connect.ts';
import { createStorage, type Storage } from '../src/storage/storage.ts';

/** Starts an embedded store with nothing in it, hands it over, and takes it away again. */
export async function withEmbeddedStore<Result>(
  work: (store: { storage: Storage; connection: StorageConnection }) => Promise<Result>,
): Promise<Result> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'rollcall-bench-'));
  try {
    const quiet = () => undefined;
    const azurite = await startAzurite({
      dataDir,
      ports: 'free',
      environment: process.env,
      log: { debug: quiet, info: quiet, warn: quiet, error: console.error },
    });
    try {
      const connection = await connectStorage({
        connectionString: azurite.connectionString,
        people: azurite.peopleConnectionString,
      });
      const storage = createStorage(connection);
      await storage.ensure();
      return await work({ storage, connection });
    } finally {
      await azurite.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
