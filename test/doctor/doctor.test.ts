import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { examine, type Patient } from '../../src/doctor/examine.ts';
import { connectStorage } from '../../src/storage/connect.ts';
import { createStorageProbe } from '../../src/storage/probe.ts';
import { storageSettings } from '../../src/storage/storage-settings.ts';
import { textFor } from '../../src/text/text.ts';
import { testConnectionString } from '../support/storage.ts';

const text = textFor('en');
const secret = 'a-secret-that-nobody-may-see';
const environment = (connectionString: string) => ({
  MicrosoftAppType: 'SingleTenant',
  MicrosoftAppId: '11111111-2222-4333-8444-555555555555',
  MicrosoftAppPassword: secret,
  MicrosoftAppTenantId: '99999999-2222-4333-8444-555555555555',
  TENANT_ADMINS: '77777777-2222-4333-8444-555555555555',
  AZURE_STORAGE_CONNECTION_STRING: connectionString,
});

interface Run {
  readonly code: number;
  readonly lines: readonly string[];
  readonly errors: string;
}

/** The very script that `npm run doctor` runs, with these settings and no others. */
function runDoctor(
  settings: Readonly<Record<string, string>>,
  options: readonly string[] = [],
): Promise<Run> {
  const script = fileURLToPath(new URL('../../scripts/doctor.ts', import.meta.url));
  const env = { PATH: process.env.PATH, ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...options], { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, lines: stdout.trim().split('\n'), errors: stderr });
    });
  });
}

describe('whoever runs the doctor', () => {
  it('without settings gets a sentence that names the first one to set, and exit code 1', async () => {
    const { code, lines, errors } = await runDoctor({});
    expect(code).toBe(1);
    expect(errors).toBe('');
    expect(lines[0]).toMatch(/^WRONG +The setting MicrosoftAppId is missing or wrong: .+\.$/);
    expect(lines.at(-1)).toBe('1 thing is wrong.');
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(/^(?:ok|WRONG|not checked) +\S.*\.$/u);
    }
  });

  it('with the settings of a deployment is told what of it works, and never sees a secret', async () => {
    const connectionString = testConnectionString();
    const { code, lines } = await runDoctor(environment(connectionString), [
      '--url',
      'http://127.0.0.1:9',
    ]);
    const output = lines.join('\n');
    // Nobody on this machine reaches Microsoft Entra with that secret, and nobody listens there.
    expect(code).toBe(1);
    for (const service of ['tables', 'blobs', 'queues'] as const) {
      expect(output).toContain(text.doctor.storage.fine(service));
    }
    expect(output).toContain(text.doctor.storage.linksFine);
    expect(output).toContain(text.doctor.admins.fine(1));
    expect(output).toContain('The deployment can’t be reached');
    expect(output).not.toContain(secret);
    expect(output).not.toContain(/AccountKey=([^;]+)/.exec(connectionString)?.[1]);
  }, 60_000);

  it('with a wrong option is told the right one', async () => {
    const { code, errors } = await runDoctor({}, ['--adress', 'https://rollcall.example']);
    expect(code).toBe(2);
    expect(errors).toContain('--url https://');
  });

  it('of a healthy deployment hears of nothing wrong', async () => {
    const patient: Patient = {
      environment: environment(testConnectionString()),
      machine: { nodeVersion: process.versions.node, temporaryFolder: '/tmp' },
      storage: async (settings) =>
        createStorageProbe(await connectStorage(storageSettings(settings))),
      // Microsoft Entra is the one part that can't be had here.
      entra: () => ({ token: () => Promise.resolve('token'), get: () => Promise.resolve({}) }),
    };
    const findings = [];
    for await (const finding of examine(patient, text)) findings.push(finding);
    expect(findings.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    expect(findings.filter(({ outcome }) => outcome === 'ok')).toHaveLength(13);
  });

  it('with a connection string that can’t be read is told so, and the rest is looked at', async () => {
    const { lines } = await runDoctor({
      ...environment(`AccountName=sample;AccountKey=${secret}`),
      TENANT_ADMINS: '',
    });
    const output = lines.join('\n');
    expect(output).toContain('AZURE_STORAGE_CONNECTION_STRING is missing or wrong');
    expect(output).toContain(text.doctor.admins.nobody);
    expect(output).not.toContain(secret);
  }, 60_000);
});
