import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import type { Text } from '../../src/text/text.ts';
import type { NamedCard, Words } from './words.ts';

/** The cards of an undo, and of an import that can be undone or was. @param base an import's record */
export function undoCards(text: Text, words: Words, base: Operation): NamedCard[] {
  const links = { errorLog: words.link };
  const { preview: _preview, original: _original, ...kept } = base;
  const undo: Operation = {
    ...kept,
    original: '',
    state: 'applying',
    counts: { added: 0, updated: 36, unchanged: 1, rejected: 2 },
    rowsDone: 640,
    rowsTotal: 1_240,
    undo: { of: base.id, ofAt: base.at, again: false, removed: 601 },
  };
  const completed: Operation = {
    ...undo,
    state: 'completed',
    rowsDone: 1_240,
    counts: { added: 0, updated: 36, unchanged: 0, rejected: 2 },
    undo: { of: base.id, ofAt: base.at, again: false, removed: 1_202 },
    endedAt: '2026-01-15T09:40:00.000Z',
  };
  const again: Operation = {
    ...completed,
    counts: { added: 1_202, updated: 36, unchanged: 0, rejected: 0 },
    undo: { of: base.id, ofAt: base.at, again: true, removed: 0 },
  };
  const imported: Operation = { ...base, state: 'completed', endedAt: '2026-01-15T09:33:00.000Z' };
  return [
    { name: 'undo-applying', ...operationCard({ text, links: {}, operation: undo }) },
    {
      name: 'undo-completed',
      ...operationCard({ text, links, operation: completed, undoable: true }),
    },
    {
      name: 'undo-cancelled',
      ...operationCard({ text, links, operation: { ...undo, state: 'cancelled' }, undoable: true }),
    },
    {
      name: 'undo-again',
      ...operationCard({ text, links: {}, operation: again, undoable: true }),
    },
    { name: 'undo-notice', ...noticeCard({ text, links, operation: completed, directory: true }) },
    {
      name: 'import-undoable',
      ...operationCard({
        text,
        links: { ...links, original: words.link },
        operation: imported,
        undoable: true,
      }),
    },
    {
      name: 'import-undone',
      ...operationCard({
        text,
        links: { original: words.link },
        operation: { ...imported, undone: { by: base.id, at: '2026-01-16T09:33:00.000Z' } },
      }),
    },
  ];
}
