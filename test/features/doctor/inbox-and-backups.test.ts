import { describe, expect, it } from '@jest/globals';
import {
  checkBackups,
  checkInbox,
  checkWorkers,
} from '../../../src/features/doctor/check-storage.ts';
import { createStorageProbe } from '../../../src/infra/storage/probe.ts';
import { doctorWords } from '../../../src/text/doctor.ts';
import { textFor } from '../../../src/text/text.ts';
import { openTestStorage } from '../../support/storage.ts';

const words = doctorWords(textFor('en').format).doctor;
const hour = 3_600_000;
const ago = (hours: number) => new Date(Date.now() - hours * hour).toISOString();

describe('an operator whose deployment forgets something', () => {
  it.each([
    ['wrong', 2 * 24],
    ['ok', 20],
  ])('is told that it is %s when the last backup is %d hours old', async (outcome, hours) => {
    const probe = { lastBackup: () => Promise.resolve(ago(hours)) };
    expect((await checkBackups(probe, 14, words)).outcome).toBe(outcome);
    expect((await checkBackups(probe, 0, words)).outcome).toBe('skipped');
  });

  it.each([
    ['wrong', 25],
    ['ok', 1],
  ])('is told that it is %s when a file lies in the inbox for %d hours', async (outcome, hours) => {
    const inbox = () => Promise.resolve({ files: 2, oldestMs: hours * hour });
    const found = await checkInbox({ inbox }, words);
    expect(found).toMatchObject({ outcome, sentence: expect.stringContaining('2 files') });
  });

  it.each([
    ['wrong', ['one', 'one'], words.storage.jobWaits],
    ['ok', ['one', 'two'], words.storage.jobsTaken],
    ['ok', ['one', undefined], words.storage.jobsTaken],
    ['ok', [undefined], words.storage.noJobWaits],
  ])('is told that it is %s when the jobs that are due are %j', async (outcome, due, sentence) => {
    const rest = [...due];
    const probe = { dueJob: () => Promise.resolve(rest.shift()) };
    expect(await checkWorkers(probe, words, 0)).toEqual({ outcome, sentence });
  });

  it('hears what is in the account itself', async () => {
    const { connection, storage } = await openTestStorage();
    const probe = createStorageProbe(connection);
    expect((await checkBackups(probe, 14, words)).sentence).toContain('no nightly backup yet');
    expect(await probe.dueJob()).toBeUndefined();
    await storage.jobs.send({ type: 'refresh-view', tenant: 'somewhere' });
    expect(await probe.dueJob()).toMatch(/\S/);
    const blob = connection.inbox.getBlockBlobClient('somewhere/people.csv');
    await blob.upload('x', 1);
    expect(await probe.inbox()).toMatchObject({ files: 1 });
    await connection.inbox.delete();
    expect(await probe.inbox()).toEqual({ files: 0, oldestMs: 0 });
  });
});
