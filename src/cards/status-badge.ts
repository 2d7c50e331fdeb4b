import type { Operation, OperationState } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import type { CardNode } from './card.ts';
import { toneOf } from './operation-parts.ts';
import { expandPart } from './template.ts';

/** A sign beside the status word, so that the colour is never alone: the name of Teams' icon, and a character for clients without badges. */
interface Sign {
  readonly icon: string;
  readonly mark: string;
}

const waits: Sign = { icon: 'QuestionCircle', mark: '?' };
const queued: Sign = { icon: 'Clock', mark: '…' };
const runs: Sign = { icon: 'ArrowSync', mark: '↻' };
const hasProblems: Sign = { icon: 'Warning', mark: '!' };

const signs: Readonly<Record<OperationState, Sign>> = {
  choosing: waits,
  asking: waits,
  preview: waits,
  held: waits,
  planning: runs,
  applying: runs,
  queued,
  completed: { icon: 'CheckmarkCircle', mark: '✓' },
  failed: { icon: 'ErrorCircle', mark: '✕' },
  cancelled: { icon: 'Prohibited', mark: '–' },
};

/** The status of an operation: a badge in Teams; in older clients a character and the same word. */
export function statusBadge(
  text: Text,
  operation: Operation,
  size: 'Medium' | 'Large' = 'Large',
): CardNode {
  const tone = toneOf(operation);
  const isCompleted = operation.state === 'completed';
  const sign = isCompleted && tone === 'warning' ? hasProblems : signs[operation.state];
  return expandPart('status-badge', {
    ...sign,
    size,
    status: text.status(operation.state),
    color: tone,
    style: tone.charAt(0).toUpperCase() + tone.slice(1),
  });
}
