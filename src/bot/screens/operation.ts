import { changeOperation } from '../../jobs/change-operation.ts';
import type { Decided } from '../../domain/operations/identity-questions.ts';
import { isEnded, type CardPlace, type Operation } from '../../domain/operations/operation.ts';
import type { OperationStore } from '../../domain/operations/ports.ts';
import type { OperationView } from '../operation-view.ts';
import type { Turn } from '../turn.ts';

/**
 * Answers the turn with an operation's card and records the card's place, so that jobs can redraw it there. A
 * job may be quicker than the answer: then the card is redrawn at once.
 */
export async function showOperation(
  deps: {
    readonly operations: OperationStore;
    readonly view: OperationView;
    /** redraws the operation's card from the record */
    redraw(operation: Operation, delaySeconds?: number): Promise<void>;
  },
  turn: Turn,
  operation: Operation,
  how: { readonly given?: Decided; readonly isFolded?: boolean } = {},
): Promise<void> {
  const { actor, role } = turn.caller;
  const isOwn = operation.by.id === actor.id;
  const user = turn.context.activity.from.id;
  const shown = isOwn
    ? { ...operation, card: { conversation: '', activity: '', ...operation.card, user } }
    : operation;
  const readOnly = !isOwn && role !== 'tenant-admin';
  const viewer = { reader: turn.caller, text: turn.text, readOnly, ...how };
  const answered = await turn.answer(await deps.view.card(shown, viewer));
  // Only the owner's card is kept up to date, whoever else views the operation.
  if (!isOwn) return;
  if (answered === undefined) return;
  const isOpened = isEnded(operation.state) && how.isFolded !== true;
  const place: CardPlace = isOpened ? { ...answered, isOpened } : answered;
  const noted = await changeOperation(deps.operations, operation, (latest) =>
    isEnded(latest.state) && latest.card?.activity === place.activity
      ? undefined
      : { ...latest, card: place },
  );
  if (noted === undefined) return;
  if (noted.operation.state !== operation.state) await deps.redraw(noted.operation);
  // The answer to a card action may reach the screen late and overwrite a newer card, so the card is redrawn
  // once more.
  const mayBeLate = place.answeredAt !== undefined && !isEnded(operation.state);
  if (mayBeLate) await deps.redraw(noted.operation, answerArrivedSeconds);
}

/** By then an answer has arrived, or Teams has given up and sends again. */
const answerArrivedSeconds = 5;
