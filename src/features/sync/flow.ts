import { AppError } from '../../errors.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { Handling, Outcome } from '../../jobs/handle-message.ts';
import { mayRun } from '../../jobs/may-run.ts';
import { holdIfBig, preview } from './ask-first.ts';
import { bring } from './bring-in.ts';
import { cancelled, complete, keepState } from './end-sync.ts';
import { readAll } from './read-all.ts';
import { Ended, note, type Checkpoint, type SyncFlowDeps } from './sync-run.ts';

/*
 * The way of a sync with Entra. It is asked for in a turn (syncs.ts) or by the clock (daily-run.ts); a worker does the rest:
 *
 *   readAll     Entra's users, or what changed ──▶ pages, kept as files             read-all.ts
 *   preview     the pages, applied to nothing ──▶ what would change: the first      ask-first.ts
 *               sync waits for its admin
 *   holdIfBig   the same ──▶ a sync that would change too many is held              ask-first.ts
 *   bring       the pages ──▶ people, page by page                                  bring-in.ts
 *   keepState   the link to what changes next                                       end-sync.ts
 *   complete    counts, log, notice                                                 end-sync.ts
 *
 * Progress is kept after each page, so a crash costs at most a page.
 */

/** Runs a sync to its end, or to a question for its admin. @throws AppError `sync-not-set-up`, `not-an-admin` */
export async function runSync(
  deps: SyncFlowDeps,
  begun: Operation,
  handling: Handling,
): Promise<Outcome> {
  const { tenant, by } = begun;
  const settings = await deps.settings.settings(tenant);
  if (settings === undefined) throw new AppError('sync-not-set-up');
  // Checked again by the worker: the role may have been removed since.
  if (!mayRun(await deps.standingOf(tenant, by.id), 'sync-people'))
    throw new AppError('not-an-admin');
  const state = await deps.states.read(tenant);
  const started = deps.now();
  try {
    const read = await readAll(deps, begun, settings, state, handling.signal);
    // A confirmation holds for what was shown. With other settings, the sync asks again.
    const { revision } = settings;
    const confirmed = (begun.checkpoint as Checkpoint | undefined)?.revision === revision;
    const isConfirmed =
      (state?.isConfirmed === true && state.revision === revision) ||
      (confirmed && begun.confirmedAt !== undefined);
    if (!isConfirmed) return await preview(deps, begun, settings, read, handling.signal);
    if (begun.confirmedAt === undefined) {
      const held = await holdIfBig(deps, begun, settings, read, handling.signal);
      if (held !== undefined) return held;
    }
    // Noted before anything is written: from now on a cancellation waits for the end of a page.
    if (begun.state !== 'applying') {
      await note(deps, begun, { state: 'applying', checkpoint: read, counts: read.so.counts });
    }
    const { so, samples } = await bring(deps, begun, settings, read, handling.signal, false);
    await keepState(deps, tenant, read);
    return await complete(deps, begun, { so, samples, handling, started });
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    return await cancelled(deps, begun, error.so);
  }
}
