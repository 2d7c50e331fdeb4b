import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { examine, type DiagnosticContext } from '../../../src/features/doctor/examine.ts';
import type { Finding } from '../../../src/features/doctor/ports.ts';
import { connectStorage, storageSettings } from '../../../src/infra/storage/connect.ts';
import { createStorageProbe } from '../../../src/infra/storage/probe.ts';
import { textFor } from '../../../src/text/text.ts';
import { testConnectionString } from '../../support/storage.ts';

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
  const script = fileURLToPath(new URL('../../../scripts/doctor.ts', import.meta.url));
  const env = { PATH: process.env.PATH, ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [script, ...options], { env }, (error, stdout, stderr) => {
      const code = error === null ? 0 : Number(error.code);
      resolve({ code, lines: stdout.trim().split('\n'), errors: stderr });
    });
  });
}

/** The place where Container Apps gives tokens of a managed identity; this one gives none. */
async function startIdentity() {
  const asked: (string | null)[] = [];
  const server = createServer((incoming, outgoing) => {
    asked.push(new URL(incoming.url ?? '', 'http://127.0.0.1').searchParams.get('client_id'));
    outgoing.statusCode = 400;
    outgoing.end(JSON.stringify({ statusCode: 400, message: 'No such identity.' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/msi/token`,
    asked,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The doctor's findings, with a Microsoft Entra that answers everything: it is the only part that can't run here. */
async function examined(environment: DiagnosticContext['environment']): Promise<Finding[]> {
  const findings: Finding[] = [];
  const context: DiagnosticContext = {
    environment,
    machine: { nodeVersion: process.versions.node, temporaryFolder: '/tmp' },
    storage: async (settings) =>
      createStorageProbe(await connectStorage(storageSettings(settings))),
    entra: () => ({ token: () => Promise.resolve('token'), get: () => Promise.resolve({}) }),
  };
  for await (const finding of examine(context, text)) findings.push(finding);
  return findings;
}

describe('whoever runs the doctor', () => {
  it('without settings gets a sentence that names the first one to set, and exit code 1', async () => {
    const { code, lines, errors } = await runDoctor({});
    expect(code).toBe(1);
    expect(errors).toBe('');
    expect(lines[0]).toMatch(/^WRONG +The setting MicrosoftAppId is missing or wrong: .+\.$/);
    expect(lines.at(-1)).toBe('1 problem found.');
    for (const line of lines.slice(0, -1)) {
      expect(line).toMatch(/^(?:ok|WRONG|not checked) +\S.*\.$/u);
    }
  });

  it('where the identity lives is told what of a deployment works, and never sees a secret', async () => {
    const identity = await startIdentity();
    const connectionString = testConnectionString();
    const { MicrosoftAppPassword: _, ...settings } = environment(connectionString);
    const { code, lines } = await runDoctor(
      {
        ...settings,
        MicrosoftAppType: 'UserAssignedMSI',
        IDENTITY_ENDPOINT: identity.url,
        IDENTITY_HEADER: secret,
      },
      ['--url', 'http://127.0.0.1:9'],
    );
    await identity.stop();
    const output = lines.join('\n');
    expect(code).toBe(1);
    for (const service of ['tables', 'blobs', 'queues'] as const) {
      expect(output).toContain(text.doctor.storage.fine(service));
    }
    expect(output).toContain(text.doctor.storage.linksFine);
    expect(output).toContain(text.doctor.admins.fine(1));
    expect(output).toContain('The deployment can’t be reached');
    // It was asked for a token of the bot's own identity, and gave none.
    expect(identity.asked).toContain(settings.MicrosoftAppId);
    expect(output).toContain(text.doctor.entra.noIdentity);
    expect(output).not.toContain(secret);
    expect(output).not.toContain(/AccountKey=([^;]+)/.exec(connectionString)?.[1]);
  });

  it('with a wrong option is told the right one', async () => {
    const { code, errors } = await runDoctor({}, ['--adress', 'https://rollcall.example']);
    expect(code).toBe(2);
    expect(errors).toContain('--url https://');
  });

  it('of a healthy deployment hears of nothing wrong', async () => {
    const findings = await examined(environment(testConnectionString()));
    expect(findings.filter(({ outcome }) => outcome === 'wrong')).toEqual([]);
    expect(findings.filter(({ outcome }) => outcome === 'ok')).toHaveLength(15);
    // It says, too, how much it can't see.
    expect(findings.at(-1)).toEqual({ outcome: 'skipped', sentence: text.doctor.outOfReach });
  });

  it('of an account that nobody reaches hears of nothing in it that it is in order', async () => {
    const nowhere = testConnectionString().replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1:9');
    const findings = await examined({ ...environment(nowhere), BACKUP_DAYS: '14' });
    const { skippedFor, subjects } = text.doctor.storage;
    for (const sentence of [
      skippedFor(subjects.workers, 'queues'),
      skippedFor(subjects.inbox, 'blobs'),
      skippedFor(subjects.backups, 'blobs'),
    ])
      expect(findings).toContainEqual({ outcome: 'skipped', sentence });
  });

  it('hears once of a setting that is wrong, and not also that it is missing', async () => {
    const findings = await examined({
      ...environment(testConnectionString()),
      TENANT_ADMINS: 'tara@sample.example',
    });
    const about = findings.filter(({ sentence }) => sentence.includes('TENANT_ADMINS'));
    expect(about).toEqual([
      { outcome: 'wrong', sentence: expect.stringContaining('is missing or wrong') },
    ]);
  });

  it('with a connection string that can’t be read is told so, and the rest is looked at', async () => {
    const findings = await examined({
      ...environment(`AccountName=sample;AccountKey=${secret}`),
      TENANT_ADMINS: '',
    });
    const wrong = findings.filter(({ outcome }) => outcome === 'wrong');
    expect(wrong.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('AZURE_STORAGE_CONNECTION_STRING is missing or wrong'),
      text.doctor.admins.nobody,
    ]);
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});
