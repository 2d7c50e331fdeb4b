import { describe, expect, it } from '@jest/globals';
import { maxHistoryLength, type HistoryEntry, type Person } from '../../../../src/domain/person.ts';
import { entryOf, standingTo } from '../../../../src/features/imports/undo/current-state.ts';

const by = { id: 'x', name: 'Sample' };
const mine = 'an-import';

const entry = (
  operation: string | undefined,
  [before, after]: readonly [string, string] = ['Shop', 'Crew'],
  over: Partial<HistoryEntry> = {},
): HistoryEntry => ({
  ...{ at: '2026-01-02T00:00:00.000Z', by, changes: [{ field: 'department', before, after }] },
  ...(operation !== undefined && { operation }),
  ...over,
});

/** @param history newest first */
const person = (history: readonly HistoryEntry[], over: Partial<Person> = {}): Person => ({
  ...{ id: 'a'.repeat(32), network: 'Employee', fields: {}, source: 'admin', linked: false },
  ...{ addedAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-02T00:00:00.000Z' },
  ...{ changedBy: by, history },
  ...over,
});

const written = entry(mine);
const byHand = entry(undefined, ['Crew', 'Ward']);
const other = entry('another', ['Crew', 'Ward']);
const undoOf = (undoes: string, operation = `undo of ${undoes}`) =>
  entry(operation, ['Ward', 'Crew'], { undoes });

describe('how a person stands to an operation, by their own record', () => {
  it('is as it left them', () => {
    expect(standingTo(mine, person([written]))).toEqual({ is: 'as-left', entry: written });
    expect(standingTo(mine, person([written, byHand, other]))).toEqual({
      is: 'as-left',
      entry: written,
    });
  });

  it('is changed since, by hand or by others', () => {
    for (const later of [byHand, other]) {
      const expected = { is: 'changed-since', entry: written, since: [later] };
      expect(standingTo(mine, person([later, written, byHand]))).toEqual(expected);
    }
  });

  it('is as it left them once what came later is taken back, by whatever undo', () => {
    expect(standingTo(mine, person([undoOf('another'), other, written]))).toEqual({
      is: 'as-left',
      entry: written,
    });
    const again = undoOf('undo of another', 'again');
    const redone = [again, undoOf('another'), other, written];
    expect(standingTo(mine, person(redone))).toMatchObject({ is: 'changed-since', since: [other] });
  });

  it('is put back by its own undo, also where the record has lost what it did', () => {
    expect(standingTo(mine, person([undoOf(mine), written]))).toEqual({ is: 'put-back' });
    expect(standingTo(mine, person([byHand, undoOf(mine)]))).toEqual({ is: 'put-back' });
    expect(standingTo(mine, person([undoOf(mine)], { addedIn: mine }))).toEqual({ is: 'put-back' });
  });

  it('is added by it, where its name is in the record', () => {
    expect(standingTo(mine, person([], { addedIn: mine }))).toEqual({ is: 'as-left' });
    const older = { changedIn: mine, changedAt: '2026-01-01T00:00:00.000Z' };
    expect(standingTo(mine, person([], older))).toEqual({ is: 'as-left' });
    expect(standingTo(mine, person([byHand], { addedIn: mine }))).toEqual({
      is: 'changed-since',
      since: [byHand],
    });
  });

  it('is added and changed by it, with all that came later', () => {
    const since = [other, byHand];
    expect(standingTo(mine, person([other, written, byHand], { addedIn: mine }))).toEqual({
      is: 'changed-since',
      since,
    });
  });

  it('is changed by it several times: as one change, with what others did in between', () => {
    const [first, second] = [entry(mine, ['', 'Shop']), entry(mine, ['Shop', 'Crew'])];
    expect(standingTo(mine, person([second, first]))).toMatchObject({
      is: 'as-left',
      entry: { changes: [{ field: 'department', before: '', after: 'Crew' }] },
    });
    expect(standingTo(mine, person([second, byHand, first, other]))).toMatchObject({
      is: 'changed-since',
      since: [byHand],
    });
  });

  it('isn’t written by it, or nobody knows, where the record may have lost it', () => {
    expect(standingTo(mine, person([byHand, other]))).toEqual({ is: 'not-written' });
    const full = Array.from({ length: maxHistoryLength }, () => byHand);
    expect(standingTo(mine, person(full))).toEqual({ is: 'not-known', since: full });
    expect(standingTo(mine, person(full.slice(1)))).toEqual({ is: 'not-written' });
    const long = person([], { changedIn: mine });
    expect(standingTo(mine, long)).toEqual({ is: 'not-known', since: [] });
    const another = { changedIn: 'another', changedAt: '2026-01-01T00:00:00.000Z' };
    expect(standingTo(mine, person([], another))).toEqual({ is: 'not-written' });
  });
});

describe('what an operation did to a person', () => {
  it('is nothing, or one change, or several as one', () => {
    expect(entryOf(mine, person([byHand]))).toBeUndefined();
    expect(entryOf(mine, person([other, written]))).toEqual(written);
    const [first, second] = [entry(mine, ['', 'Shop']), entry(mine, ['Shop', ''])];
    expect(entryOf(mine, person([second, byHand, first]))).toEqual({ ...second, changes: [] });
  });

  it('has the account as it was before the first of them', () => {
    const [none, linked] = [
      { source: 'admin', linked: false },
      { source: 'entra', linked: true },
    ] as const;
    const first = entry(mine, ['', 'Shop'], { accountBefore: none });
    const second = entry(mine, ['Shop', 'Crew'], { accountBefore: linked });
    expect(entryOf(mine, person([second, first]))).toMatchObject({ accountBefore: none });
    expect(entryOf(mine, person([second, written]))).toMatchObject({ accountBefore: linked });
    expect(entryOf(mine, person([written, written]))).not.toHaveProperty('accountBefore');
  });
});
