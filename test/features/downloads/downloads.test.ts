import { describe, expect, it } from '@jest/globals';
import type { LinkReader } from '../../../src/features/downloads/ports.ts';
import type { Standing } from '../../../src/domain/roles.ts';
import { AppError } from '../../../src/errors.ts';
import { downloadPath } from '../../../src/domain/public-paths.ts';
import { createDownloads } from '../../../src/features/downloads/downloads.ts';

const home = 'tenant-a';
const url = 'https://rollcall.example.com';
const file = { name: `${home}/import/1/original`, fileName: 'Leute – März.csv' };
const reader: LinkReader = {
  ...{ tenant: home, person: 'omar', locale: 'de-AT' },
  right: 'see-history',
};

/** A bot's links, with a clock, a store and roles that a test can change. */
function bot(given: { readonly url?: string } = { url }) {
  const now = { at: Date.UTC(2026, 10, 30) };
  const stored = new Set([file.name]);
  const standing: { is: Standing | 'away' } = { is: { role: 'organization-admin' } };
  const asked: string[] = [];
  const downloads = createDownloads({
    ...given,
    files: {
      link: (name, fileName, minutes) => Promise.resolve(`store:${name}|${fileName}|${minutes}`),
      exists: (name) => Promise.resolve(stored.has(name)),
    },
    keys: {
      of: (tenant) => Promise.resolve(Buffer.from(`key of ${tenant}`)),
      known(tenant) {
        asked.push(tenant);
        return Promise.resolve(Buffer.from(`key of ${tenant}`));
      },
    },
    minutes: 60,
    homeTenant: home,
    standingOf: () =>
      standing.is === 'away'
        ? Promise.reject(new AppError('storage-unreachable'))
        : Promise.resolve(standing.is),
    now: () => now.at,
  });
  const tokenOf = async (of = reader) =>
    (await downloads.link(file, of)).slice(`${url}${downloadPath}`.length);
  return { downloads, tokenOf, now, stored, standing, asked };
}

describe('a download link of Rollcall itself', () => {
  it('leads to the file for some minutes, as long as it works', async () => {
    const { downloads, tokenOf, now } = bot();
    const token = await tokenOf();
    expect(token).toMatch(/^[\w-]+\.[\w-]+$/);
    now.at += 60 * 60_000 - 1;
    expect(await downloads.open(token)).toEqual({ to: `store:${file.name}|${file.fileName}|10` });
  });

  it('says in the language of its person that it has expired', async () => {
    const { downloads, tokenOf, now } = bot();
    const token = await tokenOf();
    now.at += 60 * 60_000 + 1_000;
    expect(await downloads.open(token)).toEqual({ why: 'over', locale: 'de-AT' });
  });

  it('opens nothing for an admin who isn’t one any more', async () => {
    const { downloads, tokenOf, standing } = bot();
    const token = await tokenOf();
    standing.is = { role: 'member' };
    expect(await downloads.open(token)).toMatchObject({ why: 'refused' });
  });

  it('says that a file is gone, and that the storage is', async () => {
    const { downloads, tokenOf, stored, standing } = bot();
    const token = await tokenOf();
    stored.clear();
    expect(await downloads.open(token)).toMatchObject({ why: 'gone' });
    standing.is = 'away';
    expect(await downloads.open(token)).toEqual({ why: 'away', locale: 'de-AT' });
  });

  it('opens nothing else when it is altered, and nothing of another organization', async () => {
    const { downloads, tokenOf, asked } = bot();
    const [said = '', signature = ''] = (await tokenOf()).split('.');
    const facts = JSON.parse(Buffer.from(said, 'base64url').toString()) as object;
    const forged = (change: object) =>
      `${Buffer.from(JSON.stringify({ ...facts, ...change })).toString('base64url')}.${signature}`;
    const altered = [
      ...[forged({ n: `${home}/import/2/original` }), forged({ u: 9_999_999_999 })],
      ...[forged({ r: undefined }), forged({ p: 'tara' })],
      ...[
        said,
        `${said}.`,
        `${said}.${signature}x`,
        `${said}.AAAA`,
        '',
        '.',
        '%00',
        'a.b',
        'e30.e30',
      ],
    ];
    for (const token of altered) expect(await downloads.open(token)).toEqual({ why: 'unknown' });
    asked.length = 0;
    // Signed with the key of its own organization, and still not this bot's: nothing is even looked up.
    const other = await tokenOf({ ...reader, tenant: 'tenant-b' });
    expect(await downloads.open(other)).toEqual({ why: 'unknown' });
    expect(asked).toEqual([]);
  });

  it('can’t be pressed without end', async () => {
    const { downloads, tokenOf, now } = bot();
    const token = await tokenOf();
    for (let time = 0; time < 60; time += 1)
      expect(await downloads.open(token)).toHaveProperty('to');
    expect(await downloads.open(token)).toMatchObject({ why: 'busy' });
    now.at += 60_000;
    expect(await downloads.open(await tokenOf())).toHaveProperty('to');
  });
});

it('without an address of its own, a link leads to the storage, for as long as it works', async () => {
  const { downloads } = bot({});
  expect(await downloads.link(file, reader)).toBe(`store:${file.name}|${file.fileName}|60`);
});
