import type { Settings } from '../../settings.ts';
import type { Text } from '../../text/text.ts';
import { AppError } from '../../errors.ts';
import { checkDeployment } from './check-deployment.ts';
import { checkEntra } from './check-entra.ts';
import { checkNode, checkTemporaryFolder } from './check-machine.ts';
import { checkAdmins, checkIds, checkSettings } from './check-settings.ts';
import {
  checkBackups,
  checkClock,
  checkInbox,
  checkStorage,
  checkWorkers,
} from './check-storage.ts';
import { skipped, wrong } from './findings.ts';
import type { EntraDoor, Finding, Machine, StorageProbe } from './ports.ts';

export interface DiagnosticContext {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** address of the running deployment, if it should be checked */
  readonly url?: string;
  readonly machine: Machine;
  /** @throws AppError `setting-wrong` */
  readonly storage: (settings: Settings) => Promise<StorageProbe>;
  readonly entra: (settings: Settings) => EntraDoor;
}

/** Checks a deployment completely; findings are yielded in order, as they are made. */
export async function* examine(context: DiagnosticContext, text: Text): AsyncGenerator<Finding> {
  const words = text.doctor;
  const { settings, findings, invalid } = checkSettings(context.environment, text);
  yield* findings;
  if (settings === undefined) {
    for (const subject of [words.subjects.storage, words.subjects.admins, words.subjects.entra]) {
      yield skipped(words.needsSettings(subject));
    }
  } else {
    yield* checkIds(settings, text);
    yield* await storageFindings(context, settings, text);
    if (!invalid.has('TENANT_ADMINS')) yield* checkAdmins(settings, text);
    yield* await checkEntra(context.entra(settings), words);
    yield await checkTemporaryFolder(context.machine, settings, words);
  }
  yield checkNode(context.machine, words);
  yield* await checkDeployment(context.url ?? settings?.PUBLIC_URL, words);
  yield skipped(words.outOfReach);
}

async function storageFindings(
  context: DiagnosticContext,
  settings: Settings,
  text: Text,
): Promise<readonly Finding[]> {
  try {
    const words = text.doctor;
    const probe = await context.storage(settings);
    const findings = await checkStorage(probe, words);
    const [, blobs, queues] = findings;
    const { skippedFor, subjects } = words.storage;
    // Where a service can't be used, nothing can be said about what is in it.
    return [
      ...findings,
      await checkClock(probe, words),
      queues.outcome === 'ok'
        ? await checkWorkers(probe, words)
        : skipped(skippedFor(subjects.workers, 'queues')),
      ...(blobs.outcome === 'ok'
        ? [await checkInbox(probe, words), await checkBackups(probe, settings.BACKUP_DAYS, words)]
        : [
            skipped(skippedFor(subjects.inbox, 'blobs')),
            skipped(skippedFor(subjects.backups, 'blobs')),
          ]),
    ];
  } catch (error) {
    // A connection string that can't be parsed.
    if (error instanceof AppError) return [wrong(text.error(error))];
    throw error;
  }
}
