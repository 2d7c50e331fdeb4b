import { setTimeout as pause } from 'node:timers/promises';
import { sampleCsv } from '../scripts/sample-people.ts';
import { withEmbeddedStore } from './embedded-store.ts';
import { figuresOf, keepFigures, rounded, type Figures } from './figures.ts';
import { importFile } from './imports.ts';
import { startProduct, type Product } from './product.ts';

/*
 * Measures how long an admin waits for the bot's answer, when idle and while another admin's import runs in the
 * same process: from the message until its turn is over and the answers are sent. The turns render cards and
 * search the directory.
 */
const idleTurns = 200;
/** Interval between messages, which cycle through the questions. */
const everyMs = 50;
const asked = ['help', 'directory', 'find anna', 'import history', 'find +4474', 'settings'];

/** Each question thrice, so that its code has run. */
export const askedBefore = (turns: number) => turns < asked.length * 3;

/** Omar sends one command after the other until `goesOn` returns false. */
export async function ask(
  { teams }: Product,
  goesOn: (turns: number) => boolean,
): Promise<Figures> {
  const took: number[] = [];
  for (let turn = 0; goesOn(turn); turn += 1) {
    const began = performance.now();
    await teams.omar.say(asked[turn % asked.length] ?? '');
    took.push(performance.now() - began);
    await pause(everyMs);
  }
  return figuresOf(took);
}

/** Searches for the last person of an import whose notice has come. */
async function firstFind({ teams }: Product, csv: string) {
  const phone = /\+\d+/.exec(csv.trimEnd().split('\n').at(-1) ?? '')?.[0] ?? '';
  const began = performance.now();
  await teams.tara.say(`find ${phone}`);
  const ms = rounded(performance.now() - began);
  const card = JSON.stringify(teams.tara.fromBot().at(-1)?.attachments);
  // A card has the number as people read it.
  return {
    ms,
    isFound:
      card.replaceAll(/[^\d]/gu, '').includes(phone.slice(1)) && !card.includes('No one matches'),
  };
}

async function benchSize(people: number) {
  const csv = [...sampleCsv({ count: people, seed: 1 })].join('');
  return withEmbeddedStore(async ({ storage, addresses }) => {
    const product = await startProduct(addresses);
    try {
      const { omar, tara } = product.teams;
      await storage.roles.give(tara.person.tenantId, omar.person.aadObjectId, 'organization-admin');
      await ask(product, askedBefore);
      const idle = await ask(product, (turns) => turns < idleTurns);
      await product.stretches();
      let isImporting = true;
      const importing = ask(product, () => isImporting);
      await importFile(product, storage, 'new.csv', csv);
      const first = await firstFind(product, csv);
      isImporting = false;
      const during = await importing;
      const { longest, p99 } = await product.stretches();
      // The directory is complete now, so the searches cover all of it.
      const after = await ask(product, (turns) => turns < idleTurns);
      const startedInMs = Math.round(product.startedInMs);
      const heldUp = { longestMs: rounded(longest), p99Ms: rounded(p99) };
      return { people, startedInMs, idle, during, heldUp, first, after };
    } finally {
      await product.stop();
    }
  });
}

/** @param sizes numbers of people */
export async function benchTurns(sizes: readonly number[]): Promise<void> {
  const results = [];
  for (const people of sizes) {
    const result = await benchSize(people);
    results.push(result);
    const { idle, during, heldUp, first, after } = result;
    const { longestMs, p99Ms } = heldUp;
    console.log(`turns, ms; up in ${result.startedInMs} ms`);
    console.log(
      `event loop held up while importing: ${longestMs} ms at most, ${p99Ms} ms in 99 of 100 looks`,
    );
    console.log(`first search after it: ${first.ms} ms, ${first.isFound ? 'found' : 'not found'}`);
    console.table({
      'nothing else to do': idle,
      [`while ${people} people are imported`]: during,
      [`with ${people} people there`]: after,
    });
  }
  await keepFigures('turns', { results });
}
