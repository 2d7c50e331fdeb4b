import { noticeCard } from '../../src/cards/notice-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { ChangeSample, Operation } from '../../src/domain/operations/operation.ts';
import type { Text } from '../../src/text/text.ts';
import type { NamedCard, Words } from './words.ts';

/** The cards of imports that delete people, or may. @param base an import's record */
export function modeCards(text: Text, words: Words, base: Operation): NamedCard[] {
  const links = { people: words.link, errorLog: words.link };
  const { preview } = base;
  if (preview === undefined) return [];
  const sample = (line: number): ChangeSample => ({
    line,
    name: words.value,
    phone: '+442079460101',
    changes: [],
  });
  const some = [1, 2, 3, 4, 5].map(sample);
  const bigChange = { changed: 999_999, people: 1_000_000 };
  const leaving = { people: 123_456, linked: 1_234, held: 12, unread: 345, list: 'list' };
  const samples = { ...preview, removedSample: some, stayingSample: some, leaving };
  const everyone: Operation = {
    ...base,
    state: 'preview',
    mode: 'everyone',
    preview: { ...samples, questions: { missing: { people: 123_456, bigChange } } },
  };
  const leavers: Operation = {
    ...base,
    state: 'preview',
    mode: 'delete',
    counts: { added: 0, updated: 0, unchanged: 12, rejected: 345, deleted: 123_456 },
    preview: { ...samples, questions: { bigChange } },
  };
  const decided = { missing: 'delete', sure: true } as const;
  const done: Operation = {
    ...everyone,
    decided,
    state: 'completed',
    counts: { ...base.counts, deleted: 123_400, stayed: 56 },
    rowsDone: 130_000,
    confirmedAt: base.at,
    endedAt: base.at,
  };
  const stopped: Operation = {
    ...done,
    state: 'cancelled',
    counts: { ...base.counts, deleted: 1_000 },
    rowsTotal: 130_000,
    rowsDone: 1_500,
  };
  return [
    { name: 'preview-everyone', ...operationCard({ text, links, operation: everyone }) },
    { name: 'preview-delete', ...operationCard({ text, links, operation: leavers }) },
    {
      name: 'preview-nobody-missing',
      ...operationCard({
        text,
        links: {},
        operation: {
          ...base,
          state: 'preview',
          mode: 'everyone',
          preview: { ...preview, leaving: { people: 0, linked: 0 } },
        },
      }),
    },
    { name: 'operation-everyone-done', ...operationCard({ text, links, operation: done }) },
    { name: 'operation-everyone-stopped', ...operationCard({ text, links, operation: stopped }) },
    { name: 'notice-deleted', ...noticeCard({ text, links, operation: done, directory: true }) },
  ];
}
