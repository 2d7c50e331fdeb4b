import { confirmUndoCard } from '../../src/cards/confirm-undo-card.ts';
import { noticeCard } from '../../src/cards/notice-card.ts';
import { confirmRestoreCard } from '../../src/cards/confirm-restore-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { Operation } from '../../src/domain/operations/operation.ts';
import type { UndoForecast } from '../../src/features/imports/undo/undo-requests.ts';
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
    ...confirmations(text, imported, completed),
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

/** The question before an undo: of an import, a sync that also runs by itself, a bulk change, and of an undo. */
function confirmations(text: Text, imported: Operation, undo: Operation): NamedCard[] {
  const counted = { removed: 1_202, updated: 36, back: 3, left: 2 };
  const sync: Operation = {
    ...imported,
    kind: 'sync',
    sync: { removed: 3, restored: 1, merged: 2 },
  };
  const bulk = { what: 'moved', network: 'Others', people: [] } as const;
  const card = (operation: Operation, forecast: UndoForecast, isDaily = false) =>
    confirmUndoCard({ text, operation, forecast, isDaily });
  return [
    { name: 'confirm-undo-import', ...card(imported, counted) },
    { name: 'confirm-undo-sync', ...card(sync, { removed: 1_202, updated: 36, back: 3 }, true) },
    {
      name: 'confirm-undo-move',
      ...card({ ...imported, bulk }, { removed: 0, updated: 12, back: 0, left: 0 }),
    },
    {
      name: 'confirm-undo-deletion',
      ...card(
        { ...imported, bulk: { what: 'deleted', people: [] } },
        { removed: 0, updated: 0, back: 0, left: 3 },
      ),
    },
    { name: 'confirm-redo', ...card(undo, counted) },
    {
      name: 'sync-undoable',
      ...operationCard({ text, links: {}, operation: sync, undoable: true }),
    },
    { name: 'confirm-restore', ...confirmRestoreCard({ text, total: 1_234, filters: {} }) },
    {
      name: 'restores',
      ...operationCard({
        text,
        links: {},
        operation: { ...imported, restores: { named: true }, fileName: '' },
        undoable: true,
      }),
    },
    {
      name: 'bulk-undone',
      ...operationCard({
        text,
        links: {},
        operation: { ...imported, bulk, fileName: '', undone: { by: imported.id } },
        undoable: false,
      }),
    },
    {
      name: 'undo-of-bulk',
      ...operationCard({
        text,
        links: {},
        operation: {
          ...undo,
          fileName: '',
          undo: { of: imported.id, ofAt: imported.at, again: false, removed: 0, bulk: 'moved' },
        },
        undoable: true,
      }),
    },
  ];
}
