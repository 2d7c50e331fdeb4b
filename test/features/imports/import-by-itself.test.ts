import { describe, expect, it } from '@jest/globals';
import type { InboxSetting } from '../../../src/domain/inbox.ts';
import type { Operation, Preview } from '../../../src/domain/operations/operation.ts';
import { createImportByItself } from '../../../src/features/imports/inbox/import-by-itself.ts';
import { createPlanImportJob } from '../../../src/features/imports/jobs/plan-import-job.ts';
import type { Handling } from '../../../src/jobs/handle-message.ts';
import { sampleOperation } from '../../support/sample-operation.ts';

const by = { id: 'an-admin', name: 'Ada' };
const preview: Preview = {
  ...{ delimiter: ',', encoding: 'utf-8', notUnderstood: [], problems: [] },
  ...{ addedSample: [], updatedSample: [], moved: 0 },
};
const clear: Operation = {
  ...sampleOperation({ tenant: 'a-tenant' }),
  ...{ kind: 'import', state: 'preview', inbox: 'apply', by, preview, rowsTotal: 100 },
  counts: { added: 90, updated: 5, unchanged: 0, rejected: 5 },
};
const allowed: InboxSetting = { mode: 'apply', network: 'Employee', by, locale: 'en' };

async function isStarted(operation: Operation, setting = allowed): Promise<boolean> {
  return createImportByItself({
    imports: { start: (key) => Promise.resolve({ ...operation, ...key, state: 'queued' }) },
    setting: () => Promise.resolve(setting),
    changeLimit: () => Promise.resolve(20),
  })(operation);
}

/** An import that no one looked at must never change what an admin had to decide. */
describe('a file of the inbox', () => {
  it('is imported by itself where nothing is open', async () => {
    expect(await isStarted(clear)).toBe(true);
  });

  it.each<[string, object]>([
    ['it was sent in the chat', { inbox: undefined }],
    ['the organization wants a preview', { inbox: 'preview' }],
    ['it isn’t planned yet', { state: 'planning' }],
    ['its plan is gone', { preview: undefined }],
    [
      'it changes more people than the limit',
      { preview: { ...preview, questions: { bigChange: { changed: 50, people: 100 } } } },
    ],
    [
      'numbers can be read in two ways',
      { preview: { ...preview, numbers: { national: { rows: 1, sent: '1', phone: '+1' } } } },
    ],
    ['people would leave', { preview: { ...preview, leaving: { people: 1, linked: 0 } } }],
    ['an admin has chosen its columns', { answers: { columns: { 0: 'phone' } } }],
    ['many of its rows are rejected', { counts: { ...clear.counts, added: 70, rejected: 25 } }],
  ])('waits for its admin when %s', async (_why, difference) => {
    expect(await isStarted({ ...clear, ...difference })).toBe(false);
  });

  it.each<[string, InboxSetting]>([
    ['was turned off', { mode: 'off' }],
    ['wants a preview now', { ...allowed, mode: 'preview' }],
    ['is another admin’s now', { ...allowed, by: { id: 'another', name: 'Bo' } }],
  ])('waits when the inbox %s since it arrived', async (_what, setting) => {
    expect(await isStarted(clear, setting)).toBe(false);
  });
});

describe('a preview whose worker died before it could tell', () => {
  type JobDeps = Parameters<typeof createPlanImportJob>[0];
  const handling = { deliveries: 2 } as unknown as Handling;
  const key = { tenant: clear.tenant, operation: clear.id };

  async function delivered(operation: Operation, isStarted: boolean): Promise<string[]> {
    const told: string[] = [];
    const job = createPlanImportJob({
      operations: { read: () => Promise.resolve(operation) },
      importByItself: () => Promise.resolve(isStarted),
      announcer: {
        moved: ({ state }: Operation) => {
          told.push(state);
          return Promise.resolve();
        },
      },
    } as unknown as JobDeps);
    expect(await job({ v: 1, type: 'plan-import', ...key }, handling)).toBe('done');
    return told;
  }

  it('is shown to its admin by the next one, unless it starts or is shown already', async () => {
    expect(await delivered(clear, false)).toEqual(['preview']);
    expect(await delivered(clear, true)).toEqual([]);
    const card = { conversation: 'a-chat', activity: 'a-message' };
    expect(await delivered({ ...clear, card }, false)).toEqual([]);
    const { inbox: _inbox, ...sent } = clear;
    expect(await delivered(sent, false)).toEqual([]);
  });
});
