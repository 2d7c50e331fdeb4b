import { daysKept } from '../domain/attributes.ts';
import type {
  Counts,
  Operation,
  OperationKind,
  OperationState,
  PreviewSource,
} from '../domain/operations/operation.ts';
import { statusWord } from '../domain/operations/operation.ts';
import type { UndoFacts } from '../domain/operations/undo-facts.ts';
import { countsLine } from './counts-line.ts';
import type { Format } from './format.ts';
import { ofAll, soFar } from './how-many.ts';
import { phrase } from './message.ts';
import type { Messages } from './messages.ts';

/** Sentences about imports: progress, preview and results. */
export function importSentences(messages: Messages, format: Format) {
  const { operation, preview, notice, history, bulk } = messages;
  return {
    import: {
      ...messages.import,
      ofFile: (fileName: string, sentence: string) =>
        messages.import.ofFile({ fileName, sentence: phrase(sentence) }),
    },

    operation: {
      ...operation,
      progress: soFar(operation.progress),
      percent: (done: number, total: number) => format.percent(wholePercent(done, total) / 100),
      completed: (
        counts: Counts,
        { mode, rowsTotal, madeFrom }: Pick<Operation, 'mode' | 'rowsTotal' | 'madeFrom'>,
      ) => {
        const { added, updated, unchanged, rejected, deleted = 0, stayed = 0 } = counts;
        const { completed, missingStayed, list } = operation;
        if (rowsTotal === 0) return completed.noPeople;
        const said = [
          added + updated > 0 ? completed.written({ added, updated }) : '',
          deleted > 0 ? `${bulk.deleted(deleted)} ${bulk.restorable(daysKept)}` : '',
          stayed > 0 ? missingStayed(stayed) : '',
        ];
        if (said.some((sentence) => sentence !== '')) return together(said);
        if (mode === 'delete')
          return unchanged > 0 && rejected === 0
            ? (madeFrom === 'list' ? list : preview).allDeleted
            : bulk.deleted(0);
        if (unchanged > 0 && rejected > 0) return preview.unchangedOrRejected(unchanged);
        if (unchanged === 0) return completed.nobody;
        return (madeFrom === 'list' ? list : completed).unchanged;
      },
      cancelledMidway: (
        counts: Counts,
        left: { readonly rows: number; readonly missing: number },
        madeFrom?: Operation['madeFrom'],
      ) => {
        const { added, updated, deleted = 0 } = counts;
        const words = operation.cancelledMidway;
        if (added + updated + deleted === 0) return words.nobody;
        const isWritten = added + updated > 0;
        return together([
          isWritten ? words.written({ added, updated }) : words.deleted(deleted),
          isWritten && deleted > 0 ? bulk.deleted(deleted) : '',
          left.missing > 0 ? words.missingLeft(left.missing) : '',
          left.rows > 0
            ? (madeFrom === 'list' ? operation.list.left : words.notApplied)(left.rows)
            : '',
        ]);
      },
    },

    countLine: countsLine(messages),

    preview: {
      ...preview,
      problemsTitle: ofAll(preview.problemsTitle),
      identity: {
        ...preview.identity,
        missing: (questions: readonly string[]) =>
          preview.identity.missing(
            phrase(
              questions
                .map((title) => preview.identity.quoted(phrase(title)))
                .join(messages.lists.separator),
            ),
          ),
        who: ({ key, name, phone }: { key: string; name: string; phone: string | undefined }) =>
          preview.identity.who({ key: phrase(key), name, phone: phone === '' ? undefined : phone }),
        row: ({ line, name, phone }: { line: number; name: string; phone: string | undefined }) =>
          preview.identity.row({ line, name, phone: phone === '' ? undefined : phone }),
        twin: ({ key, lines }: { key: string; lines: readonly number[] }) => {
          const shown = lines.map((line) => format.number(line)).join(messages.lists.separator);
          return preview.identity.twin({
            key: phrase(key),
            count: lines.length,
            lines: phrase(shown),
          });
        },
      },
      movedTo: ({ people, from, to }: { people: number; from: string; to: string }) =>
        preview.movedTo({ people, from: phrase(from), to: phrase(to) }),
      leaving: {
        ...preview.leaving,
        deleted: ofAll(preview.leaving.deleted),
        /** @param all how many there are: only some are named */
        linked: (names: readonly string[], all: number) => {
          const shown = names.map((name) => format.inside(name));
          const more = all - shown.length;
          const named =
            more > 0
              ? preview.leaving.moreNames({
                  names: phrase(shown.join(messages.lists.separatorBeforeMore)),
                  more,
                })
              : shown.join(messages.lists.separator);
          return preview.leaving.linked({ people: all, names: phrase(named) });
        },
      },
      leftOutTitle: ofAll(preview.leftOutTitle),
      addedTitle: ofAll(preview.addedTitle),
      updatedTitle: ofAll(preview.updatedTitle),
      source: (source: PreviewSource) => sourceSentence(messages, format, source),
      notUnderstood: (columns: readonly string[], more: number) => {
        const names = columns.map((column) => format.inside(column));
        if (more <= 0) return names.join(messages.lists.separator);
        const named = phrase(names.join(messages.lists.separatorBeforeMore));
        return preview.moreColumns({ columns: named, more });
      },
    },

    notice: {
      title: (kind: OperationKind, state: OperationState, undo?: Pick<UndoFacts, 'again'>) => {
        const ofUndo = undo?.again === true ? notice.operations.undoAgain : notice.operations.undo;
        const operation = phrase(undo === undefined ? notice.operations[kind] : ofUndo);
        return notice.title({ operation, status: statusWord(state) });
      },
    },

    history: {
      ...history,
      title: (kind: OperationKind) => history.titles[kind],
      empty: (kind: OperationKind) => history.nothingYet[kind],
    },
  };
}

function together(sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

/** Percent as a whole number; 100 only when everything is done. */
export function wholePercent(done: number, total: number): number {
  if (!(total > 0)) return 0;
  return Math.min(100, Math.max(0, Math.floor((done / total) * 100)));
}

/** The location of the rows in the file, and the parts that weren't read. */
function sourceSentence(messages: Messages, format: Format, source: PreviewSource): string {
  const words = messages.preview.source;
  const { archived, sheet, otherSheets = [], hiddenRows } = source;
  const names = otherSheets.map((name) => format.inside(name));
  const more = (source.otherSheetsCount ?? names.length) - names.length;
  const named =
    more > 0
      ? words.moreSheets({ sheets: phrase(names.join(messages.lists.separatorBeforeMore)), more })
      : names.join(messages.lists.separator);
  return [
    archived === undefined ? '' : words.archived(archived),
    sheet === undefined ? '' : words.sheet(sheet),
    names.length === 0 ? '' : words.otherSheets(phrase(named)),
    hiddenRows === undefined ? '' : words.hiddenRows(hiddenRows),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}
