import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { lookupDoors } from '../../src/domain/doors.ts';
import { complaintsOf, fillManifest, readManifest } from '../../scripts/app-package/manifest.ts';

const root = new URL('../../', import.meta.url);
const manifest = readManifest();
const bot = manifest.bots?.[0];

describe('a manifest that Teams would refuse, or that leaves out what the bot needs:', () => {
  it('is valid by Microsoft’s own schema, as it stands and filled', async () => {
    expect(await complaintsOf(manifest)).toEqual([]);
    const filled = fillManifest(manifest, {
      'app-id': '1c7e4f0a-5b7d-4c55-9f0e-2f6f3a1d9b42',
      domain: 'rollcall.example.org',
      name: 'People (trial)',
      version: '2.10.3',
    });
    expect(await complaintsOf(filled)).toEqual([]);
  });

  it.each([
    ['an id that is none', { id: 'rollcall' }],
    ['a name that is too long', { name: { short: 'R'.repeat(31) } }],
    ['a word that the schema doesn’t know', { supportsFiles: true }],
    ['no bot’s scopes', { bots: [{ botId: manifest.id }] }],
  ])('the schema is really asked: %s is refused', async (_, wrong) => {
    expect(await complaintsOf({ ...manifest, ...wrong } as typeof manifest)).not.toEqual([]);
  });

  it('goes by the latest schema that is at hand, so that nothing has to be fetched to check it', () => {
    const folder = new URL('node_modules/@microsoft/app-manifest/build/json-schemas/teams', root);
    const latest = readdirSync(folder)
      .flatMap((name) => /^v1\.(\d+)$/.exec(name)?.[1] ?? [])
      .map(Number)
      .reduce((one, other) => Math.max(one, other));
    expect(manifest.manifestVersion).toBe(`1.${latest}`);
    expect(manifest.$schema).toBe(
      `https://developer.microsoft.com/json-schemas/teams/v1.${latest}/MicrosoftTeams.schema.json`,
    );
  });

  it('offers the bot in the personal chat, in teams and in group chats, and lets files be sent to it', () => {
    expect(manifest.bots).toHaveLength(1);
    expect(bot?.scopes).toEqual(['personal', 'team', 'groupChat']);
    expect(bot?.supportsFiles).toBe(true);
    expect(bot?.isNotificationOnly).toBe(false);
    expect(manifest.defaultInstallScope).toBe('personal');
  });

  it('offers people’s cards in the message box, at a message and in the command box', () => {
    expect(manifest.composeExtensions).toHaveLength(1);
    const [find, ...others] = manifest.composeExtensions?.[0]?.commands ?? [];
    expect(others).toEqual([]);
    expect(Object.keys(lookupDoors)).toEqual([find?.id]);
    expect(find?.context).toEqual(['compose', 'message', 'commandBox']);
    expect(find?.initialRun).toBe(true);
  });

  it('asks an organization for nothing that the bot doesn’t use', () => {
    expect(manifest.permissions).toEqual(['identity']);
    for (const unasked of ['authorization', 'devicePermissions', 'webApplicationInfo'] as const) {
      expect(manifest[unasked]).toBeUndefined();
    }
  });

  it('has the version of the product', () => {
    const product = JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as {
      version: string;
    };
    expect(manifest.version).toBe(product.version);
  });
});
