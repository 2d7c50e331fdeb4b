import { confirmUndoCard } from '../../src/cards/confirm-undo-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import type { Text } from '../../src/text/text.ts';
import type { NamedCard, Words } from './words.ts';

/** The cards of a file whose people join a group. @param base an import's record */
export function groupFileCards(text: Text, words: Words, base: Operation): NamedCard[] {
  const links = { errorLog: words.link, original: words.link };
  const offered = Array.from({ length: 50 }, (_, index) => ({
    id: `sample-${String(index)}`,
    name: words.value,
  }));
  const counts = { added: 12, updated: 0, unchanged: 3, rejected: 2 };
  const group = { offered, only: true, chosen: { id: 'sample-0', name: words.value } } as const;
  const preview: Operation = { ...base, state: 'preview', network: 'Others', counts, group };
  const done: Operation = {
    ...preview,
    ...{ state: 'completed', confirmedAt: base.at, endedAt: base.at, rowsTotal: 17, rowsDone: 17 },
  };
  const choosing: Operation = { ...base, state: 'choosing' };
  const forecast = { removed: 0, updated: 0, back: 0, left: 0, leaving: 12 };
  return [
    {
      name: 'choose-network-or-group',
      ...operationCard({ text, links, operation: { ...choosing, group: { offered } } }),
    },
    {
      name: 'choose-group',
      ...operationCard({ text, links, operation: { ...choosing, group: { offered, only: true } } }),
    },
    { name: 'preview-group', ...operationCard({ text, links, operation: preview }) },
    { name: 'operation-group', ...operationCard({ text, links, operation: done, undoable: true }) },
    {
      name: 'notice-group',
      ...noticeCard({ text, links, operation: done, directory: true, undoable: true }),
    },
    {
      name: 'confirm-undo-group',
      ...confirmUndoCard({ text, operation: done, forecast, isDaily: false }),
    },
  ];
}
