import type { TurnStore } from '../edge/ports.ts';
import { createHash } from 'node:crypto';
import { currentDeadline, withDeadline } from '../lib/deadline.ts';
import { asAppError } from '../errors.ts';
import type { Operation } from '../domain/operations/operation.ts';
import { download, type DownloadPolicy } from '../edge/download.ts';
import type { FileAllowance } from '../edge/file-allowance.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { Stage } from './long-work.ts';
import type { BotServices } from './services.ts';
import { showOperation } from './screens/operation.ts';
import { sentAt } from './sent-at.ts';
import type { Turn } from './turn.ts';
import { waitsForAdmin } from './waits-for-admin.ts';

/** Of a claim, or a count. */
const maxLettingGoMs = 5_000;

export interface ReceiveFileDeps {
  readonly allowance: FileAllowance;
  readonly policy: DownloadPolicy;
  readonly turns: TurnStore;
}

/**
 * Stores the files of a message, one import each, and asks what is missing to go on. One of several that can't be taken has
 * its own sentence and keeps none of the others back. Files that take longer than their turn are taken all the same.
 * @throws AppError `too-many-files`, and for a single file what there is against it
 */
export async function receiveFiles(
  deps: ReceiveFileDeps,
  services: BotServices,
  turn: Turn,
  files: readonly IncomingFile[],
): Promise<void> {
  const { tenant, actor } = turn.caller;
  const keys = [...new Set(files.map((file) => fileKey(turn, file)))];
  await deps.allowance.take(tenant, actor.id, keys);
  await services.longWork.run(turn, turn.text.import.stillComing, async (stage) => {
    try {
      for (const file of files) {
        const received = stage.inItsTime(() => receiveFile(deps, services, turn, stage, file));
        await (files.length === 1 ? received : received.catch(told(services, stage, file)));
      }
    } finally {
      // What can't be settled is by itself, after a while.
      await lettingGo(() => deps.allowance.reconcile(tenant, actor.id, keys));
    }
  });
}

function told(services: BotServices, stage: Stage, file: IncomingFile) {
  return async (error: unknown): Promise<void> => {
    const coded = asAppError(error);
    await stage.within(async (turn) => {
      const activity = turn.context.activity.id;
      services.log.info({ err: coded, activity }, 'a file was not taken');
      await turn.say(turn.text.import.ofFile(file.name, turn.text.error(coded)));
    });
  };
}

async function receiveFile(
  deps: ReceiveFileDeps,
  services: BotServices,
  turn: Turn,
  stage: Stage,
  file: IncomingFile,
): Promise<void> {
  const { tenant, actor, locale, timeZone } = turn.caller;
  const key = fileKey(turn, file);
  const sent = sentAt(turn.context.activity);
  const claim = await deps.turns.claim(tenant, key);
  // Said, since the turn that is at it may have died, and then nobody else would.
  if (claim === 'busy')
    return stage.within((now) => now.say(now.text.import.beingReceived(file.name)));
  const before =
    claim === 'claimed' ? undefined : await sameAs(services, tenant, sent, claim.answer);
  if (before !== undefined) return stage.within((now) => showOperation(services, now, before));

  try {
    const question = await stage.within((now) => services.dialogs.open(now));
    const network = question?.awaiting === 'file' ? question.network : undefined;
    const operation = await services.imports.receive({
      tenant,
      by: actor,
      locale,
      ...(timeZone !== undefined && { timeZone }),
      ...(network !== undefined && { network }),
      name: file.name,
      content: download(file.downloadUrl, deps.policy, currentDeadline()?.signal),
    });
    services.log.info({ operation: operation.id, bytes: operation.fileBytes }, 'file received');
    await deps.turns.done(tenant, key, operation.id);
    await stage.within(async (now) => {
      const used = await services.dialogs.offer(now, { type: 'file', operation });
      if (used) return;
      await services.dialogs.beginImport(now, { awaiting: 'network', operation: operation.id });
    });
  } catch (error) {
    await lettingGo(() => deps.turns.release(tenant, key));
    throw error;
  }
}

/** Also where the time is over; and where this fails too, it comes to the same after a while. */
async function lettingGo(work: () => Promise<void>): Promise<void> {
  await withDeadline(maxLettingGoMs, work).catch(() => undefined);
}

/** Teams may deliver a message once more under a new id; its files have the same addresses then. */
function fileKey(turn: Turn, file: IncomingFile): string {
  const parts = [turn.context.activity.conversation.id, file.downloadUrl, file.uniqueId ?? ''];
  return `file|${createHash('sha256').update(parts.join('\n')).digest('base64url')}`;
}

/**
 * What the same address brought before: while it still waits for a decision, or if this message was sent before that file was
 * here. Once it was decided, a newer message is the admin sending the file again.
 */
async function sameAs(
  services: BotServices,
  tenant: string,
  sent: number | undefined,
  id: string | undefined,
): Promise<Operation | undefined> {
  if (id === undefined) return undefined;
  const operation = await services.operations.read({ tenant, kind: 'import', id });
  if (operation === undefined || waitsForAdmin(operation)) return operation;
  return sent !== undefined && sent < Date.parse(operation.at) ? operation : undefined;
}
