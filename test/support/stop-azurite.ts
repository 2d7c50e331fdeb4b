import { rm } from 'node:fs/promises';
import './start-azurite.ts';

export default async function stopTestAzurite(): Promise<void> {
  const { testAzurite: azurite } = globalThis;
  if (azurite === undefined) return;
  await azurite.stop();
  const folder = process.env.TEST_FOLDER;
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
}
