import { describe, expect, it } from '@jest/globals';
import { operationCard } from '../../src/cards/operation-card.ts';
import type { Counts, Operation, Preview } from '../../src/domain/operations/operation.ts';
import { textFor } from '../../src/text/text.ts';
import { sampleOperation } from './every-card.ts';
import { texts } from './read-card.ts';
import { plainWords } from './words.ts';

/*
 * What each card of an import, a sync and an undo says in each situation: the sentence that is true there, and those that would be
 * false.
 */

const upToDate = /already up to date/;
const everyone = /Everyone in th(?:is|e) file is already up to date/;
const nobodyUsable = /No row in this file can be imported/;

interface Situation {
  readonly counts: Partial<Counts>;
  readonly preview?: Partial<Preview>;
  readonly says: Readonly<Partial<Record<'preview' | 'completed', readonly RegExp[]>>>;
  readonly never: readonly RegExp[];
}

const situations: Readonly<Record<string, Situation>> = {
  'nobody changes': {
    counts: { unchanged: 3 },
    says: { preview: [everyone], completed: [everyone] },
    never: [nobodyUsable, /reject/],
  },
  'everybody changes': {
    counts: { updated: 3 },
    says: { preview: [/3 Updated/], completed: [/3 (?:people )?updated/i] },
    never: [upToDate, nobodyUsable],
  },
  'some are new, some change, some stay': {
    counts: { added: 1, updated: 2, unchanged: 3 },
    says: { preview: [/1 Added/, /2 Updated/, /3 Unchanged/], completed: [/1 (?:person )?added/i] },
    never: [upToDate, nobodyUsable],
  },
  'some stay, the others are rejected': {
    counts: { unchanged: 3, rejected: 2 },
    says: {
      preview: [/3 people are already up to date, and the other rows are rejected/],
      completed: [/3 people are already up to date, and the other rows are rejected/],
    },
    never: [everyone, nobodyUsable],
  },
  'all move here': {
    counts: { updated: 300 },
    preview: { moved: 300, movedToOthers: 0 },
    says: { preview: [/300 people move from Others to Employee/] },
    never: [/to Others/, /from the other network/, upToDate],
  },
  'all move away': {
    counts: { updated: 300 },
    preview: { moved: 300, movedToOthers: 300 },
    says: { preview: [/300 people move from Employee to Others/] },
    never: [/to Employee/, /from the other network/, upToDate],
  },
  'they move both ways': {
    counts: { updated: 3 },
    preview: { moved: 3, movedToOthers: 1 },
    says: {
      preview: [/2 people move from Others to Employee/, /1 person moves from Employee to Others/],
    },
    never: [upToDate],
  },
  'deleted people are restored': {
    counts: { added: 2 },
    preview: { broughtBack: 1 },
    says: { preview: [/1 added person was deleted earlier and will be restored/] },
    never: [upToDate, nobodyUsable],
  },
};

const none: Counts = { added: 0, updated: 0, unchanged: 0, rejected: 0 };

function cardOf(
  state: 'preview' | 'completed',
  { counts, preview }: Situation,
  kind: 'import' | 'sync' = 'import',
  facts: Partial<Operation> = {},
): string {
  const words = plainWords;
  const text = textFor('en');
  const { errorLog: _log, confirmedAt: _at, ...sample } = sampleOperation(words);
  const rows = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const operation: Operation = {
    ...sample,
    ...facts,
    kind,
    state,
    counts: { ...none, ...counts },
    rowsTotal: rows,
    rowsDone: rows,
    ...(state === 'completed' && {
      confirmedAt: '2026-01-15T09:32:00.000Z',
      endedAt: '2026-01-15T09:33:00.000Z',
    }),
    preview: {
      ...{ delimiter: ',', encoding: 'UTF-8', notUnderstood: [], problems: [] },
      ...{ addedSample: [], updatedSample: [], moved: 0, movedToOthers: 0, broughtBack: 0 },
      ...preview,
    },
  };
  return texts(operationCard({ text, links: {}, operation }).card).join(' ');
}

describe.each(Object.entries(situations))('where %s', (_name, situation) => {
  it.each(['preview', 'completed'] as const)('the %s says so, and nothing else', (state) => {
    const said = cardOf(state, situation);
    for (const sentence of situation.says[state] ?? []) expect(said).toMatch(sentence);
    for (const sentence of situation.never) expect(said).not.toMatch(sentence);
    expect(said).not.toMatch(/Queued/);
    // The counts of a preview are what would happen.
    if (state === 'preview') expect(said).toMatch(/^If you import/);
  });
});

describe('a sync', () => {
  const matches = /The directory already matches Entra/;
  const someNot = /No changes\. Some people weren’t synced/;
  it.each<[string, Partial<Counts>, Partial<Preview>, readonly RegExp[], readonly RegExp[]]>([
    ['without changes', { unchanged: 3 }, {}, [matches], [someNot]],
    ['without changes and with problems', { unchanged: 3, rejected: 1 }, {}, [someNot], [matches]],
    ['with changes', { updated: 1, rejected: 1 }, {}, [], [matches, someNot]],
    [
      'that moves people',
      { updated: 300 },
      { moved: 300 },
      [/300 people move from Others to Employee/],
      [/from the other network/],
    ],
  ])('%s says so before', (_what, counts, preview, says, never) => {
    const said = cardOf('preview', { counts, preview, says: {}, never: [] }, 'sync');
    for (const sentence of says) expect(said).toMatch(sentence);
    for (const sentence of never) expect(said).not.toMatch(sentence);
  });

  it('says at its end that some weren’t synced', () => {
    const end = (counts: Partial<Counts>) =>
      cardOf('completed', { counts, says: {}, never: [] }, 'sync');
    expect(end({ unchanged: 3, rejected: 1 })).toMatch(someNot);
    expect(end({ unchanged: 3, rejected: 1 })).not.toMatch(matches);
    expect(end({ unchanged: 3 })).toMatch(matches);
    expect(end({ updated: 2, rejected: 1 })).toMatch(/2 people added, updated or removed/);
  });
});

describe('an undo', () => {
  it.each<[string, Partial<Counts>, number, readonly RegExp[], readonly RegExp[]]>([
    ['of nothing', { unchanged: 2 }, 0, [/Everyone already has the earlier values/], [/later/]],
    [
      'that leaves all',
      { rejected: 2 },
      0,
      [/No one was changed/, /2 people were changed later/],
      [],
    ],
    ['of additions', {}, 2, [/2 people (?:were )?deleted/i], [/No one/, /later/]],
    [
      'of changes, some since changed',
      { updated: 1, rejected: 1 },
      0,
      [/1 person was changed later/],
      [/No one/],
    ],
    [
      'that restores',
      { added: 2 },
      0,
      [/2 people (?:were )?restored/i],
      [/No one/, /people (?:were )?deleted/i],
    ],
  ])('%s says so', (_what, counts, removed, says, never) => {
    const undo = { of: 'x', ofAt: '2026-01-15T09:30:00.000Z', again: false, removed };
    const said = cardOf('completed', { counts, says: {}, never: [] }, 'import', { undo });
    for (const sentence of says) expect(said).toMatch(sentence);
    for (const sentence of never) expect(said).not.toMatch(sentence);
  });
});
