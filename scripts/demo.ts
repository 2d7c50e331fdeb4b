/**
 * npm run demo
 * Does the product's main job without a browser: starts it with data of its own, sends samples/people.csv as
 * Tara, imports it, and prints the conversation.
 *
 * npm run demo -- --url https://rollcall.example.com [--token <a token that Teams' connector signed> --tenant
 * <id> --person <object id>]
 * The smoke test of a deployment: what it answers, what it refuses, and what it shows to the person of the
 * token.
 *
 * Exits with 0, or with 1 after printing the failure.
 */
import { startLocalTeams } from '../test/support/local-teams.ts';
import { importSample } from './demo/conversation.ts';
import { readDemoOptions, usage } from './demo/options.ts';
import { startProduct } from './demo/product.ts';
import { smokeTest } from './demo/smoke-test.ts';

const print = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const options = readDemoOptions(process.argv.slice(2));
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
  process.stderr.write(
    `\nThe demo failed: ${words}\n${words.startsWith('--') ? `  ${usage}\n` : ''}`,
  );
  process.exitCode = 1;
}
