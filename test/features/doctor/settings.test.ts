import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import {
  checkAdmins,
  checkIds,
  checkSettings,
} from '../../../src/features/doctor/check-settings.ts';
import {
  checkNode,
  checkTemporaryFolder,
  minNode,
} from '../../../src/features/doctor/check-machine.ts';
import { readSettings } from '../../../src/settings.ts';
import { textFor } from '../../../src/text/text.ts';

const text = textFor('en');
const words = text.doctor;
const appId = '11111111-2222-4333-8444-555555555555';
const tenant = '99999999-2222-4333-8444-555555555555';
const admin = '77777777-2222-4333-8444-555555555555';
const secret = 'not-a-real-secret';
const good = {
  MicrosoftAppId: appId,
  MicrosoftAppPassword: secret,
  MicrosoftAppTenantId: tenant,
  AZURE_STORAGE_ACCOUNT: 'sampleaccount',
  TENANT_ADMINS: admin,
};
const wrongOf = (findings: readonly { outcome: string; sentence: string }[]) =>
  findings.filter(({ outcome }) => outcome === 'wrong').map(({ sentence }) => sentence);
const settingsWith = (change: Record<string, string>) =>
  readSettings({ ...good, ...change }, false);

describe('of settings the doctor', () => {
  it('says of good ones that they are', () => {
    const { settings, findings } = checkSettings(good, text);
    expect(settings).toEqual(readSettings(good, false));
    expect(findings).toEqual([{ outcome: 'ok', sentence: words.settings.fine }]);
  });

  it('names all that are wrong and not only the first, and goes on with the rest', () => {
    const { settings, findings } = checkSettings(
      { ...good, PORT: 'seventy', DEFAULT_COUNTRY: 'Germany', ROLE: 'both' },
      text,
    );
    const sentences = wrongOf(findings);
    expect(sentences).toHaveLength(3);
    for (const name of ['PORT', 'DEFAULT_COUNTRY', 'ROLE']) {
      expect(sentences.filter((sentence) => sentence.includes(`setting ${name} `))).toHaveLength(1);
    }
    expect(settings?.MicrosoftAppId).toBe(appId);
  });

  it('stops where nothing more can be said: without an app id', () => {
    const { settings, findings } = checkSettings({ ...good, MicrosoftAppId: '' }, text);
    expect(settings).toBeUndefined();
    expect(wrongOf(findings)).toHaveLength(1);
  });

  it.each([
    ['MicrosoftAppId', 'rollcall-prod'],
    ['MicrosoftAppTenantId', 'sample.example'],
  ])('sees that a name stands where an id belongs: %s', (name, value) => {
    expect(wrongOf(checkIds(settingsWith({ [name]: value }), text))).toEqual([
      words.settings.noGuid(name),
    ]);
  });

  it('sees that the secret’s id was copied for the secret, and shows neither', () => {
    const id = 'abcdef01-2222-4333-8444-555555555555';
    const sentences = wrongOf(checkIds(settingsWith({ MicrosoftAppPassword: id }), text));
    expect(sentences).toEqual([words.settings.secretIsId]);
    expect(sentences.join()).not.toContain(id);
  });

  it.each([
    ['nobody is named', '', words.admins.nobody],
    ['an email instead of an id', 'tara-sample', words.admins.noId('tara-sample')],
    [
      'only somebody of another tenant',
      `12345678-2222-4333-8444-555555555555/${admin}`,
      words.admins.elsewhere,
    ],
  ])('sees that nobody could do anything: %s', (_, TENANT_ADMINS, sentence) => {
    expect(wrongOf(checkAdmins(settingsWith({ TENANT_ADMINS }), text))).toEqual([sentence]);
  });

  it('takes admins alone and with their tenant', () => {
    const TENANT_ADMINS = `${admin}, ${tenant.toUpperCase()}/${admin}`;
    expect(checkAdmins(settingsWith({ TENANT_ADMINS }), text)).toEqual([
      { outcome: 'ok', sentence: words.admins.fine(2) },
    ]);
  });
});

describe('of the machine the doctor', () => {
  const machine = { nodeVersion: process.versions.node, temporaryFolder: '/tmp' };

  it('wants the Node that package.json wants', () => {
    const { engines } = JSON.parse(
      readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
    ) as { engines: { node: string } };
    expect(engines.node).toBe(`>=${minNode}`);
    expect(checkNode({ ...machine, nodeVersion: `${minNode}.0` }, words).outcome).toBe('ok');
    for (const nodeVersion of ['20.19.0', '22.9.0']) {
      expect(checkNode({ ...machine, nodeVersion }, words)).toMatchObject({ outcome: 'wrong' });
    }
    expect(checkNode(machine, words).outcome).toBe('ok');
  });

  it('finds a temporary folder that can’t be written, before the first large file does', async () => {
    const temporaryFolder = '/proc/nothing-can-be-written-here';
    const finding = await checkTemporaryFolder(
      { ...machine, temporaryFolder },
      settingsWith({ ROLE: 'worker' }),
      words,
    );
    expect(finding).toEqual({
      outcome: 'wrong',
      sentence: words.machine.notWritable(temporaryFolder),
    });
  });

  it('finds one without room, and asks none of a web process', async () => {
    // As much as no disk has.
    const settings = { ...settingsWith({ ROLE: 'all' }), MAX_FILE_MB: 1e12 };
    expect((await checkTemporaryFolder(machine, settings, words)).sentence).toContain(
      'Give it more space',
    );
    expect((await checkTemporaryFolder(machine, { ...settings, ROLE: 'web' }, words)).outcome).toBe(
      'skipped',
    );
    expect(
      (await checkTemporaryFolder(machine, { ...settings, MAX_FILE_MB: 1 }, words)).outcome,
    ).toBe('ok');
  });
});
