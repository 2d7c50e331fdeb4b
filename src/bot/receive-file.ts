import type { TurnStore } from '../edge/ports.ts';
import { createHash } from 'node:crypto';
import { currentDeadline, withDeadline } from '../lib/deadline.ts';
import { asAppError } from '../errors.ts';
import { groupName } from '../cards/group-words.ts';
import { fileDoors } from '../domain/doors.ts';
import type { GroupFacts } from '../domain/operations/group-facts.ts';
import { may } from '../domain/roles.ts';
import { mustHave } from './caller.ts';
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
import { defined } from '../lib/defined.ts';

/** Groups that a file can be for. */
const mostGroups = 50;
const longestGroupName = 80;

/**
 * Admins send files, and group admins send files with people for their groups.
 * @throws AppError `not-an-admin`
 */
export async function mustSendFiles(services: BotServices, turn: Turn): Promise<void> {
  if (may(turn.caller, fileDoors.sent.right)) return;
  if ((await groupsFor(services, turn)) === undefined) mustHave(turn.caller, fileDoors.sent.right);
}

/** The groups that the people of a file may join; undefined: none. */
async function groupsFor(services: BotServices, turn: Turn): Promise<GroupFacts | undefined> {
  const { caller, text } = turn;
  const owned = await services.groups.ownedBy(caller.tenant, caller.actor.id);
  const open = await services.groups.openTo(caller.tenant, owned);
  if (open.length === 0) return undefined;
  return {
    offered: open
      .slice(0, mostGroups)
      .map((group) => ({ id: group.id, name: groupName(text, group, longestGroupName) })),
    ...(!may(caller, fileDoors.sent.right) && { only: true }),
  };
}

/** Releasing a claim or a count may take this long. */
const maxReleaseMs = 5_000;

export interface ReceiveFileDeps {
  readonly allowance: FileAllowance;
  readonly policy: DownloadPolicy;
  readonly turns: TurnStore;
}

/**
 * Stores the files of a message, one import each, and asks what is missing. A file that is refused gets its own
 * sentence and doesn't hold back the others. Files that take longer than the turn are stored in the background.
 * @throws AppError `too-many-files`, and for a single file the reason for refusing it
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
      // A count that can't be released expires by itself.
      await releaseQuietly(() => deps.allowance.reconcile(tenant, actor.id, keys));
    }
  });
}

function told(services: BotServices, stage: Stage, file: IncomingFile) {
  return async (error: unknown): Promise<void> => {
    const coded = asAppError(error);
    await stage.within(async (turn) => {
      const activity = turn.context.activity.id;
      services.log.info({ err: coded, activity }, 'a file was refused');
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
  // Answered, since the turn that holds the claim may have died and would leave the person without an answer.
  if (claim === 'busy')
    return stage.within((now) => now.say(now.text.import.beingReceived(file.name)));
  const before =
    claim === 'claimed' ? undefined : await sameAs(services, tenant, sent, claim.answer);
  if (before !== undefined) return stage.within((now) => showOperation(services, now, before));

  try {
    const question = await stage.within((now) => services.dialogs.open(now));
    const { network, mode } = question?.awaiting === 'file' ? question : {};
    const group = network === undefined ? await groupsFor(services, turn) : undefined;
    const { operation, isKnown } = await services.imports.receive({
      tenant,
      by: actor,
      locale,
      ...defined({ timeZone }),
      ...(network !== undefined && { network, ...defined({ mode }) }),
      ...defined({ group }),
      mayBringEverything: may(turn.caller, 'everything'),
      name: file.name,
      content: download(file.downloadUrl, deps.policy, currentDeadline()?.signal),
    });
    services.log.info({ operation: operation.id, bytes: operation.fileBytes }, 'file received');
    await deps.turns.done(tenant, key, operation.id);
    const isAsked = operation.request?.everything !== true && operation.group?.only !== true;
    if (isKnown || !isAsked) {
      await stage.within((now) => showOperation(services, now, operation));
      return;
    }
    await stage.within(async (now) => {
      const used = await services.dialogs.offer(now, { type: 'file', operation });
      if (used) return;
      await services.dialogs.beginImport(now, { awaiting: 'network', operation: operation.id });
    });
  } catch (error) {
    await releaseQuietly(() => deps.turns.release(tenant, key));
    throw error;
  }
}

/** Also after the deadline; if this fails too, it expires by itself. */
async function releaseQuietly(work: () => Promise<void>): Promise<void> {
  await withDeadline(maxReleaseMs, work).catch(() => undefined);
}

/** Teams may deliver a message again under a new id; the addresses of its files are the same then. */
function fileKey(turn: Turn, file: IncomingFile): string {
  const parts = [turn.context.activity.conversation.id, file.downloadUrl, file.uniqueId ?? ''];
  return `file|${createHash('sha256').update(parts.join('\n')).digest('base64url')}`;
}

/**
 * The operation that the same address led to before: while it waits for a decision, or if this message was sent
 * before that file arrived. Once it was decided, a newer message means that the admin sends the file again.
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
