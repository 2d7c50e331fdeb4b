import { describe, expect, it } from '@jest/globals';
import { confirmUndoCard } from '../../src/cards/confirm-undo-card.ts';
import { historyCard } from '../../src/cards/history-card.ts';
import { importRowsCard } from '../../src/cards/import-rows-card.ts';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { BulkFacts } from '../../src/domain/operations/bulk-facts.ts';
import { noExportCounts, type ExportCounts } from '../../src/domain/operations/export-facts.ts';
import { noCounts } from '../../src/domain/operations/operation.ts';
import type { Counts, Operation, Preview } from '../../src/domain/operations/operation.ts';
import type { SyncFacts } from '../../src/domain/operations/sync-facts.ts';
import type { UndoForecast } from '../../src/features/imports/undo/undo-requests.ts';
import { unpackAction } from '../../src/cards/action-data.ts';
import { textFor } from '../../src/text/text.ts';
import { sampleOperation } from './every-card.ts';
import { actionsOf, nodes, texts } from './read-card.ts';
import { plainWords } from './words.ts';

/*
 * Each card of an import, a sync, an export and an undo in each situation: the sentences that are true there, and
 * those that would be false.
 */

const text = textFor('en');
const started = '2026-01-15T09:30:00.000Z';

/** Sentences that a card has, and those that it doesn't have. */
type Says = readonly [says: readonly RegExp[], never?: readonly RegExp[]];

function expectSaid(said: string, [says, never = []]: Says): void {
  for (const sentence of says) expect(said).toMatch(sentence);
  for (const sentence of never) expect(said).not.toMatch(sentence);
}

const samplePerson = { line: 2, name: plainWords.person, phone: '+447700900123', changes: [] };
const nothingFound: Preview = {
  ...{ delimiter: ',', encoding: 'UTF-8', notUnderstood: [], problems: [] },
  ...{ addedSample: [], updatedSample: [], moved: 0, movedToOthers: 0, broughtBack: 0 },
};

interface Facts extends Partial<Omit<Operation, 'counts' | 'preview'>> {
  readonly counts?: Partial<Counts>;
  readonly preview?: Partial<Preview>;
}

function operationOf({ counts, preview, ...facts }: Facts): Operation {
  const { errorLog: _log, confirmedAt: _at, ...sample } = sampleOperation(plainWords);
  const rows = Object.values(counts ?? {}).reduce((sum, count) => sum + count, 0);
  const isOver = facts.state === 'completed' || facts.state === 'cancelled';
  return {
    ...sample,
    ...(isOver && { confirmedAt: '2026-01-15T09:32:00.000Z', endedAt: '2026-01-15T09:33:00.000Z' }),
    ...{ rowsTotal: rows, rowsDone: rows },
    ...facts,
    counts: { ...noCounts, ...counts },
    preview: { ...nothingFound, ...preview },
  };
}

describe('a failed import', () => {
  const failure = { code: 'no-usable-row', details: {} } as const;
  const facts = { state: 'failed', failure, counts: { rejected: 3 } } as const;

  it('says on its card that the reasons are below', () => {
    expectSaid(cardOf(facts), [[/None of the 3 rows can be imported/, /reasons are below/]]);
  });

  it('says so nowhere else: in the history, nothing is below', () => {
    const entry = { operation: operationOf(facts), links: {} };
    const { card } = historyCard({ text, kind: 'import', entries: [entry], trail: [] });
    const said = texts(card).join(' ');
    expectSaid(said, [[/None of the 3 rows can be imported/], [/below/]]);
  });
});

describe('people of a file who join a group', () => {
  const group = { offered: [], only: true, chosen: { id: 'sample-1', name: 'Crew' } } as const;
  it.each([
    ['queued', [/In the queue/], [/Joined/]],
    ['completed', [/3 Joined/], []],
  ] as const)('%s', (state, says, never) => {
    const rows = { rowsDone: state === 'queued' ? 0 : 3, confirmedAt: started };
    expectSaid(cardOf({ state, group, ...rows, counts: { added: 3 } }), [says, never]);
  });
});

it('an import that waits in the queue doesn’t say that anyone was added or deleted', () => {
  const counts = { added: 3, deleted: 129 };
  const facts = { state: 'queued', confirmedAt: started, rowsDone: 0, counts } as const;
  expectSaid(cardOf(facts), [[/In the queue/], [/Added|Deleted/, /129/]]);
});

it('a file with a question doesn’t say that one may close the chat: it waits for the answer', () => {
  const { youAreTold } = text.operation;
  expect(cardOf({ state: 'asking' })).not.toContain(youAreTold);
  expect(cardOf({ state: 'queued', confirmedAt: started })).toContain(youAreTold);
});

it.each(['import', 'export', 'sync'] as const)('an empty history of %ss has the button', (kind) => {
  const { card } = historyCard({ text, kind, entries: [], trail: [] });
  const [start] = actionsOf(card, 'Action.Execute');
  expect(unpackAction(start?.verb, start?.data)).toEqual({ verb: 'run-command', command: kind });
  expect(texts(card).join(' ')).not.toContain('Send');
});

function cardOf(facts: Facts): string {
  return texts(operationCard({ text, links: {}, operation: operationOf(facts) }).card).join(' ');
}

const upToDate = /already up to date/;
const everyone = /Everyone in th(?:is|e) file is already up to date/;
const nobodyUsable = /No row in this file can be imported/;

describe('an import', () => {
  const someRejected = /3 people are already up to date, and the other rows are rejected/;
  const situations: readonly (readonly [string, Facts, preview: Says, completed: Says])[] = [
    [
      'nothing changes',
      { counts: { unchanged: 3 } },
      [[everyone], [nobodyUsable, /reject/]],
      [[everyone], [nobodyUsable, /reject/]],
    ],
    [
      'all change',
      { counts: { updated: 3 } },
      [[/3 Updated/], [upToDate, nobodyUsable]],
      [[/3 people updated\./], [upToDate, /added/]],
    ],
    [
      'some are new, some change, some stay',
      { counts: { added: 1, updated: 2, unchanged: 3 } },
      [
        [/1 Added/, /2 Updated/, /3 Unchanged/],
        [upToDate, nobodyUsable],
      ],
      [[/1 person added, 2 updated\./], [upToDate, nobodyUsable]],
    ],
    [
      'some stay, the others are rejected',
      { counts: { unchanged: 3, rejected: 2 } },
      [[someRejected], [everyone, nobodyUsable]],
      [[someRejected, /2 rows rejected/], [everyone]],
    ],
    [
      'all move here',
      { counts: { updated: 300 }, preview: { moved: 300, movedToOthers: 0 } },
      [
        [/300 people move from Others to Employee/],
        [/to Others/, /from the other network/, upToDate],
      ],
      [[/300 people updated\./], [upToDate]],
    ],
    [
      'all move away',
      { counts: { updated: 300 }, preview: { moved: 300, movedToOthers: 300 } },
      [[/300 people move from Employee to Others/], [/to Employee/, /from the other network/]],
      [[/300 people updated\./], [upToDate]],
    ],
    [
      'they move both ways',
      { counts: { updated: 3 }, preview: { moved: 3, movedToOthers: 1 } },
      [
        [/2 people move from Others to Employee/, /1 person moves from Employee to Others/],
        [upToDate],
      ],
      [[/3 people updated\./], [upToDate]],
    ],
    [
      'deleted people are restored',
      { counts: { added: 2 }, preview: { broughtBack: 1 } },
      [[/1 added person was deleted earlier and will be restored/], [upToDate, nobodyUsable]],
      [[/2 people added\./], [upToDate]],
    ],
    [
      'people who left come in like the others',
      { counts: { added: 2 }, preview: { leavers: { column: 'Status', value: 'Left' } } },
      [[/Column “Status” isn’t read, so people marked “Left” are imported/], [upToDate]],
      [[/2 people added\./], [/isn’t read/]],
    ],
    [
      'a column that wasn’t understood may have the names',
      {
        counts: { added: 2 },
        preview: {
          notUnderstood: ['Remarks'],
          columns: [
            { column: 0, header: 'Phone', samples: [], guess: 'phone' },
            { column: 1, header: 'Remarks', samples: [] },
          ],
        },
      },
      [[/No column was recognized as names/], [upToDate]],
      [[/2 people added\./], [/recognized as names/]],
    ],
    [
      'a column was understood as the last name',
      {
        counts: { added: 2 },
        preview: {
          notUnderstood: ['Remarks'],
          columns: [{ column: 0, header: 'Family', samples: [], guess: 'lastName' }],
        },
      },
      [[], [/recognized as names/]],
      [[], [/recognized as names/]],
    ],
    [
      'linked people stay though they aren’t in the file',
      {
        ...{ mode: 'everyone', decided: { missing: 'delete' } },
        counts: { unchanged: 3 },
        preview: {
          leaving: { people: 0, linked: 1 },
          stayingSample: [samplePerson],
        },
      },
      [
        [/1 person is linked to a work account and stays/, everyone],
        [/isn’t in this file/, /restore/, /is missing/],
      ],
      [[everyone], [/deleted/i]],
    ],
    [
      'all to be deleted are linked or gone',
      {
        ...{ mode: 'delete', counts: { unchanged: 1, rejected: 1 } },
        preview: { leaving: { people: 0, linked: 1 }, stayingSample: [samplePerson] },
      },
      [
        [/No one will be deleted\./, /linked to a work account and stays/],
        [/was deleted\./, /people? (?:were )?deleted/, everyone],
      ],
      [[/No one was deleted/], [everyone, upToDate]],
    ],
  ];
  describe.each(situations)('where %s', (_name, facts, preview, completed) => {
    it.each([
      ['preview', preview],
      ['completed', completed],
    ] as const)('the %s says so, and nothing else', (state, says) => {
      const said = cardOf({ ...facts, state });
      expectSaid(said, says);
      expect(said).not.toMatch(/Queued/);
      // The counts of a preview are what would happen.
      if (state === 'preview') expect(said).toMatch(/^If you import/);
    });
  });

  it.each<[string, Facts, Says]>([
    [
      'after some',
      { counts: { added: 1, updated: 2 }, rowsDone: 3, rowsTotal: 10 },
      [[/1 added and 2 updated people stay/, /The other 7 rows are in the error log/], [/No one/]],
    ],
    [
      'before anybody was written',
      { counts: { added: 9 }, rowsDone: 0, rowsTotal: 10 },
      [[/Cancelled Nothing was imported/], [/added/, /error log/]],
    ],
  ])('stopped %s says what stays', (_what, facts, says) => {
    expectSaid(cardOf({ ...facts, state: 'cancelled' }), says);
  });
});

describe('a sync', () => {
  const matches = /The directory already matches Entra/;
  const someNot = /No changes\. Some people weren’t synced/;
  const facts = (sync: Partial<SyncFacts>) => ({ removed: 0, restored: 0, merged: 0, ...sync });
  const sync = (state: Operation['state'], given: Facts) =>
    cardOf({ sync: facts({}), ...given, kind: 'sync', state });

  it.each<[string, Facts, Says]>([
    ['without changes', { counts: { unchanged: 3 } }, [[matches], [someNot]]],
    [
      'without changes and with problems',
      { counts: { unchanged: 3, rejected: 1 } },
      [[someNot], [matches]],
    ],
    ['with changes', { counts: { updated: 1, rejected: 1 } }, [[], [matches, someNot]]],
    [
      'that moves people',
      { counts: { updated: 300 }, preview: { moved: 300 } },
      [[/300 people move from Others to Employee/], [/from the other network/]],
    ],
    [
      'that restores people',
      { counts: { added: 2 }, sync: facts({ restored: 1 }) },
      [[/1 added person was removed earlier and will be restored/], [matches]],
    ],
  ])('%s says so before', (_what, given, says) => expectSaid(sync('preview', given), says));

  it.each<[string, Facts, Says]>([
    ['without changes', { counts: { unchanged: 3 } }, [[matches], [someNot]]],
    ['that left some out', { counts: { unchanged: 3, rejected: 1 } }, [[someNot], [matches]]],
    [
      'that holds some',
      { counts: { unchanged: 3 }, sync: facts({ held: 1 }) },
      [[/1 person from Entra has a phone number.*They weren’t synced/], [matches, someNot]],
    ],
    [
      'that changed some',
      { counts: { updated: 2, rejected: 1 } },
      [
        [/2 people added, updated or removed/, /1 person rejected/],
        [matches, someNot],
      ],
    ],
    [
      'that linked two records of one person',
      { counts: { updated: 1 }, sync: facts({ merged: 1 }) },
      [[/1 person added, updated or removed/, /1 duplicate/], [matches]],
    ],
  ])('%s says so at its end', (_what, given, says) => expectSaid(sync('completed', given), says));

  it.each<[string, Facts, Says]>([
    [
      'after some',
      { counts: { added: 1, updated: 2 }, rowsDone: 3, rowsTotal: 10, sync: facts({ removed: 4 }) },
      [
        [/Stopped early\. 7 people were added, updated or removed\. These changes stay/],
        [/Nothing/],
      ],
    ],
    ['at once', { rowsDone: 0, rowsTotal: 10 }, [[/Cancelled Nothing was changed/], [/stays/]]],
  ])('stopped %s says what stays', (_what, given, says) => {
    expectSaid(sync('cancelled', given), says);
  });
});

describe('an export', () => {
  const since = '2026-01-12T09:30:00.000Z';
  const all = { kind: 'all' } as const;
  const last = { kind: 'since-last' } as const;
  const noOne = /no one to export/;
  const noChanges = /No one was added, changed, moved or deleted since/;
  const mayMiss = /People who couldn’t be read may be missing/;
  it.each<[string, typeof all | typeof last, Partial<ExportCounts>, number, Says]>([
    ['of nobody', all, {}, 0, [[noOne, /the file is empty/], [mayMiss]]],
    ['of everybody', all, { people: 3 }, 0, [[/The file contains 3 people\./], [noOne, /since/]]],
    [
      'of everybody who can be read',
      all,
      { people: 3 },
      2,
      [[/The file contains 3 people\./, /2 people couldn’t be read/], [noOne]],
    ],
    ['of nobody who can be read', all, {}, 2, [[/The file is empty\./, mayMiss], [noOne]]],
    [
      'that is the first of changes',
      last,
      { people: 3 },
      0,
      [[/first export, so the file contains everyone: 3 people/], [noChanges]],
    ],
    ['that is the first, of nobody', last, {}, 0, [[noOne], [/everyone: 0/, noChanges]]],
    [
      'that is the first, where some can’t be read',
      last,
      { people: 3 },
      1,
      [[/The file contains 3 people\./, /1 person couldn’t be read/], [/contains everyone/]],
    ],
    ['without changes', last, { since }, 0, [[noChanges], [noOne, mayMiss, /0 Added/]]],
    [
      'without changes of those who can be read',
      last,
      { since },
      1,
      [
        [/No changes found/, mayMiss],
        [noChanges, noOne],
      ],
    ],
    [
      'of people who only moved',
      last,
      { since, people: 2, moved: 2 },
      0,
      [
        [/2 Moved/, /contains 2 people/],
        [noChanges, /Changed/],
      ],
    ],
    [
      'of changes of every kind',
      last,
      { since, people: 10, added: 1, changed: 2, moved: 3, deleted: 4 },
      0,
      [[/1 Added/, /2 Changed/, /3 Moved/, /4 Deleted/, /contains 10 people/], [noChanges]],
    ],
  ])('%s says so', (_what, changes, counts, unreadable, says) => {
    const said = cardOf({
      ...{ kind: 'export', state: 'completed', counts: { rejected: unreadable } },
      request: { network: 'All', columns: 'all', changes, format: 'csv' },
      exported: { ...noExportCounts, ...counts },
    });
    expectSaid(said, says);
    expect(said).not.toMatch(/updated|imported|rejected/i);
  });

  it('that is stopped says that there is no file, whatever it had read', () => {
    const said = cardOf({ kind: 'export', state: 'cancelled', rowsDone: 3, rowsTotal: 10 });
    expectSaid(said, [[/Cancelled No file was created/], [/contains/, /\b3\b/]]);
  });
});

interface UndoCase {
  readonly of?: 'import' | 'sync' | BulkFacts['what'];
  /** what is undone is itself an undo */
  readonly again?: boolean;
  /** by the sync */
  readonly merged?: number;
}

describe('before an undo', () => {
  function question(
    { of = 'import', again, merged = 0 }: UndoCase,
    forecast: UndoForecast,
  ): string {
    const undo = { of: 'x', ofAt: started, again: false, removed: 0 };
    const isBulk = of !== 'import' && of !== 'sync';
    const operation = operationOf({
      ...{ kind: of === 'sync' ? 'sync' : 'import', state: 'completed' },
      ...(again === true && { undo: isBulk ? { ...undo, bulk: of } : undo }),
      ...(merged > 0 && { sync: { removed: 0, restored: 0, merged } }),
      ...(isBulk && again !== true && { bulk: { what: of, people: [] } }),
    });
    return texts(confirmUndoCard({ text, operation, forecast, isDaily: false }).card).join(' ');
  }
  type Foreseen = Partial<Omit<UndoForecast, 'left'>> & { readonly left?: number | 'not looked' };
  const none = { removed: 0, updated: 0, back: 0 };
  const earlier = /earlier values/;

  it.each<[string, UndoCase, Foreseen, Says]>([
    ['that has nothing to do', {}, {}, [[/Undo import\?/, /No one will be changed/], [/stay/]]],
    ['of additions', {}, { removed: 2 }, [[/2 people will be deleted\./], [earlier, /stay/]]],
    ['of changes', {}, { updated: 2 }, [[/2 people get their earlier values back\./], [/deleted/]]],
    [
      'of deletions',
      { of: 'deleted' },
      { back: 1 },
      [[/Undo deletion\?/, /1 person will be restored\./]],
    ],
    [
      'of a move',
      { of: 'moved' },
      { updated: 2 },
      [[/Undo move\?/, /2 people move back\./], [earlier]],
    ],
    [
      'of some, while others stay',
      {},
      { removed: 1, left: 2 },
      [[/1 person will be deleted/, /2 people stay as they are because of later changes/]],
    ],
    [
      'of none, since all were changed later',
      {},
      { left: 2 },
      [[/No one will be changed/, /2 people stay as they are/], [/deleted/]],
    ],
    [
      'in a directory that is too large to look at',
      {},
      { updated: 900, left: 'not looked' },
      [[/These are the highest possible/, /900 people/], [/because of later/]],
    ],
    [
      'of a restore',
      { of: 'restored' },
      { removed: 2, left: 1 },
      [[/Undo restore\?/, /2 people will be deleted\./, /1 person stays as is/], [earlier]],
    ],
    [
      'of a sync',
      { of: 'sync' },
      { removed: 1 },
      [[/Undo sync\?/, /The next sync compares everyone again/, /before it changes anyone/]],
    ],
    [
      'of a sync that merged duplicates',
      { of: 'sync', merged: 2 },
      {},
      [[/2 merged duplicates stay merged\. The log of the sync lists them/]],
    ],
    [
      'of an undo',
      { again: true },
      { updated: 2, back: 1 },
      [[/Redo import\?/, /2 people will be updated again/, /1 person will be restored/], [earlier]],
    ],
    [
      'of an undone move',
      { of: 'moved', again: true },
      { updated: 2 },
      [[/Redo move\?/, /2 people move back/], [earlier]],
    ],
  ])('%s it says what would become of whom', (_what, of, { left = 0, ...forecast }, says) => {
    const counted = left === 'not looked' ? {} : { left };
    const said = question(of, { ...none, ...forecast, ...counted });
    expectSaid(said, says);
    // Nothing is told as done.
    expect(said).not.toMatch(/\b(?:were|was|reverted)\b/);
  });
});

describe('an undo', () => {
  const answer = (
    state: Operation['state'],
    { of = 'import', again = false, merged }: UndoCase,
    { removed = 0, ...counts }: Partial<Counts> & { readonly removed?: number },
    facts: Facts = {},
  ) =>
    cardOf({
      ...{ rowsTotal: 10, rowsDone: 10, ...facts, state, counts },
      kind: of === 'sync' ? 'sync' : 'import',
      undo: {
        ...{ of: 'x', ofAt: started, again, removed },
        ...(merged !== undefined && { merged }),
        ...(of !== 'import' && of !== 'sync' && { bulk: of }),
      },
    });
  type Done = Parameters<typeof answer>[2];
  const noOne = /No one/;
  const earlier = /earlier values|reverted/i;

  it.each<[string, UndoCase, Done, Says]>([
    ['of nothing', {}, { unchanged: 2 }, [[/Everyone already has the earlier values/], [/later/]]],
    [
      'that leaves all',
      {},
      { rejected: 2 },
      [[/No one was changed/, /2 people stay as they are because of later changes/]],
    ],
    [
      'of additions',
      {},
      { removed: 2 },
      [
        [/2 people deleted\./, /2 Deleted/],
        [noOne, /later/, /again/],
      ],
    ],
    [
      'of changes, some since changed',
      {},
      { updated: 1, rejected: 1 },
      [[/1 person reverted\./, /1 person stays as is because of a later change/], [noOne]],
    ],
    ['that restores', {}, { added: 2 }, [[/2 people restored/], [noOne, /people deleted/]]],
    [
      'of a move',
      { of: 'moved' },
      { updated: 2 },
      [[/2 people moved back/, /2 Moved back/], [earlier]],
    ],
    [
      'of a sync',
      { of: 'sync' },
      { updated: 1, added: 1, removed: 1 },
      [
        [/1 person deleted, 1 person reverted, and 1 person restored\./],
        [/matches Entra/, /merged/],
      ],
    ],
    [
      'of a sync that merged duplicates',
      { of: 'sync', merged: 1 },
      { updated: 1 },
      [[/1 person reverted\. 1 merged duplicate stays merged\./]],
    ],
    [
      'that makes an import’s changes again',
      { again: true },
      { added: 1, updated: 2 },
      [[/2 people updated again and 1 person restored\./], [earlier, /deleted again/]],
    ],
    [
      'that makes a deletion again',
      { of: 'deleted', again: true },
      { removed: 1 },
      [[/1 person deleted again\./], [earlier]],
    ],
    [
      'that restores again',
      { of: 'restored', again: true },
      { added: 2 },
      [[/2 people restored/], [earlier, noOne]],
    ],
    [
      'that makes again what is there already',
      { again: true },
      { unchanged: 1 },
      [[/Everyone already has the values from before the undo/], [earlier]],
    ],
  ])('%s says so', (_what, of, counts, says) => expectSaid(answer('completed', of, counts), says));

  it.each<[string, UndoCase, Done, Facts, Says]>([
    [
      'after some',
      {},
      { updated: 3, removed: 1 },
      { rowsDone: 4 },
      [[/Before it stopped: 1 person deleted and 3 people reverted\. 6 people weren’t reverted/]],
    ],
    [
      'after some were changed again',
      { again: true },
      { updated: 3 },
      { rowsDone: 3 },
      [[/3 people updated again\. 7 people weren’t updated again/], [earlier]],
    ],
    [
      'at once',
      {},
      {},
      { rowsDone: 0 },
      [[/Stopped before anyone was changed\. 10 people weren’t reverted/]],
    ],
  ])('stopped %s says what is undone and what isn’t', (_what, of, counts, facts, says) => {
    expectSaid(answer('cancelled', of, counts, facts), says);
  });

  it.each<[UndoCase, RegExp]>([
    [{}, /Restoring earlier values/],
    [{ again: true }, /Making the changes again/],
  ])('that goes on says what it does: %j', (of, says) => {
    expect(answer('applying', of, { updated: 1 }, { rowsDone: 1 })).toMatch(says);
  });
});

it('the preview of an import or a sync names the organization’s own attributes', () => {
  const changes = [{ field: 'own_badge00', before: 'B-1', after: 'B-2' }] as const;
  const row = { n: 0, line: 3, name: 'Bo', phone: '+447700900124', key: 'phone', changes } as const;
  const preview: Partial<Preview> = {
    ownAttributes: [{ key: 'own_badge00', name: 'Badge' }],
    updatedSample: [{ ...samplePerson, changes }],
    questions: { reused: { rows: 1, first: [row] } },
  };
  const counts = { updated: 1 };
  const imported = cardOf({ state: 'preview', counts, preview });
  expect(imported.match(/Badge: B-1 → B-2/g)).toHaveLength(2);
  const synced = cardOf({ kind: 'sync', state: 'preview', counts, preview });
  expect(synced).toContain('Badge: B-1 → B-2');
  expect(`${imported} ${synced}`).not.toContain('A removed attribute');
});

it.each<[string, Facts, readonly string[]]>([
  ['import of changes', { counts: { updated: 1 } }, ['Import']],
  ['import that changes nothing', { counts: { unchanged: 1 } }, []],
  ['import of rejected rows', { counts: { rejected: 1 } }, []],
  [
    'import of questions',
    { preview: { questions: { likely: { rows: 1, first: [askedRow(0)] } } } },
    ['Import'],
  ],
  ['sync of changes', { kind: 'sync', counts: { updated: 1 } }, ['Start sync']],
  ['sync that changes nothing', { kind: 'sync', counts: { unchanged: 1 } }, []],
])('the preview of an %s recommends only what does something', (_what, facts, recommended) => {
  const { card } = operationCard({
    ...{ text, links: {} },
    operation: operationOf({ state: 'preview', ...facts }),
  });
  const primary = [...nodes(card)].filter(({ style }) => style === 'positive');
  expect([...new Set(primary.map(({ title }) => title))]).toEqual(recommended);
});

it.each([
  [3, 3, 'reused0 reused1 reused2 reused'],
  [4, 1, 'reused0 reused'],
  [40, 1, 'reused'],
])('of %s rows in question %s are in sight, and one button shows all', (rows, inSight, inputs) => {
  const first = Array.from({ length: Math.min(rows, 10) }, (_, n) => askedRow(n));
  const preview = { questions: { reused: { rows, first } } };
  const { card } = operationCard({
    ...{ text, links: {} },
    operation: operationOf({ state: 'preview', preview }),
  });
  const folded = [...nodes(card)].find(({ id }) => id === 'rows-reused');
  // The example is short; its changes are with the others.
  const changes = texts(folded ?? {}).filter((line) => line.startsWith('Job title'));
  expect(changes).toHaveLength(rows > 3 ? first.length : 0);
  expect(texts(card).filter((line) => line.startsWith('Job title'))).toHaveLength(first.length);
  expect(texts(folded ?? {}).filter((line) => line.startsWith('Line '))).toHaveLength(
    first.length - inSight,
  );
  const hidden = new Set(folded === undefined ? [] : nodes(folded));
  const seen = actionsOf(card, 'Input.ChoiceSet').filter((input) => !hidden.has(input));
  expect(seen.map(({ id }) => id).join(' ')).toBe(inputs);
  const toggles = [...nodes(card)].filter(({ title }) => title === 'Details');
  const targets = toggles.flatMap(({ targetElements }) => targetElements);
  expect(targets).toEqual(rows > inSight ? ['details', 'rows-reused'] : ['details']);
});

function askedRow(n: number) {
  const who = { name: 'Bo', phone: '+447700900125' };
  const row = { n, line: n + 3, name: 'Bo', phone: `+4477009001${String(n + 30)}` };
  const changes = [{ field: 'jobTitle', before: 'Clerk', after: 'Driver' }] as const;
  return { ...row, who, key: 'phone', changes } as const;
}

it('only a long list of rows says that it is cut off', () => {
  const listed = (rejected: number) => {
    const row = { line: '3', reason: 'No phone number', cells: [] };
    const operation = operationOf({ state: 'completed', counts: { rejected } });
    const shown = { what: 'problems', rows: [row], first: 1 } as const;
    const card = importRowsCard({ text, operation, attributes: [], lists: ['problems'], shown });
    return texts(card.card).join(' ');
  };
  expect(listed(3)).not.toContain('1,000');
  expect(listed(1_001)).toContain('The first 1,000 are listed.');
});
