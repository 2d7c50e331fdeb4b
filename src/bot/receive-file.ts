import { createHash } from 'node:crypto';
import type { Operation } from '../operations/operation.ts';
import { download, type DownloadPolicy } from './download.ts';
import type { IncomingFile } from './incoming-file.ts';
import type { TurnStore } from './ports.ts';
import type { BotServices } from './services.ts';
import { showOperation } from './screens/operation.ts';
import type { Turn } from './turn.ts';

export interface ReceiveFileDeps {
  readonly policy: DownloadPolicy;
  readonly turns: TurnStore;
}

/** Stores the files of a message, one import each, and asks what is missing to go on. */
export async function receiveFiles(
  deps: ReceiveFileDeps,
  services: BotServices,
  turn: Turn,
  files: readonly IncomingFile[],
): Promise<void> {
  for (const file of files) await receiveFile(deps, services, turn, file);
}

async function receiveFile(
  deps: ReceiveFileDeps,
  services: BotServices,
  turn: Turn,
  file: IncomingFile,
): Promise<void> {
  const { tenant, actor, locale, timeZone } = turn.caller;
  const key = fileKey(turn, file);
  const claim = await deps.turns.claim(tenant, key);
  if (claim === 'busy') return;
  const before = claim === 'claimed' ? undefined : await stillOpen(services, turn, claim.answer);
  if (before !== undefined) return showOperation(services, turn, before);

  const question = await services.dialogues.open(turn);
  const network = question?.awaiting === 'file' ? question.network : undefined;
  try {
    const operation = await services.imports.receive({
      tenant,
      by: actor,
      locale,
      ...(timeZone !== undefined && { timeZone }),
      ...(network !== undefined && { network }),
      name: file.name,
      content: download(file.downloadUrl, deps.policy),
    });
    services.log.info({ operation: operation.id, bytes: operation.fileBytes }, 'file received');
    await deps.turns.done(tenant, key, operation.id);
    const used = await services.dialogues.offer(turn, { type: 'file', operation });
    if (!used)
      await services.dialogues.beginImport(turn, { awaiting: 'network', operation: operation.id });
  } catch (error) {
    await deps.turns.release(tenant, key);
    throw error;
  }
}

/**
 * Teams may deliver a message once more under a new id. The same address from the same chat, while what it brought still
 * waits for a decision, is that; once it was decided, it is the admin sending the file again.
 */
function fileKey(turn: Turn, file: IncomingFile): string {
  const parts = [turn.context.activity.conversation.id, file.downloadUrl, file.uniqueId ?? ''];
  return `file|${createHash('sha256').update(parts.join('\n')).digest('base64url')}`;
}

async function stillOpen(
  services: BotServices,
  turn: Turn,
  id: string | undefined,
): Promise<Operation | undefined> {
  if (id === undefined) return undefined;
  const operation = await services.operations.read({
    tenant: turn.caller.tenant,
    kind: 'import',
    id,
  });
  const waits =
    operation !== undefined && ['choosing', 'planning', 'preview'].includes(operation.state);
  return waits ? operation : undefined;
}
