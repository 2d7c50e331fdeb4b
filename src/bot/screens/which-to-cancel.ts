import { operationName, wordsOf } from '../../cards/operation-words.ts';
import { outcomeCard } from '../../cards/outcome-card.ts';
import { whichToCancelCard } from '../../cards/which-to-cancel-card.ts';
import type { Operation } from '../../domain/operations/operation.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { waitsForAdmin } from '../waits-for-admin.ts';

/** An import that waits is among the newest: it is dropped after some days. */
const newestLooked = 100;

/** The caller's own imports that can be dropped, newest first. */
export async function openImports(
  { caller }: Turn,
  { operations }: Pick<BotServices, 'operations'>,
): Promise<readonly Operation[]> {
  const { tenant, actor } = caller;
  const page = await operations.page(tenant, 'import', newestLooked);
  return page.operations.filter(
    (operation) => operation.by.id === actor.id && waitsForAdmin(operation),
  );
}

/** Asks which import is meant. */
export async function askWhich(
  turn: Turn,
  imports: readonly Operation[],
  said: string,
): Promise<void> {
  await turn.answer(whichToCancelCard({ text: turn.text, imports, said }));
}

/** Says what became of the import that was chosen, and offers the others. */
export async function showOthers(
  services: BotServices,
  turn: Turn,
  chosen: Operation,
): Promise<void> {
  const { text } = turn;
  const said = outcomeOf(turn, chosen);
  const imports = await openImports(turn, services);
  if (imports.length > 0) return askWhich(turn, imports, said);
  const title = text.outcome.cancelled;
  const commands = ['import', 'help'];
  await turn.answer(outcomeCard({ text, title, sentence: said, commands }));
}

/** An import that was started meanwhile stops at its next step, and may have changed people. */
function outcomeOf({ text }: Turn, operation: Operation): string {
  const { state, confirmedAt } = operation;
  if (state === 'cancelled' && confirmedAt === undefined)
    return text.cancel.droppedImport(operationName(text, operation));
  return text.import.ofFile(
    operationName(text, operation),
    wordsOf(operation).sentence(text, operation),
  );
}
