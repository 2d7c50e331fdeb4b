import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../src/bot/commands/index.ts';
import { findWords } from './find-words.ts';

const root = new URL('../../', import.meta.url);
const folders = ['cards', 'bot', 'jobs', 'features', 'domain/operations', 'text'];

/** Values that look like words: what stands in files and records, what cards call colours and sizes, what is said. */
const values: ReadonlySet<string> = new Set([
  ...['Employee', 'Others', 'All'],
  // icons
  ...['Clock', 'Prohibited'],
  ...['Default', 'Good', 'Warning', 'Attention', 'Bolder', 'Small', 'Medium', 'Large', 'None'],
  ...commands.map(({ name }) => name),
]);

/** Each with the reason why it needs no translation. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  // HTTP bodies and reasons for programs, not for people in a chat.
  'src/edge/server.ts': [
    'The body has to be an activity.',
    'This activity was not accepted.',
    'Something went wrong.',
  ],
  // The log's text for a failed request.
  'src/bot/teams-sender.ts': ['the connector did not answer'],
  'src/bot/delivery-outcome.ts': ['sign-in §'],
  // Commands as the bot hears them.
  'src/bot/understanding/understand.ts': ['import §', 'show §'],
  'src/features/groups/read-roster.ts': [
    'a team’s details could not be read',
    'a team’s owners could not be read',
    'a group',
  ],
  'src/features/notices/sweep.ts': ['waited-too-long §'],
  // Commands in people's own languages.
  'src/bot/commands/me.ts': [
    'me|my (?:profile|data|record|details)|who am i',
    'mein profil|meine daten|wer bin ich',
    'meu perfil|meus dados|quem sou eu',
  ],
  // The log's name for a thing that many changed at once.
  'src/features/people/erase-from-history.ts': ['the history of a person'],
  'src/jobs/change-operation.ts': ['an operation’s record'],
  'src/features/exports/export-requests.ts': ['an export memory'],
  'src/features/exports/last-export.ts': ['an export memory'],
  'src/features/exports/schedules.ts': ['a schedule'],
  'src/features/groups/add-allowance.ts': ['the count of people'],
  'src/features/groups/follow.ts': ['a group'],
  'src/features/groups/restore-requests.ts': ['a request'],
  'src/features/people/bulk.ts': ['a person'],
  'src/features/people/identity.ts': ['a phone’s person'],
  'src/features/sync/change-state.ts': ['a sync state'],
  'src/features/sync/sync-settings-use.ts': ['sync settings'],
  // Names of streams in older office files, and of an encoding.
  'src/features/imports/reading/sniff.ts': ['Workbook', 'Book', 'PowerPoint Document'],
  // The log's text for a refused workbook.
  'src/features/imports/reading/sources/xml-events.ts': ['nested too deep', 'endless element'],
  'src/features/imports/reading/sources/ods/table-rows.ts': [
    'a cell beyond the sheet',
    'a row beyond the sheet',
  ],
  'src/features/imports/reading/sources/xlsx/sheet-rows.ts': [
    'a cell beyond the sheet',
    'a row beyond the sheet',
    'no string §',
    'no end of the rows',
  ],
  'src/features/imports/reading/sources/xlsx/workbook-parts.ts': ['no workbook part'],
  // The sheet of a workbook and the five words that other programs know, as English cards show them.
  'src/features/exports/workbook-file.ts': ['People'],
  'src/domain/operations/operation.ts': [
    'Held',
    'Queued',
    'Waiting',
    'Processing',
    'Completed',
    'Failed',
    'Cancelled',
  ],
  // The audit keeps values as they are recorded, for all who read it.
  'src/features/sync/settings-changes.ts': ['by hand'],
  // A name.
  'src/cards/operation-parts.ts': ['Microsoft Entra ID'],
  'src/features/sync/syncs.ts': ['Microsoft Entra'],
  // A file that the doctor writes and removes again.
  'src/features/doctor/check-machine.ts': ['written by the doctor\n'],
  // The first line of a file that only Rollcall reads.
  'src/features/search/segment-file.ts': ['rollcall view 6 §, unicode §, icu §'],
};
/** Usual names of columns and ways of asking, in many languages, and text for engineers only. */
const wholeFiles = [
  'src/features/imports/reading/alias-of.ts',
  'src/features/imports/reading/cell-evidence.ts',
  'src/features/imports/reading/choose-columns.ts',
  'src/features/imports/reading/country-cell.ts',
  'src/features/imports/reading/header-aliases.ts',
  'src/features/imports/reading/last-name-parts.ts',
  'src/features/imports/reading/leavers-column.ts',
  'src/features/imports/reading/header-sense.ts',
  'src/features/imports/reading/header-words.ts',
  'src/features/imports/reading/split-name.ts',
  'src/features/imports/reading/lookalike-letters.ts',
  'src/features/imports/reading/letters/encodings.ts',
  'src/features/imports/reading/letters/frequent-characters.ts',
  'src/features/imports/reading/letters/score-letters.ts',
  'src/features/imports/reading/sources/vcard/contact-cells.ts',
  'src/text/doctor.ts',
];

const filesOf = (folder: string, end: string) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}${name.replaceAll('\\', '/')}`);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const sources = folders
  .flatMap((folder) => filesOf(`src/${folder}/`, '.ts'))
  .filter((path) => !wholeFiles.includes(path));

describe('text that stands in the code, where nobody can translate it', () => {
  it('is nowhere', () => {
    expect(sources.length).toBeGreaterThan(200);
    const found = sources.flatMap((path) =>
      findWords(path, read(path)).filter(
        ({ words }) => !values.has(words) && exceptions[path]?.includes(words) !== true,
      ),
    );
    expect(found).toEqual([]);
  });

  it('has no exception that isn’t needed any more', () => {
    const needless = Object.entries(exceptions).flatMap(([path, allowed]) => {
      const there = findWords(path, read(path)).map(({ words }) => words);
      return allowed.filter((words) => !there.includes(words));
    });
    expect(needless).toEqual([]);
  });

  it.each([
    ['a sentence', "say('The file is empty.')"],
    ['a title', "packAction('Import', action)"],
    ['words with a value', 'say(`${count} rows`)'],
    ['a value behind words', 'say(`Hello ${name}`)'],
    ['words without an end', 'say(`moved to ${network} by ${name}`)'],
    ['a fallback', "const name = given || 'an admin'"],
    ['another language', "say('Die Datei ist leer')"],
    ['another script', "say('الملف فارغ')"],
    ['a property that a card shows', "({ title: 'No name' })"],
    ['a detail of an error, which its sentence shows', "new AppError('x', { reason: 'no room' })"],
    ['a parameter’s default', "function f(title = 'Directory') {}"],
    ['a choice', "isLinked ? 'Linked' : 'Not linked'"],
  ])('would be found: %s', (_what, planted) => {
    expect(findWords('planted.ts', planted)).not.toEqual([]);
  });

  it.each([
    ['a comment', '/* The file is empty. */ f();'],
    ['a type', "type State = 'Not there' | 'Here'"],
    ['a key', "({ 'Retry After': 1, done: true })"],
    ['what is compared with', "if (header === 'Line Reason') f()"],
    ['a code', "throw new AppError('file-empty')"],
    ['a note of an error', "new AppError('x', {}, { note: 'nothing to bind' })"],
    ['a line of the log', "deps.log.warn({ err }, 'a notice was given up')"],
    ['a line of the log, by level', "log[level]({ err }, 'turn answered with an error')"],
    ['an error for engineers', "throw new TypeError('not a number')"],
    ['values alone', 'f(`${a}, ${b} (${c})`)'],
    ['a header of HTTP', "headers['Content-Type'] = 'application/json'"],
  ])('would not be mistaken: %s', (_what, harmless) => {
    expect(findWords('harmless.ts', harmless)).toEqual([]);
  });
});

/** The visible text of a card's element. */
const shown =
  /^(text|title|label|placeholder|errorMessage|altText|fallbackText|value|tooltip|speak)$/u;
/** A binding, or several with nothing between them that is a word. */
const onlyBindings = /^(?:\$\{[^}]*\}|[\s·:,–()]|)*$/u;

function wordsOf(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(wordsOf);
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) =>
    typeof value === 'string' && shown.test(key) && !onlyBindings.test(value)
      ? [value]
      : wordsOf(value),
  );
}

describe('the templates of cards', () => {
  const templates = filesOf('cards/', '.json');

  it('have bindings where a person reads', () => {
    expect(templates.length).toBeGreaterThan(30);
    const found = templates.flatMap((path) =>
      wordsOf(JSON.parse(read(path))).map((words) => [path, words]),
    );
    expect(found).toEqual([]);
  });

  it('say their language, by which they are right to left', () => {
    const cards = templates.filter((path) => !path.startsWith('cards/parts/'));
    for (const path of cards) {
      expect([path, JSON.parse(read(path))]).toEqual([
        path,
        expect.objectContaining({ lang: '${language}' }),
      ]);
    }
  });

  it('would show a word that stands in one', () => {
    const planted = { body: [{ type: 'TextBlock', text: 'Hello ${name}' }] };
    expect(wordsOf(planted)).toEqual(['Hello ${name}']);
  });
});
