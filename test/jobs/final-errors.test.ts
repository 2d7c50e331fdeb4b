import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AppError, errorCodes, type ErrorCode } from '../../src/errors.ts';
import { importFiles } from '../../src/features/imports/import-files.ts';
import {
  isEnded,
  noCounts,
  operationId,
  type Operation,
} from '../../src/domain/operations/operation.ts';
import { eventually } from '../support/eventually.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { openTestStorage } from '../support/storage.ts';

/**
 * Errors that may be gone a moment later: a simultaneous change, a machine that doesn't answer, a process that
 * was started wrongly.
 */
const mayPass: readonly ErrorCode[] = [
  'file-address-slow',
  'file-address-failed',
  'too-many-files',
  'operation-gone',
  'sync-running',
  'entra-unreachable',
  'entra-delta-expired',
  'setting-wrong',
  'port-taken',
  'data-dir-taken',
  'not-loopback',
  'storage-unreachable',
  'storage-refused',
  'store-damaged',
  'too-slow',
  'busy',
  'unexpected',
];

const rows = 'Phone,First name\n+44 20 7946 0150,Ada\n';

describe('an error in a job', () => {
  let rollcall: TestRollcall;
  /** The error that reading a stored file meets, once. */
  const troubles = new Map<string, ErrorCode>();
  beforeAll(async () => {
    const { storage } = await openTestStorage();
    const open: typeof storage.files.open = (name, fromByte) => {
      const code = troubles.get(name);
      if (code === undefined) return storage.files.open(name, fromByte);
      troubles.delete(name);
      throw new AppError(code);
    };
    rollcall = await startRollcall({
      storage: { ...storage, files: { ...storage.files, open } },
      parts: { retrySeconds: () => 0 },
    });
  });
  afterAll(() => rollcall.stop());

  /** A file that waits to be looked at. */
  async function sent(number: number, trouble?: ErrorCode): Promise<Operation> {
    const { storage, teams } = rollcall;
    const { tenantId: tenant, aadObjectId: id, name } = teams.tara.person;
    const at = Date.now();
    const key = { tenant, kind: 'import', id: operationId(at, String(number).padStart(16, '0')) };
    const original = importFiles.original(key);
    await storage.files.write(original, [Buffer.from(rows)]);
    if (trouble !== undefined) troubles.set(original, trouble);
    const operation: Parameters<typeof storage.operations.create>[0] = {
      ...(key as Operation),
      state: 'planning',
      at: new Date(at).toISOString(),
      by: { id, name },
      locale: 'en',
      fileName: `file-${number}.csv`,
      fileBytes: rows.length,
      network: 'Employee',
      counts: noCounts,
      rowsDone: 0,
      tries: 0,
      original,
    };
    await storage.jobs.send({ v: 1, type: 'plan-import', tenant, operation: key.id });
    const created = await storage.operations.create(operation);
    if (created === 'conflict') throw new Error('the id is taken');
    return created;
  }

  const decided = (operation: Operation) =>
    eventually(async () => {
      const now = await rollcall.storage.operations.read(operation);
      if (now === undefined || !(isEnded(now.state) || now.state === 'preview'))
        throw new Error(`${operation.fileName} is ${String(now?.state)}`);
      return now;
    });

  it('that another try can’t change ends it at the first, and any other one costs nobody their import', async () => {
    const operations = await Promise.all(errorCodes.map((code, at) => sent(at, code)));
    const outcomes = [];
    for (const [index, operation] of operations.entries()) {
      const { state, tries, failure } = await decided(operation);
      outcomes.push({ code: errorCodes[index], state, tries, failure: failure?.code });
    }
    expect(outcomes).toEqual(
      errorCodes.map((code) =>
        mayPass.includes(code)
          ? { code, state: 'preview', tries: 0, failure: undefined }
          : { code, state: 'failed', tries: 1, failure: code },
      ),
    );
    expect(troubles.size).toBe(0);
  });

  it.each<[string, Buffer, ErrorCode, RegExp]>([
    [
      'a picture',
      Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      'file-is-image',
      /picture/,
    ],
    ['a document', Buffer.from('%PDF-1.7\n'), 'file-is-pdf', /PDF/],
    ['a web page', Buffer.from('<!doctype html><p>Sign in'), 'file-is-web-page', /web page/i],
  ])(
    'of a stored file that turns out to be %s only in its plan is told at once, in its own sentence',
    async (_what, bytes, code, sentence) => {
      const { tara } = rollcall.teams;
      await tara.say('cancel');
      await tara.sendFile(`${code}.csv`, rows);
      const question = await tara.waitForCard(
        (card) => card.titles.includes('Continue') && card.text.includes(`${code}.csv`),
      );
      const { storage } = rollcall;
      const { tenantId } = tara.person;
      const [waiting] = (await storage.operations.page(tenantId, 'import', 1)).operations;
      // Let in by a version that looked less closely.
      await storage.files.write(waiting?.original ?? '', [bytes]);
      await tara.press(question, 'Continue', { network: 'Employee' });
      const notice = await tara.waitForCard(
        (card) => card.text.includes('Import failed') && card.text.includes(`${code}.csv`),
        { since: 'start' },
      );
      expect(notice.text).toMatch(sentence);
      expect(notice.text).not.toMatch(/tries/);
      const [ended] = (await storage.operations.page(tenantId, 'import', 1)).operations;
      expect(ended).toMatchObject({ state: 'failed', tries: 1, failure: { code } });
    },
  );
});
