import { changeOperation } from '../../jobs/change-operation.ts';
import type { Decided } from '../../domain/operations/identity-questions.ts';
import { isEnded, type Operation } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import type { OperationView } from '../operation-view.ts';
import type { Turn } from '../turn.ts';

/**
 * Shows an operation's card as the turn's answer and notes where it stands, so that the jobs can have it drawn again
 * there. A job may be quicker than the answer: then the card is drawn again at once.
 */
export async function showOperation(
  deps: {
    readonly operations: OperationStore;
    readonly view: OperationView;
    /** has the card drawn again from the record */
    redraw(operation: Operation, delaySeconds?: number): Promise<void>;
  },
  turn: Turn,
  operation: Operation,
  given?: Decided,
): Promise<void> {
  const { actor, role } = turn.caller;
  const isOwn = operation.by.id === actor.id;
  const user = turn.context.activity.from.id;
  const shown = isOwn
    ? { ...operation, card: { conversation: '', activity: '', ...operation.card, user } }
    : operation;
  const readOnly = !isOwn && role !== 'tenant-admin';
  const viewer = { role, text: turn.text, readOnly, ...(given !== undefined && { given }) };
  const place = await turn.answer(await deps.view.card(shown, viewer));
  // The card that is kept up to date is its owner's, whoever else looks at the operation.
  if (!isOwn) return;
  if (place === undefined) return;
  const noted = await changeOperation(deps.operations, operation, (latest) =>
    isEnded(latest.state) && latest.card?.activity === place.activity
      ? undefined
      : { ...latest, card: place },
  );
  if (noted === undefined) return;
  if (noted.operation.state !== operation.state) await deps.redraw(noted.operation);
  // The answer to a press may reach the screen late, on top of what was drawn meanwhile: drawn once more, it is right.
  const mayBeLate = place.answeredAt !== undefined && !isEnded(operation.state);
  if (mayBeLate) await deps.redraw(noted.operation, answerArrivedSeconds);
}

/** By then an answer has arrived, or Teams has given it up and asks again. */
const answerArrivedSeconds = 5;
