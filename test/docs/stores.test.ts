import { parseJobMessage } from '../../src/domain/operations/job-message.ts';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCodes } from '../../src/errors.ts';
import { inboxName } from '../../src/infra/storage/connect.ts';
import { containerNames, queueNames, tableNames } from '../../src/infra/storage/ensure.ts';
import { codeOf, read, root } from './documents.ts';

const section = (document: string, title: string) =>
  read(document).split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

const firstCells = (table: string) =>
  Array.from(table.matchAll(/^\| `(\w+)` +\|/gm), ([, name]) => name ?? '');

const sourcesIn = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n');

describe('an operator who looks into the storage finds it described:', () => {
  it('every table', () => {
    const headings = Array.from(
      section('docs/stores.md', 'Tables').matchAll(/^### (.+)$/gm),
      ([, heading = '']) => heading,
    );
    const named = headings
      .flatMap((heading) => Array.from(heading.matchAll(/`(\w+)`/g), ([, name = '']) => name))
      .filter((name) => name !== tableNames.people('f'));
    const { people, ...others } = tableNames;
    expect(named.toSorted()).toEqual([people('0'), ...Object.values(others)].toSorted());
  });

  it('every container and every queue', () => {
    const containers = firstCells(section('docs/stores.md', 'Containers'));
    expect(containers).toEqual([...Object.values(containerNames), inboxName]);
    expect(firstCells(section('docs/stores.md', 'Queues'))).toEqual(Object.values(queueNames));
  });

  it('every kind of row of an organization', () => {
    const rows = section('docs/stores.md', 'Tables').split('### `organizations`')[1] ?? '';
    const told = rows.split('\n### ')[0]?.matchAll(/`(\w+)\\\|/g) ?? [];
    const written = sourcesIn('src/infra/storage').matchAll(
      /[`'](\w+)\|(?:['$]|(?:settings|state)')/g,
    );
    expect(new Set(Array.from(told, ([, prefix]) => prefix))).toEqual(
      new Set(
        Array.from(written, ([, prefix]) => prefix).filter((prefix) => prefix !== 'dialogue'),
      ),
    );
  });

  it('every message of the queue of jobs', () => {
    const row = /^\| `jobs`[^]*?(?=^\| `deliveries`)/m.exec(section('docs/stores.md', 'Queues'));
    const types = Array.from(row?.[0].matchAll(/"([a-z-]+)"/g) ?? [], ([, type]) => type);
    expect(types).toHaveLength(15);
    const at = '2026-01-01T00:00:00.000Z';
    const person = '0'.repeat(32);
    const erased = { person, reference: '0'.repeat(16), by: 'a' };
    const ids = { v: 1, tenant: 't', operation: 'o', schedule: 's', group: 'g', at, ...erased };
    for (const type of types) expect(parseJobMessage({ ...ids, type })).toMatchObject({ type });
  });

  it('every error code that the operator’s page names', () => {
    const named = read('docs/when-things-go-wrong.md').matchAll(/`(file-[a-z-]+)`/g);
    for (const [, code] of named) expect(errorCodes).toContain(code);
  });

  it('every line of the log that docs/logs.md explains is one that is written', () => {
    const sources = sourcesIn('src');
    const table = section('docs/logs.md', 'Messages and what to do');
    const lines = Array.from(table.matchAll(/^\| (?:info|warn|error|debug) +\| ([^|]+)\|/gm));
    expect(lines.length).toBeGreaterThan(10);
    for (const [, cell = ''] of lines) {
      for (const [, message] of cell.matchAll(/`([^`]+)`/g)) {
        expect(sources).toContain(`'${String(message)}'`);
      }
    }
  });

  it('every warning and error that the product writes, in docs/logs.md', () => {
    const written = sourcesIn('src/bot')
      .concat(...['edge', 'jobs', 'app', 'features'].map((folder) => sourcesIn(`src/${folder}`)))
      .concat(['lifecycle', 'main'].map((file) => read(`src/${file}.ts`)).join(''))
      .matchAll(/\.(?:warn|error)\([^;]*?,\s*'([^']+)',?\s*\)/g);
    const messages = Array.from(written, ([, message = '']) => message);
    expect(messages.length).toBeGreaterThan(12);
    for (const message of messages) expect(codeOf('docs/logs.md')).toContain(message);
  });
});
