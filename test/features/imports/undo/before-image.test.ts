import { describe, expect, it } from '@jest/globals';
import type { FileStore } from '../../../../src/domain/operations/ports.ts';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import type { FieldChange } from '../../../../src/domain/person.ts';
import type { AskedLine } from '../../../../src/features/imports/asked-line.ts';
import { importFiles } from '../../../../src/features/imports/import-files.ts';
import { toJsonLines } from '../../../../src/features/imports/json-lines.ts';
import type { PlanLine } from '../../../../src/features/imports/plan-line.ts';
import {
  imagesOfBulk,
  imagesOfImport,
  inverted,
  standingByImage,
} from '../../../../src/features/imports/undo/before-image.ts';

const by = { id: 'x', name: 'Sample' };
const person: StoredPerson = {
  ...{ id: 'a'.repeat(32), etag: 'v1', network: 'Employee', source: 'admin', linked: true },
  fields: { firstName: 'Ada', department: 'Crew' },
  ...{ addedAt: '2026-01-01T00:00:00.000Z', changedAt: '2026-01-02T00:00:00.000Z' },
  ...{ changedBy: by, history: [] },
};
const later = { at: '2026-01-03T00:00:00.000Z', by, changes: [] };

describe('a person whose record no longer reaches back to an import', () => {
  const asLeft: readonly FieldChange[] = [
    { field: 'department', before: 'Shop', after: 'Crew' },
    { field: 'location', before: 'Basel', after: '' },
    { field: 'network', before: 'Others', after: 'Employee' },
    { field: 'deleted', before: '2025-12-01T00:00:00.000Z', after: '' },
    { field: 'linked', before: '', after: 'yes' },
    { field: 'merged', before: 'b'.repeat(32), after: 'Somebody' },
  ];
  it.each(asLeft)('is as the import left them, by $field', (change) => {
    const is = standingByImage(person, [], { changes: [change], written: [change] });
    expect(is).toMatchObject({ is: 'as-left', entry: { changes: [change] } });
  });

  const otherwise: readonly FieldChange[] = [
    { field: 'department', before: 'Crew', after: 'Shop' },
    { field: 'network', before: 'Employee', after: 'Others' },
    { field: 'deleted', before: '', after: '2025-12-01T00:00:00.000Z' },
    { field: 'linked', before: 'yes', after: '' },
  ];
  it.each(otherwise)('has been changed since, by $field', (change) => {
    const is = standingByImage(person, [], { changes: [change], written: [change] });
    expect(is).toMatchObject({ is: 'changed-since', entry: { changes: [change] } });
  });

  it('is as the import left them, or not, where it had deleted them', () => {
    const [change, restored] = [
      { field: 'deleted', before: '', after: '2026-01-02T00:00:00.000Z' },
      { field: 'deleted', before: '2025-12-01T00:00:00.000Z', after: '' },
    ] as const;
    const gone = { ...person, deletedAt: change.after };
    const state = (one: FieldChange) => standingByImage(gone, [], { written: [one] }).is;
    expect([state(change), state(restored)]).toEqual(['as-left', 'changed-since']);
  });

  it('has been changed since where something came later, or nothing tells', () => {
    const image = { written: [] };
    expect(standingByImage(person, [later], image)).toMatchObject({ is: 'changed-since' });
    expect(standingByImage(person, [], undefined)).toEqual({ is: 'changed-since', since: [] });
    expect(standingByImage(person, [], image)).toEqual({ is: 'as-left' });
  });

  it('was never written where they are as the import saw them', () => {
    const image = { written: [], seenAt: person.changedAt };
    expect(standingByImage(person, [], image)).toEqual({ is: 'not-written' });
  });
});

it('an undo changes back what was changed, and deletes whom the import added', () => {
  const change = { field: 'department', before: 'Shop', after: 'Crew' } as const;
  const back = { field: 'department', before: 'Crew', after: 'Shop' };
  expect(inverted({ changes: [change], written: [change] })).toEqual({
    changes: [back],
    written: [back],
  });
  const gone = [{ field: 'deleted', before: '', after: 'deleted' }];
  expect(inverted({ written: [change] })).toEqual({ changes: gone, written: gone });
});

it('what was moved goes back to the other network, what was deleted or restored back to where it was', () => {
  const image = (facts: Parameters<typeof imagesOfBulk>[0]) =>
    imagesOfBulk(facts, new Set(['a'])).get('a')?.changes;
  const network = (before: string, after: string) => [{ field: 'network', before, after }];
  expect(image({ what: 'moved', network: 'Employee' })).toEqual(network('Others', 'Employee'));
  expect(image({ what: 'moved', network: 'Others' })).toEqual(network('Employee', 'Others'));
  const deleted = [{ field: 'deleted', before: '', after: 'deleted' }];
  expect(image({ what: 'deleted' })).toEqual(deleted);
  expect(image({ what: 'restored' })).toEqual([{ field: 'deleted', before: 'deleted', after: '' }]);
});

describe('what an import changed, by its plan and the answers in its preview', () => {
  const imported = { tenant: 'sample', id: 'an-import' };
  const deletedAt = '2025-12-01T00:00:00.000Z';
  const row = (id: string, over: Partial<PlanLine['row']> = {}) => ({
    ...{ id, line: 2, record: 1, fields: { firstName: 'Eve', department: 'Crew' } },
    ...over,
  });
  const before = (id: string, over: Partial<StoredPerson> = {}) => ({ ...person, id, ...over });
  const added = [
    { field: 'firstName', before: '', after: 'Eve' },
    { field: 'department', before: '', after: 'Crew' },
  ];
  const renamed = [{ field: 'firstName', before: 'Ada', after: 'Eve' }];

  const workOf = (files: Readonly<Record<string, readonly unknown[]>>) =>
    ({
      exists: (name) => Promise.resolve(files[name] !== undefined),
      open(name) {
        const lines = files[name];
        if (lines === undefined) throw new Error(`${name} isn’t there`);
        return toJsonLines(lines);
      },
    }) satisfies Pick<FileStore, 'exists' | 'open'> as unknown as FileStore;

  const imagesOf = (
    lines: { plan?: readonly PlanLine[]; asked?: readonly AskedLine[] },
    facts: Partial<Parameters<typeof imagesOfImport>[1]> = {},
    ids = ['a1', 'a2', 'a3', 'b1'],
  ) => {
    const files = {
      ...(lines.plan !== undefined && { [importFiles.plan(imported, 'a')]: lines.plan }),
      ...(lines.asked !== undefined && { [importFiles.askedLines(imported)]: lines.asked }),
    };
    const of = { ...imported, network: 'Employee', ...facts } as const;
    return imagesOfImport(workOf(files), of, 'a', new Set(ids));
  };

  it('is what the plan says, of those who are asked for', async () => {
    const plan = [
      { type: 'add', row: row('a1') },
      { type: 'update', row: row('a2'), before: before('a2') },
      { type: 'bring-back', row: row('a3'), before: before('a3', { deletedAt }) },
      { type: 'add', row: row('a4') },
    ] as const;
    const back = [{ field: 'deleted', before: deletedAt, after: '' }, ...renamed];
    const seenAt = person.changedAt;
    expect(Object.fromEntries(await imagesOf({ plan }))).toEqual({
      a1: { written: added },
      a2: { changes: renamed, written: renamed, seenAt },
      a3: { changes: back, written: back, seenAt },
    });
  });

  it('is in the network of the row, of the import, or of all who came without one', async () => {
    const plan = [
      { type: 'update', row: row('a1', { network: 'Others' }), before: before('a1') },
      { type: 'update', row: row('a2'), before: before('a2', { network: 'Others' }) },
    ] as const;
    const move = (from: string, to: string) => ({ field: 'network', before: from, after: to });
    const images = await imagesOf({ plan });
    expect(images.get('a1')?.changes?.[0]).toEqual(move('Employee', 'Others'));
    expect(images.get('a2')?.changes?.[0]).toEqual(move('Others', 'Employee'));
    const older = workOf({ [importFiles.plan(imported, 'a')]: plan });
    const without = await imagesOfImport(older, imported, 'a', new Set(['a2']));
    expect(without.get('a2')?.changes).toEqual(renamed);
  });

  it('leaves out the values that an import leaves as they are', async () => {
    const locked = before('a1', { locked: ['firstName'] });
    const images = await imagesOf({ plan: [{ type: 'update', row: row('a1'), before: locked }] });
    expect(images.get('a1')?.changes).toEqual([]);
  });

  it('is what was answered: the other is updated, or the row is somebody new', async () => {
    const asked: readonly AskedLine[] = [
      { n: 1, question: 'likely', key: 'email', row: row('a1'), before: before('a2') },
      { n: 2, question: 'likely', key: 'email', row: row('b1'), before: before('a3') },
    ];
    const update = await imagesOf({ asked }, { decided: { likely: 'update' } });
    const seenAt = person.changedAt;
    expect(Object.fromEntries(update)).toEqual({
      a2: { changes: renamed, written: renamed, seenAt },
      a3: { changes: renamed, written: renamed, seenAt },
    });
    const add = await imagesOf({ asked }, { decided: { likely: 'add' } });
    // The other new one is of another shard.
    expect(Object.fromEntries(add)).toEqual({ a1: { written: added } });
    const few = await imagesOf({ asked }, { decided: { likely: 'update' } }, ['a3']);
    expect([...few.keys()]).toEqual(['a3']);
    expect(await imagesOf({ asked })).toEqual(new Map());
  });

  it('is nothing where no file is left', async () => {
    expect(await imagesOf({})).toEqual(new Map());
  });
});
