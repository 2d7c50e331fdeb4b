import type { Operation } from '../domain/operations/operation.ts';
import type { Text } from '../text/text.ts';
import { shorten } from './escape.ts';
import { importWords } from './import-words.ts';
import { maxShownNameLength, type OperationWords } from './operation-parts.ts';

/** The wording of the import of an archive of everything. */
export const everythingWords: OperationWords = {
  ...importWords,
  title: (text) => text.everything.title,
  subtitle: (text, { fileName }) => text.everything.subtitle(shorten(fileName, maxShownNameLength)),
  qualifier: () => '',
  sentence,
  progress: (text, { rowsDone, rowsTotal }) => text.exports.progress(rowsDone, rowsTotal),
  line: (text, { state, counts }) =>
    state === 'completed' ? text.everything.line(counts.added) : '',
  counts: () => [],
  errorLogHint: () => '',
};

function sentence(text: Text, operation: Operation): string {
  const { state, counts, brings } = operation;
  const words = text.everything;
  if (state === 'preview' && brings !== undefined)
    return [words.brings(brings), admins(text, brings), checkCode(text, brings)]
      .filter((part) => part !== '')
      .join(' ');
  if (state === 'completed') return words.completed(counts.added);
  const said = importWords.sentence(text, { ...operation, rowsDone: 0 });
  if (!isPartly(operation)) return said;
  return state === 'failed' ? `${said} ${words.again}` : words.again;
}

/** An archive isn't signed, so the admin who confirms it sees the names of the admins in it. */
function admins(text: Text, { roles, admins: named = [] }: NonNullable<Operation['brings']>) {
  if (named.length === 0) return '';
  const names = named.map((name) => shorten(name, maxShownNameLength));
  const more = roles - names.length;
  const list =
    more > 0
      ? text.preview.leaving.moreNames({ names: text.format.list(names), more })
      : text.format.list(names);
  return text.everything.admins(list);
}

/** The same as on the card of the export, unless the archive was changed. */
function checkCode(text: Text, { checkCode: code = '' }: NonNullable<Operation['brings']>) {
  return code === '' ? '' : text.everything.checkCode(code);
}

/** It ended in the middle, so that some people may be there. */
function isPartly({ state, confirmedAt, rowsDone }: Operation): boolean {
  return (state === 'failed' || state === 'cancelled') && confirmedAt !== undefined && rowsDone > 0;
}
