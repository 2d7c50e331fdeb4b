import { startAzurite } from '../../../emulators/azurite/azurite.ts';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createStorage } from '../../../src/infra/storage/storage.ts';

/** Run as a process by a test that kills it: starts Azurite in the directory named, fills it, and stays. */
const quiet = () => undefined;
const azurite = await startAzurite({
  dataDir: process.argv[2] ?? '',
  ports: 'free',
  log: { debug: quiet, info: quiet, warn: quiet, error: quiet },
  environment: process.env,
});
const storage = createStorage(await connectStorage({ connectionString: azurite.connectionString }));
await storage.ensure();
await storage.roles.give('tenant', 'person', 'organization-admin');
await storage.jobs.send({ job: 1 });
async function* content() {
  yield await Promise.resolve(Buffer.from('sample'));
}
await storage.files.write('file', content());
process.stdout.write(`${JSON.stringify({ pids: azurite.pids() })}\n`);
