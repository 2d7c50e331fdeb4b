import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { connectionStringFor } from '../../emulators/azurite/azurite.ts';
import type { Ports } from '../../emulators/azurite/ports.ts';
import type { StorageConnection } from '../../src/infra/storage/connect.ts';
import type { Storage } from '../../src/infra/storage/storage.ts';
import { patientStorage } from './patience.ts';
import { countWrites, type Writes } from './writes.ts';

const accountCount = 500;
const accountName = (number: number) => `rollcalltest${number}`;
const accountKey = (number: number) =>
  createHash('sha512').update(`test account ${number}`).digest('base64');

/** Names and keys of the test run's accounts. */
export function testAccounts(): Record<string, string> {
  const numbers = Array.from({ length: accountCount }, (_, index) => index);
  return Object.fromEntries(numbers.map((number) => [accountName(number), accountKey(number)]));
}

/** A folder of this test run, deleted after it. */
export function testFolder(): string {
  const { TEST_FOLDER: folder } = process.env;
  if (folder === undefined) throw new Error('no test run');
  return folder;
}

/** An unused account of the run's Azurite, isolated from other tests. Each call takes another one. */
export function testConnectionString(): string {
  const { TEST_AZURITE_PORTS: ports } = process.env;
  if (ports === undefined) throw new Error('no test Azurite runs');
  for (let number = 0; number < accountCount; number += 1) {
    if (!isMine(join(testFolder(), `account-${number}`))) continue;
    return connectionStringFor(JSON.parse(ports) as Ports, accountName(number), accountKey(number));
  }
  throw new Error('all test accounts are taken: raise accountCount');
}

/** Creating a directory succeeds in one process only. */
function isMine(claim: string): boolean {
  try {
    mkdirSync(claim);
    return true;
  } catch {
    return false;
  }
}

/** A storage for one test, with all its tables, containers and queues. */
export async function openTestStorage(): Promise<{
  readonly connection: StorageConnection;
  readonly storage: Storage;
  readonly writes: Writes;
}> {
  // Loaded here, since the run's setup only needs the accounts and has to be quick.
  const { connectStorage } = await import('../../src/infra/storage/connect.ts');
  const { createStorage } = await import('../../src/infra/storage/storage.ts');
  const { connection, writes } = countWrites(
    await connectStorage({ connectionString: testConnectionString() }, patientStorage),
  );
  const storage = createStorage(connection);
  await storage.ensure();
  return { connection, storage, writes };
}
