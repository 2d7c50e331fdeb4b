import { sampleOperation } from '../../../support/sample-operation.ts';
import { fromTheStart } from '../../../../src/features/imports/apply-checkpoint.ts';
import { applyImport } from '../../../../src/features/imports/apply-import.ts';
import { planImport } from '../../../../src/features/imports/flow.ts';
import type { Plan } from '../../../../src/features/imports/planning.ts';
import { type Counts } from '../../../../src/domain/operations/operation.ts';
import { textFor } from '../../../../src/text/text.ts';
import { MemoryStores } from '../../people/memory-stores.ts';
import { memoryFiles } from '../memory-files.ts';

const tenant = 'tenant-1';
const by = { id: 'admin-1', name: 'Tara' };
const signal = new AbortController().signal;

/** A directory in memory into which files are imported as the jobs do it: the real plan, the real apply. */
export class MemoryImport {
  readonly stores = new MemoryStores();
  readonly #files = memoryFiles();
  readonly #work = memoryFiles();

  /**
   * @returns what the preview says, what was done, and the error log as it is downloaded ('' when there is none)
   * @throws AppError when the file as a whole can't be used
   */
  async import(bytes: Buffer): Promise<{ plan: Plan; counts: Counts; log: string }> {
    const operation = sampleOperation({ tenant, by });
    this.#files.kept.set(operation.original, bytes);
    const target = { network: 'Employee', mayMove: true, required: [] } as const;
    const { store: people, changeFeed } = this.stores.seenThrough(() => Promise.resolve());
    const plan = await planImport(
      {
        files: this.#files.store,
        work: this.#work.store,
        people,
        organizations: {
          facts: () => Promise.resolve({ identitySecret: 'not a secret', defaultCountry: 'GB' }),
          attributes: () => Promise.resolve([]),
          aliases: () => Promise.resolve(new Map()),
        },
      },
      { operation, target, text: textFor('en'), signal, onRows: () => undefined },
    );
    const log = this.#files.kept.get(plan.errorLog ?? '')?.toString() ?? '';
    const planned = { ...operation, planned: plan.counts };
    const checkpoint = await applyImport(
      { work: this.#work.store, people, changeFeed, concurrency: 1 },
      {
        operation: planned,
        target,
        by,
        signal,
        now: () => new Date().toISOString(),
      },
      fromTheStart,
      () => undefined,
    );
    const { added, updated } = checkpoint;
    const unchanged = plan.counts.unchanged + checkpoint.unchanged;
    const rejected = plan.counts.rejected + checkpoint.rejected;
    return { plan, counts: { added, updated, unchanged, rejected }, log };
  }
}
