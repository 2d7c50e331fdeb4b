import { describe, expect, it } from '@jest/globals';
import { AppError } from '../src/errors.ts';
import { catchConsole, withoutSignatures } from '../src/log.ts';
import { computing } from './support/cpu-time.ts';
import { keptLog } from './support/kept-log.ts';

describe('the log', () => {
  it.each([
    [
      'a link to a file',
      'GET https://store.example/files/a.csv?sv=2025&sig=abc%2Fdef&se=2026 failed',
      'abc%2Fdef',
    ],
    ['a pre-authenticated address', 'https://files.example/x?tempauth=eyJ0eXAi.abc', 'eyJ0eXAi'],
    [
      'a connection string',
      'DefaultEndpointsProtocol=https;AccountKey=c2VjcmV0;EndpointSuffix=x',
      'c2VjcmV0',
    ],
    ['a secret in a form', 'grant_type=x&client_secret=hush&scope=y', 'hush'],
  ])('never holds what could sign a request: %s', (_what, text, secret) => {
    expect(withoutSignatures(text)).not.toContain(secret);
  });

  it('shows an error by its code and status, and takes signatures out of what libraries say', () => {
    const { log, written } = keptLog('info');
    const cause = Object.assign(new Error('PUT https://store.example/x?sig=hush was refused'), {
      statusCode: 403,
    });
    log.error(
      { err: new AppError('storage-unreachable', {}, { cause }), operation: '123' },
      'a job failed',
    );
    const line = JSON.parse(written()) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'error', msg: 'a job failed', operation: '123' });
    expect(line).toMatchObject({ err: { code: 'storage-unreachable', cause: { status: 403 } } });
    expect(written()).not.toContain('hush');
  });

  it('keeps little of what a stranger may make as long as they like: fields, errors and their causes', () => {
    const { log, lines } = keptLog('info');
    const long = 'i'.repeat(240_000);
    const cause = new TypeError(`no such host: ${long}`, { cause: new Error(long) });
    log.warn({ activity: long, turn: long, err: cause }, 'turn refused');
    log.info({ err: new AppError('bad-message', {}, { note: long, cause }) }, 'turn refused');
    for (const line of lines()) expect(line.length).toBeLessThan(6_000);
    const [first, second] = lines().map((line) => JSON.parse(line) as Record<string, never>);
    expect(first?.activity).toMatch(/^i{100,}… \(240000 characters\)$/);
    expect(JSON.stringify(first?.err)).toContain('log.test');
    expect(String((second?.err as { message: string } | undefined)?.message).length).toBeLessThan(
      250,
    );
  });

  it('costs no more time with addresses in a text than without', () => {
    const { log } = keptLog('info');
    const err = new Error('https://'.repeat(30_000));
    expect(computing(() => log.warn({ err }, 'turn refused'))).toBeLessThan(1_000);
  });

  it('takes in what libraries write to the console, a line each, without keys that sign', () => {
    const { log, lines } = keptLog('info');
    const target = Object.create(console) as Console;
    catchConsole(log, target);
    target.error('Available keys: -----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n');
    target.error(new Error(`jwt expired ${'x'.repeat(5_000)}`));
    target.warn('%s of %d', 'GET https://files.example/a?sig=hush', 3);
    expect(lines()).toHaveLength(3);
    expect(lines().map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 'warn', msg: 'a library wrote to the console' }),
      expect.objectContaining({ level: 'warn' }),
      expect.objectContaining({ said: 'GET https://files.example/a?… of 3' }),
    ]);
    expect(lines()[1]).toContain('jwt expired xxx');
    for (const line of lines()) expect(line.length).toBeLessThan(500);
  });
});
