import { groupOf } from '../domain/operations/group-facts.ts';
import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { packAction } from './action-data.ts';
import type { CardNode } from './card.ts';
import { shorten } from './escape.ts';
import { importWords } from './import-words.ts';
import { countsParts, maxShownNameLength, type OperationWords } from './operation-parts.ts';
import { problemRow } from './preview-parts.ts';
import { expandPart } from './template.ts';

/** The wording of a file whose people join a group. */
export const groupFileWords: OperationWords = {
  ...importWords,
  title: (text) => text.groupFile.title,
  subtitle: (text, operation) =>
    text.groupFile.subtitle({
      file: shorten(operation.fileName, maxShownNameLength),
      group: nameOf(operation),
    }),
  sentence,
  line: (text, operation) =>
    hasJoined(operation)
      ? text.groupFile.joined({ people: operation.counts.added, group: nameOf(operation) })
      : '',
  counts,
  // Of a group that is gone, no row can be mended.
  errorLogHint: (text, { state, counts: { rejected } }) =>
    rejected > 0 && state !== 'failed' ? text.operation.fixRejected : '',
};

function sentence(text: Text, operation: Operation): string {
  const {
    state,
    counts: { added: people },
  } = operation;
  const group = nameOf(operation);
  const words = text.groupFile;
  if (state === 'preview') return `${words.willJoin({ people, group })} ${words.how}`;
  if (hasJoined(operation)) return words.joined({ people, group });
  // Before anyone has joined, and where it failed: as of any file.
  return importWords.sentence(text, { ...operation, rowsDone: 0 });
}

function hasJoined({ state, confirmedAt, rowsTotal }: Operation): boolean {
  const isOver = state === 'completed' || state === 'cancelled';
  return isOver && confirmedAt !== undefined && rowsTotal !== 0;
}

function counts(text: Text, operation: Operation): readonly CardNode[] {
  const { state, counts: all, preview } = operation;
  const isWaiting = state === 'preview';
  const isAhead = operation.confirmedAt === undefined || state === 'queued';
  if (!isWaiting && isAhead) return importWords.counts(text, operation);
  const titles = text.groupFile.countTitles;
  const shown = countsParts(text, operation, [
    { title: isWaiting ? titles.willJoin : titles.joined, value: all.added, color: 'Good' },
    { title: titles.there, value: all.unchanged, color: 'Default' },
    { title: text.operation.countTitles.rejected, value: all.rejected, color: 'Attention' },
  ]);
  const problems = isWaiting ? (preview?.problems ?? []) : [];
  if (problems.length === 0) return shown;
  const detail = { rows: problems.length, characters: 60, asked: 0 };
  const title = text.preview.problemsTitle(problems.length, all.rejected);
  const rows = problems.map((problem) => problemRow(text, problem, detail));
  return [...shown, expandPart('problems', { title, problems: rows })];
}

/** The group itself, once people have joined it. */
export function viewGroupAction(text: Text, operation: Operation): CardNode[] {
  const group = groupOf(operation);
  if (group === undefined || operation.counts.added + operation.counts.unchanged === 0) return [];
  return [
    packAction(
      text.buttons.viewGroup,
      { verb: 'show-group', group: group.id, page: 0 },
      { id: 'view-group', withoutInputs: true },
    ),
  ];
}

function nameOf(operation: Operation): string {
  return shorten(groupOf(operation)?.name ?? '', maxShownNameLength);
}
