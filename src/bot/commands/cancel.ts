import { sentAt } from '../sent-at.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { waitsForAdmin } from '../waits-for-admin.ts';
import type { Command } from './command.ts';

/** Ends the open question, and says what continues. */
export const cancel: Command = {
  name: 'cancel',
  said: /^(?:please )?(?:cancel|stop|abort|quit|never ?mind|forget it)(?: (?:it|that|this|the import|import))?$/,
  async run(turn, _said, services) {
    const dropped = await dropQuestion(turn, services);
    const rest = await goingOn(turn, services);
    await turn.say([dropped, rest].filter((part) => part !== '').join(' '));
  },
};

/** Drops the subject of the open question: an unconfirmed file is cancelled. */
export async function dropQuestion(turn: Turn, services: BotServices): Promise<string> {
  const question = await services.dialogs.open(turn);
  if (question === undefined || isOlder(turn, question)) return turn.text.cancel.nothingOpen;
  await services.dialogs.close(turn);
  if (question.operation === undefined) return turn.text.cancel.dropped;
  const key = { tenant: turn.caller.tenant, kind: 'import', id: question.operation } as const;
  const operation = await services.operations.read(key);
  if (operation === undefined || !waitsForAdmin(operation)) return turn.text.cancel.nothingOpen;
  const cancelled = await services.imports.cancel(key);
  await services.redraw(cancelled);
  return turn.text.cancel.droppedImport(cancelled.fileName);
}

async function goingOn(turn: Turn, { operations }: BotServices): Promise<string> {
  const kinds = ['import', 'export'] as const;
  const recent = await Promise.all(
    kinds.map((kind) => operations.page(turn.caller.tenant, kind, 10)),
  );
  return recent
    .flatMap((page) => page.operations)
    .filter(
      ({ by, state }) =>
        by.id === turn.caller.actor.id && (state === 'queued' || state === 'applying'),
    )
    .map(({ kind, fileName }) => turn.text.cancel.goesOn({ kind, fileName }))
    .join(' ');
}

/** A cancel that arrives late was meant for the question open when it was sent, not for a file that came since. */
function isOlder({ context }: Turn, { since }: { readonly since?: number }): boolean {
  const sent = sentAt(context.activity);
  return sent !== undefined && since !== undefined && sent < since;
}
