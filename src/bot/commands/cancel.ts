import { operationName } from '../../cards/operation-words.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import { sentAt } from '../sent-at.ts';
import type { BotServices } from '../services.ts';
import { askWhich, openImports } from '../screens/which-to-cancel.ts';
import type { Turn } from '../turn.ts';
import { waitsForAdmin } from '../waits-for-admin.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

/** Ends the open question, and says what continues. Of several files that wait, it asks which one is meant. */
export const cancel: Command = {
  name: 'cancel',
  door: { everyone: true },
  said: /^(?:please )?(?:cancel|stop|abort|quit|never ?mind|forget it)(?: (?:it|that|this|the import|import))?$/,
  asked: [asked('cancel', 'import file me now')],
  async run(turn, _said, services) {
    if (await isOneOfSeveral(turn, services)) return;
    const dropped = (await dropOpenQuestion(turn, services)) ?? (await dropPreview(turn, services));
    const rest = await goingOn(turn, services);
    const first = dropped ?? turn.text.cancel.nothingOpen;
    await turn.say([first, rest].filter((part) => part !== '').join(' '));
  },
};

/** @returns whether several imports wait, and it is asked which one is meant */
async function isOneOfSeveral(turn: Turn, services: BotServices): Promise<boolean> {
  const question = await services.dialogs.open(turn);
  // A question without a file is what the chat is about now.
  if (question !== undefined && question.operation === undefined && !isOlder(turn, question))
    return false;
  const waiting = await droppable(turn, services);
  if (waiting.length < 2) return false;
  // In a group everyone would see the names of the files.
  if (turn.personal) await askWhich(turn, waiting, await goingOn(turn, services));
  else await turn.say(turn.text.import.personalChatOnly);
  return true;
}

/** Drops the subject of the open question, if there is one. @returns what was dropped, or that there was nothing */
export async function dropQuestion(turn: Turn, services: BotServices): Promise<string> {
  return (await dropOpenQuestion(turn, services)) ?? turn.text.cancel.nothingOpen;
}

/** An unconfirmed file is cancelled. @returns what was dropped; undefined: there was nothing */
async function dropOpenQuestion(turn: Turn, services: BotServices): Promise<string | undefined> {
  const question = await services.dialogs.open(turn);
  if (question === undefined || isOlder(turn, question)) return undefined;
  await services.dialogs.close(turn);
  if (question.operation === undefined) return turn.text.cancel.dropped;
  const key = { tenant: turn.caller.tenant, kind: 'import', id: question.operation } as const;
  const operation = await services.operations.read(key);
  if (operation === undefined || !waitsForAdmin(operation)) return undefined;
  return cancelImport(turn, services, operation);
}

/** The import of this person that waits for their decision, though its question was replaced by another. */
async function dropPreview(turn: Turn, services: BotServices): Promise<string | undefined> {
  const [waiting] = await droppable(turn, services);
  return waiting && cancelImport(turn, services, waiting);
}

async function droppable(turn: Turn, services: BotServices): Promise<readonly Operation[]> {
  const open = await openImports(turn, services);
  return open.filter(({ at }) => !isOlder(turn, { since: Date.parse(at) }));
}

async function cancelImport(
  turn: Turn,
  services: BotServices,
  { tenant, id }: Operation,
): Promise<string> {
  const cancelled = await services.imports.cancel({ tenant, kind: 'import', id });
  await services.redraw(cancelled);
  return turn.text.cancel.droppedImport(operationName(turn.text, cancelled));
}

async function goingOn(turn: Turn, { operations }: BotServices): Promise<string> {
  const kinds = ['import', 'export'] as const;
  const recent = await Promise.all(
    kinds.map((kind) => operations.page(turn.caller.tenant, kind, 10)),
  );
  return recent
    .flatMap((page) => page.operations)
    .filter(
      // A move or deletion of several people is over in a moment, and has no card.
      ({ by, state, bulk }) =>
        bulk === undefined &&
        by.id === turn.caller.actor.id &&
        (state === 'queued' || state === 'applying'),
    )
    .map((operation) =>
      turn.text.cancel.goesOn({
        kind: operation.kind,
        fileName: operationName(turn.text, operation),
      }),
    )
    .join(' ');
}

/** A cancel that arrives late was meant for the question open when it was sent, not for a file that came since. */
function isOlder({ context }: Turn, { since }: { readonly since?: number }): boolean {
  const sent = sentAt(context.activity);
  return sent !== undefined && since !== undefined && sent < since;
}
