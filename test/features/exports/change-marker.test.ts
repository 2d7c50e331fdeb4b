import { describe, expect, it } from '@jest/globals';
import type { PersonContents } from '../../../src/domain/people-store.ts';
import type { FieldChange } from '../../../src/domain/person.ts';
import { contentHash } from '../../../src/domain/person-id.ts';
import { markSinceMoment, markSinceSnapshot } from '../../../src/features/exports/change-marker.ts';

const from = '2026-03-01T00:00:00.000Z';
const before = '2026-02-01T00:00:00.000Z';
const after = '2026-03-02T00:00:00.000Z';
const later = '2026-03-03T00:00:00.000Z';

function person(over: Partial<PersonContents> = {}): PersonContents {
  return {
    id: '0'.repeat(32),
    network: 'Employee',
    fields: { phone: '+442079460101' },
    hash: 'now',
    addedAt: before,
    changedAt: before,
    history: [],
    ...over,
  };
}

const changed = (at: string, ...changes: FieldChange[]) => ({
  at,
  by: { id: 'x', name: 'Sample Admin' },
  changes,
});
const name: FieldChange = { field: 'firstName', before: 'A', after: 'B' };
const toOthers: FieldChange = { field: 'network', before: 'Employee', after: 'Others' };
const toEmployee: FieldChange = { field: 'network', before: 'Others', after: 'Employee' };
const deletion: FieldChange = { field: 'deleted', before: '', after };
const restoration: FieldChange = { field: 'deleted', before, after: '' };

describe('whoever reads a file of changes since a day learns', () => {
  it.each<[string, 'All' | 'Employee', Partial<PersonContents>, string | undefined]>([
    ['nothing of someone who stayed as they were', 'All', {}, undefined],
    ['who is new', 'All', { addedAt: after, changedAt: after }, 'added'],
    ['who was changed', 'All', { changedAt: after, history: [changed(after, name)] }, 'changed'],
    [
      'who was deleted',
      'All',
      { deletedAt: after, changedAt: after, history: [changed(after, deletion)] },
      'deleted',
    ],
    [
      'who moved, and was changed in nothing else',
      'All',
      { network: 'Others', changedAt: after, history: [changed(after, toOthers)] },
      'moved',
    ],
    [
      'who moved and was changed',
      'All',
      { network: 'Others', changedAt: after, history: [changed(after, toOthers, name)] },
      'changed',
    ],
    ['nothing of someone deleted before', 'All', { deletedAt: before }, undefined],
    [
      'nothing of someone who came and went since',
      'All',
      { addedAt: after, deletedAt: later, history: [changed(later, deletion)] },
      undefined,
    ],
    [
      'who came back from a deletion before it',
      'All',
      { changedAt: after, history: [changed(after, restoration)] },
      'added',
    ],
    [
      'of a deletion that was taken back since, only the change',
      'All',
      {
        changedAt: later,
        history: [
          changed(later, { ...restoration, before: after }),
          changed(after, deletion),
          changed(before, name),
        ],
      },
      'changed',
    ],
    [
      'of someone who was there all along, deleted and brought back by an import, only the change',
      'All',
      {
        changedAt: later,
        history: [changed(later, { ...restoration, before: after }), changed(after, deletion)],
      },
      'changed',
    ],
    [
      'the same where that import wrote its time over theirs',
      'All',
      {
        addedAt: later,
        changedAt: later,
        history: [changed(later, { ...restoration, before: after }), changed(after, deletion)],
      },
      'changed',
    ],
    [
      'who came, was deleted and brought back, all since',
      'All',
      {
        addedAt: after,
        changedAt: later,
        history: [changed(later, { ...restoration, before: later }), changed(later, deletion)],
      },
      'added',
    ],
    [
      'who left its network',
      'Employee',
      { network: 'Others', changedAt: after, history: [changed(after, toOthers)] },
      'moved',
    ],
    [
      'who came into its network',
      'Employee',
      { changedAt: after, history: [changed(after, toEmployee)] },
      'added',
    ],
    [
      'nothing of someone who was never in its network',
      'Employee',
      { network: 'Others', changedAt: after, history: [changed(after, name)] },
      undefined,
    ],
    [
      'of someone who left its network and was deleted, the deletion',
      'Employee',
      {
        network: 'Others',
        deletedAt: later,
        history: [changed(later, deletion), changed(after, toOthers)],
      },
      'deleted',
    ],
  ])('%s', (_what, network, over, mark) => {
    expect(markSinceMoment(network, person(over), from)).toBe(mark);
  });
});

describe('whoever reads a file of changes since an earlier one learns', () => {
  const entry = { id: '0'.repeat(32), hash: 'now', network: 'Employee', phone: '+44' } as const;
  it.each<[string, 'All' | 'Employee', Partial<PersonContents>, boolean, string | undefined]>([
    ['nothing of someone who is as they were', 'All', {}, true, undefined],
    ['who is new to it', 'All', {}, false, 'added'],
    ['who differs', 'All', { hash: 'other' }, true, 'changed'],
    ['who was deleted', 'All', { hash: 'deleted', deletedAt: after }, true, 'deleted'],
    ['nothing of someone deleted whom it never had', 'All', { deletedAt: after }, false, undefined],
    ['who left its network', 'Employee', { network: 'Others', hash: 'other' }, true, 'moved'],
    ['nothing of others’ changes', 'Employee', { network: 'Others' }, false, undefined],
    [
      'of a move within all only that they differ',
      'All',
      { network: 'Others', hash: 'other' },
      true,
      'changed',
    ],
  ])('%s', (_what, network, over, wasIn, mark) => {
    expect(markSinceSnapshot(network, person(over), wasIn ? entry : undefined, new Set())).toBe(
      mark,
    );
  });

  it('who moved within all, and was changed in nothing else', () => {
    const { fields } = person();
    const there = { ...entry, hash: contentHash('Employee', fields) };
    const moved = person({ network: 'Others', hash: contentHash('Others', fields) });
    expect(markSinceSnapshot('All', moved, there, new Set())).toBe('moved');
    const renamed = { ...fields, firstName: 'B' };
    const both = { ...moved, fields: renamed, hash: contentHash('Others', renamed) };
    expect(markSinceSnapshot('All', both, there, new Set())).toBe('changed');
  });
});
