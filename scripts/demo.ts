/** npm run demo: the product's main job without a browser, and the smoke test of a deployment. */
import { startLocalTeams } from '../test/support/local-teams.ts';
import { fromCommandLine } from './command-line.ts';
import { importSample } from './demo/conversation.ts';
import { help, readDemoOptions } from './demo/options.ts';
import { startProduct } from './demo/product.ts';
import { smokeTest } from './demo/smoke-test.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);

const options = fromCommandLine(help, readDemoOptions);

async function main(): Promise<void> {
  if (options.url !== undefined) {
    const outcome = await smokeTest({ ...options, url: options.url }, print);
    if (outcome === 'takes-unsigned') await talkTo(options.url);
    return;
  }
  print('Starting Rollcall with data of its own …');
  const product = await startProduct();
  try {
    await talkTo(product.url);
  } catch (error) {
    print(product.lastWords());
    throw error;
  } finally {
    await product.stop();
  }
}

async function talkTo(url: string): Promise<void> {
  const teams = await startLocalTeams(`${url}/api/messages`);
  try {
    await importSample(teams.tara, print);
  } finally {
    await teams.stop();
  }
}

try {
  await main();
  print('\nEverything worked.');
} catch (error) {
  const words = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\nThe demo failed: ${words}\n`);
  process.exitCode = 1;
}
