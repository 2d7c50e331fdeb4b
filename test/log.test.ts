import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { AppError } from '../src/errors.ts';
import { createLog, withoutSignatures } from '../src/log.ts';

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
    let written = '';
    const log = createLog(
      'info',
      new Writable({
        write(chunk: Buffer, _encoding, done) {
          written += chunk.toString();
          done();
        },
      }),
    );
    const cause = Object.assign(new Error('PUT https://store.example/x?sig=hush was refused'), {
      statusCode: 403,
    });
    log.error(
      { err: new AppError('storage-unreachable', {}, { cause }), operation: '123' },
      'a job failed',
    );
    const line = JSON.parse(written) as Record<string, unknown>;
    expect(line).toMatchObject({ level: 'error', msg: 'a job failed', operation: '123' });
    expect(line).toMatchObject({ err: { code: 'storage-unreachable', cause: { status: 403 } } });
    expect(written).not.toContain('hush');
  });
});
