import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { sampleCsv } from '../scripts/sample-people.ts';
import { withEmbeddedStore } from './embedded-store.ts';
import { keepFigures, rounded } from './figures.ts';
import { importFile } from './imports.ts';
import { startProduct } from './product.ts';
import { ask, askedBefore } from './turns.ts';

/*
 * An import by a process that has half a processor, as a small container does, while another admin asks. The
 * process is stopped whenever all its threads together have had more than their share. The store, which stands for
 * an account on other machines, is not.
 */
const share = 0.5;
const lookEveryMs = 5;
/** It may use what it has saved up in this time, like a container's hundred milliseconds. */
const periodMs = 100;

/** @returns ends the limit */
function limit(pid: number): () => Promise<{ readonly used: number }> {
  let isOver = false;
  const running = async () => {
    const began = performance.now();
    const before = await processorMs(pid);
    let allowedFrom = began;
    let usedFrom = before;
    let isStopped = false;
    while (!isOver) {
      await pause(lookEveryMs);
      const now = performance.now();
      const used = await processorMs(pid);
      const left = (now - allowedFrom) * share - (used - usedFrom);
      if (left < 0 !== isStopped) {
        isStopped = !isStopped;
        process.kill(pid, isStopped ? 'SIGSTOP' : 'SIGCONT');
      }
      // Time that it doesn't use is lost.
      if (left > periodMs * share) {
        allowedFrom = now - periodMs;
        usedFrom = used;
      }
    }
    process.kill(pid, 'SIGCONT');
    const took = performance.now() - began;
    return { used: Math.round((((await processorMs(pid)) - before) / took) * 100) / 100 };
  };
  const ended = running();
  return () => {
    isOver = true;
    return ended;
  };
}

/** Time that all threads of a process have run; ms. */
async function processorMs(pid: number): Promise<number> {
  const folder = `/proc/${pid}/task`;
  const times = await Promise.all(
    (await readdir(folder)).map(async (thread) => {
      // A thread may have ended meanwhile.
      const stat = await readFile(`${folder}/${thread}/schedstat`, 'utf8').catch(() => '0');
      return Number(stat.split(' ')[0]) / 1e6;
    }),
  );
  return times.reduce((sum, one) => sum + one, 0);
}

/** @param sizes numbers of people; the largest is imported */
export async function benchHalfCore(sizes: readonly number[]): Promise<void> {
  const people = Math.max(...sizes);
  const csv = [...sampleCsv({ count: people, seed: 1 })].join('');
  const result = await withEmbeddedStore(async ({ storage, addresses }) => {
    const product = await startProduct(addresses);
    try {
      const { omar, tara } = product.teams;
      await storage.roles.give(tara.person.tenantId, omar.person.aadObjectId, 'organization-admin');
      await ask(product, askedBefore);
      const end = limit(product.pid);
      let isImporting = true;
      const asking = ask(product, () => isImporting);
      const { plan, apply } = await importFile(product, storage, 'new.csv', csv);
      isImporting = false;
      const turns = await asking;
      const { used } = await end();
      const peakMB = rounded(await product.peakMB());
      const seconds = { preview: rounded(plan / 1_000), notice: rounded(apply / 1_000) };
      return { people, processors: used, seconds, turns, peakMB };
    } finally {
      await product.stop();
    }
  }, 'memory');
  console.log(`${people} people, imported with half a processor`);
  console.table({ ...result.seconds, processors: result.processors, peakMB: result.peakMB });
  console.table({ 'turns meanwhile, ms': result.turns });
  await keepFigures('half-core', result);
}
