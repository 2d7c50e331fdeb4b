import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { complaintsOf, readManifest, type Manifest } from '../../scripts/app-package/manifest.ts';

const root = join(import.meta.dirname, '../..');
const run = promisify(execFile);
const localeFiles = readdirSync(join(root, 'locales')).filter((file) => file.endsWith('.json'));
const id = '1c7e4f0a-5b7d-4c55-9f0e-2f6f3a1d9b42';
const good = ['--app-id', id, '--domain', 'directory.example.org'];

interface Rules {
  readonly maxLength?: number;
}

/** Microsoft's schema of a language's file. By hand, since its patterns aren't those that validators of today take. */
async function schemaOfLanguages(version: string) {
  const folder = `node_modules/@microsoft/app-manifest/build/json-schemas/teams/v${version}`;
  const schema = JSON.parse(
    await readFile(join(root, folder, 'MicrosoftTeams.Localization.schema.json'), 'utf8'),
  ) as {
    readonly required: readonly string[];
    readonly properties: Readonly<Record<string, Rules>>;
    readonly patternProperties: Readonly<Record<string, Rules>>;
  };
  const patterns = Object.entries(schema.patternProperties).map(([pattern, rules]) => ({
    pattern: new RegExp(pattern),
    rules,
  }));
  return {
    required: schema.required,
    rulesOf: (place: string): Rules | undefined =>
      schema.properties[place] ?? patterns.find(({ pattern }) => pattern.test(place))?.rules,
  };
}

/** Runs the script of `npm run package --`, in another time zone if given. */
const makePackage = (args: readonly string[], TZ = 'UTC') =>
  run(process.execPath, ['scripts/package-app.ts', ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, TZ },
  });

describe('a zip that can’t be uploaded, or that leads to somebody else’s bot:', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rollcall-package-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  const filesOf = async (zip: string) => unzipSync(await readFile(zip));
  const manifestIn = async (zip: string) =>
    JSON.parse(Buffer.from((await filesOf(zip))['manifest.json'] ?? []).toString()) as Manifest;

  it('holds the manifest, the two icons and the languages, at its root, and nothing else', async () => {
    const zip = join(folder, 'new/folder/rollcall.zip');
    await makePackage([...good, '--out', zip]);
    const files = await filesOf(zip);
    const languages = localeFiles.filter((file) => file !== 'en.json');
    expect(Object.keys(files)).toEqual(['manifest.json', 'color.png', 'outline.png', ...languages]);
    for (const icon of ['color.png', 'outline.png']) {
      const kept = await readFile(join(root, 'appPackage', icon));
      expect(kept.equals(files[icon] ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('has languages that Microsoft’s own schema takes, or Teams would refuse the whole zip', async () => {
    const zip = join(folder, 'schema.zip');
    await makePackage([...good, '--name', 'Our people', '--out', zip]);
    const files = await filesOf(zip);
    const { manifestVersion, localizationInfo } = await manifestIn(zip);
    const schema = await schemaOfLanguages(manifestVersion);
    for (const { file } of localizationInfo?.additionalLanguages ?? []) {
      const texts = JSON.parse(Buffer.from(files[file] ?? []).toString()) as Record<string, string>;
      expect(Object.keys(texts)).toEqual(expect.arrayContaining([...schema.required]));
      expect(texts['name.short']).toBe('Our people');
      for (const [place, text] of Object.entries(texts)) {
        const rules = schema.rulesOf(place);
        expect([place, rules === undefined]).toEqual([place, false]);
        expect(Array.from(text).length).toBeLessThanOrEqual(rules?.maxLength ?? Infinity);
      }
    }
  });

  it('says in each language what it says in English, at the same places', async () => {
    const zip = join(folder, 'languages.zip');
    await makePackage([...good, '--out', zip]);
    const files = await filesOf(zip);
    const { localizationInfo, bots } = await manifestIn(zip);
    const places = (bots?.[0]?.commandLists ?? []).flatMap(({ commands }, list) =>
      commands.map((_, at) => `bots[0].commandLists[${list}].commands[${at}].description`),
    );
    const lookup = ['title', 'description', 'parameters[0].title', 'parameters[0].description'];
    const wanted = [
      '$schema',
      'name.short',
      'description.short',
      'description.full',
      ...places,
    ].concat(lookup.map((text) => `composeExtensions[0].commands[0].${text}`));
    for (const { languageTag, file } of localizationInfo?.additionalLanguages ?? []) {
      const texts = JSON.parse(Buffer.from(files[file] ?? []).toString()) as object;
      expect([languageTag, Object.keys(texts)]).toEqual([languageTag, wanted]);
      expect(Object.values(texts).filter((text) => text === '')).toEqual([]);
    }
    expect(localizationInfo?.additionalLanguages).toHaveLength(localeFiles.length - 1);
  });

  it('names this organization’s bot and domain everywhere, and none of the placeholders', async () => {
    const zip = join(folder, 'filled.zip');
    await makePackage([...good, '--out', zip]);
    const manifest = await manifestIn(zip);
    expect(await complaintsOf(manifest)).toEqual([]);
    expect(manifest.id).toBe(id);
    expect(manifest.bots?.map(({ botId }) => botId)).toEqual([id]);
    expect(manifest.composeExtensions?.map(({ botId }) => botId)).toEqual([id]);
    expect(manifest.validDomains).toEqual(['directory.example.org']);
    expect(manifest.developer.websiteUrl).toBe('https://directory.example.org');
    expect(JSON.stringify(manifest)).not.toMatch(/00000000-0000|rollcall\.example\.com/);
    expect(manifest.bots?.[0]?.commandLists).toEqual(readManifest().bots?.[0]?.commandLists);
  });

  it('takes the name, the version and the pages that it is given', async () => {
    const zip = join(folder, 'named.zip');
    const { stdout } = await makePackage(
      [...good, '--out', zip, '--name', 'People', '--version', '3.0.1', '--developer', 'Example IT']
        .concat('--privacy', 'https://example.org/privacy')
        .concat('--terms', 'https://example.org/terms'),
    );
    expect(stdout).toContain('People 3.0.1 for directory.example.org');
    expect(await manifestIn(zip)).toMatchObject({
      name: { short: 'People' },
      version: '3.0.1',
      developer: {
        name: 'Example IT',
        websiteUrl: 'https://directory.example.org',
        privacyUrl: 'https://example.org/privacy',
        termsOfUseUrl: 'https://example.org/terms',
      },
    });
  });

  it('is the same to the byte whenever and wherever it is made, so that two can be compared', async () => {
    const [one, other] = [join(folder, 'one.zip'), join(folder, 'other.zip')];
    await makePackage([...good, '--out', one], 'Pacific/Auckland');
    await makePackage([...good, '--out', other], 'America/Los_Angeles');
    expect((await readFile(one)).equals(await readFile(other))).toBe(true);
  });

  it('isn’t made at all without an app id: a sentence, and an exit that a script notices', async () => {
    const zip = join(folder, 'never.zip');
    const refused = makePackage(['--domain', 'directory.example.org', '--out', zip]);
    await expect(refused).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^--app-id must be the app id of the bot’s registration/),
    });
    await expect(readFile(zip)).rejects.toThrow('ENOENT');
  });
});
