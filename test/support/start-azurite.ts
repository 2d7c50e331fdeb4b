import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAzurite } from '../../emulators/azurite/azurite.ts';
import type { Azurite } from '../../emulators/azurite/azurite.ts';
import { testAccounts } from './storage.ts';

declare global {
  var testAzurite: Azurite | undefined;
}

/** One Azurite in memory for the whole run; each test file takes an account of its own (storage.ts). */
export default async function startTestAzurite(): Promise<void> {
  // A run that a test has started (test/mutants/) takes its accounts from the same Azurite.
  if (process.env.TEST_AZURITE_PORTS !== undefined) return;
  const quiet = () => undefined;
  const azurite = await startAzurite({
    ports: 'free',
    accounts: testAccounts(),
    environment: process.env,
    oneTableServer: true,
    // Garbage of hundreds of requests is collected at once.
    node: ['--min-semi-space-size=16', '--max-semi-space-size=32'],
    log: { debug: quiet, info: quiet, warn: quiet, error: console.error },
  });
  globalThis.testAzurite = azurite;
  process.env.TEST_AZURITE_PORTS = JSON.stringify(azurite.ports);
  process.env.TEST_FOLDER = await mkdtemp(join(tmpdir(), 'rollcall-test-'));
}
