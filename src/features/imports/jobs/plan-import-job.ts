import type { JobMessage } from '../../../domain/operations/job-message.ts';
import { planImport } from '../flow.ts';
import type { PlanDeps } from '../planning.ts';
import { changeOperation } from '../../../jobs/change-operation.ts';
import type { ImportQuestion } from '../../../domain/operations/import-question.ts';
import type { Operation, OperationKey } from '../../../domain/operations/operation.ts';
import type { ImportByItself } from '../inbox/import-by-itself.ts';
import { textFor } from '../../../text/text.ts';
import { attempt } from '../../../jobs/attempt.ts';
import { finish } from '../../../jobs/finish.ts';
import { NeedsAnswer } from '../reading/needs-answer.ts';
import type { ImportJobDeps } from './import-job-deps.ts';
import type { Handling, Outcome } from '../../../jobs/handle-message.ts';
import { createProgress } from '../../../jobs/progress.ts';

const progressMilliseconds = 2000;

/** Checks a file and compares it with the directory. Ends with the preview, which waits for the admin. */
export function createPlanImportJob(deps: PlanImportJobDeps) {
  return async (message: JobMessage<'plan-import'>, handling: Handling): Promise<Outcome> => {
    const key = { tenant: message.tenant, kind: 'import', id: message.operation } as const;
    const outcome = await attempt(deps, {
      key,
      ready: ['planning'],
      early: message.again === true ? ['choosing', 'asking', 'preview'] : ['choosing', 'asking'],
      handling,
      work: (operation) => plan(deps, operation, handling),
    });
    // The process that made the preview may have died before it went on.
    if (outcome === 'done' && handling.deliveries > 1) await goOn(deps, key);
    return outcome;
  };
}

interface PlanImportJobDeps extends ImportJobDeps, PlanDeps {
  readonly importByItself: ImportByItself;
}

async function goOn(deps: PlanImportJobDeps, key: OperationKey): Promise<void> {
  const operation = await deps.operations.read(key);
  if (operation?.inbox === undefined || (await deps.importByItself(operation))) return;
  // No turn has shown it, so its admin would not know that it waits.
  const waits = operation.state === 'preview' || operation.state === 'asking';
  if (waits && operation.card === undefined) await deps.announcer.moved(operation);
}

/** The import waits for its admin, whose card has the question. */
async function ask(
  deps: ImportJobDeps,
  operation: Operation,
  question: ImportQuestion,
): Promise<Outcome> {
  const asked = await changeOperation(deps.operations, operation, (latest) =>
    latest.state === 'planning'
      ? { ...latest, state: 'asking', question, tries: 0, rowsDone: 0 }
      : undefined,
  );
  if (asked === undefined) return 'done';
  if (asked.operation.state !== 'asking') return finish(deps, asked.operation);
  await deps.announcer.moved(asked.operation);
  return 'done';
}

async function plan(
  deps: PlanImportJobDeps,
  operation: Operation,
  handling: Handling,
): Promise<Outcome> {
  const target = await deps.targetOf(operation, operation.by);
  const cancelled = new AbortController();
  const progress = createProgress<number>(progressMilliseconds, async (rowsDone) => {
    const noted = await changeOperation(deps.operations, operation, (latest) =>
      latest.state === 'planning' ? { ...latest, rowsDone } : undefined,
    );
    if (noted?.changed !== true) {
      cancelled.abort();
      return;
    }
    await deps.announcer.moved(noted.operation);
  });
  const started = deps.now();
  const result = await planImport(deps, {
    operation,
    target,
    text: textFor(operation.locale, operation.timeZone),
    signal: AbortSignal.any([handling.signal, cancelled.signal]),
    onRows: (rows) =>
      deps.now() - started > progressMilliseconds ? progress.note(rows) : undefined,
  }).catch((error: unknown) => {
    if (error instanceof NeedsAnswer) return error.question;
    if (cancelled.signal.aborted && !handling.signal.aborted) return undefined;
    throw error;
  });
  // Cancelled meanwhile. Looking again cleans up what was kept since.
  if (result === undefined) return { againInSeconds: 0 };

  if ('kind' in result) return ask(deps, operation, result);

  handling.observer?.rows('plan', result.rowsTotal, deps.now() - started);
  await deps.assertRoom(result.counts.added);

  // A template as it was downloaded: there is nothing wrong and nothing to import.
  const isEmpty = result.rowsTotal === 0;
  const nothingUsable = !isEmpty && result.counts.rejected === result.rowsTotal;
  const afterPlan = isEmpty ? 'completed' : nothingUsable ? 'failed' : 'preview';
  const planned = await changeOperation(
    deps.operations,
    operation,
    ({ errorLog: _old, ...latest }) =>
      latest.state === 'planning'
        ? {
            ...latest,
            state: afterPlan,
            tries: 0,
            counts: result.counts,
            planned: result.counts,
            rowsTotal: result.rowsTotal,
            rowsDone: result.rowsTotal,
            preview: result.preview,
            ...(result.errorLog !== undefined && { errorLog: result.errorLog }),
            ...(isEmpty && { endedAt: new Date(deps.now()).toISOString() }),
            ...(nothingUsable && {
              endedAt: new Date(deps.now()).toISOString(),
              failure: { code: 'no-usable-row', details: { rows: result.rowsTotal } },
            }),
          }
        : undefined,
  );
  if (planned === undefined) return 'done';
  handling.log.info(
    { operation: operation.id, rows: result.rowsTotal, ...result.counts, ms: deps.now() - started },
    'import planned',
  );
  if (planned.operation.state !== 'preview') return finish(deps, planned.operation);
  if (await deps.importByItself(planned.operation)) return 'done';
  await deps.announcer.moved(planned.operation);
  return 'done';
}
