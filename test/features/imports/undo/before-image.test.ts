import { describe, expect, it } from '@jest/globals';
import type { StoredPerson } from '../../../../src/domain/people-store.ts';
import type { FieldChange } from '../../../../src/domain/person.ts';
import {
  imagesOfBulk,
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
