import { rm } from 'node:fs/promises';
import './start-azurite.ts';

export default async function stopTestAzurite(): Promise<void> {
  await globalThis.testAzurite?.stop();
  const claims = process.env.TEST_AZURITE_CLAIMS;
  if (claims !== undefined) await rm(claims, { recursive: true, force: true });
}
