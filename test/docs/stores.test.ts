import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { errorCodes } from '../../src/errors.ts';
import { containerNames, queueNames, tableNames } from '../../src/storage/ensure.ts';
import { read, root } from './documents.ts';

const section = (document: string, title: string) =>
  read(document).split(`\n## ${title}\n`)[1]?.split('\n## ')[0] ?? '';

const firstCells = (table: string) =>
  Array.from(table.matchAll(/^\| `(\w+)` +\|/gm), ([, name]) => name ?? '');

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
    expect(containers).toEqual(Object.values(containerNames));
    expect(firstCells(section('docs/stores.md', 'Queues'))).toEqual(Object.values(queueNames));
  });

  it('every error code that the operator’s page names', () => {
    const named = read('docs/when-things-go-wrong.md').matchAll(/`(file-[a-z-]+)`/g);
    for (const [, code] of named) expect(errorCodes).toContain(code);
  });

  it('every line of the log that docs/logs.md explains is one that is written', () => {
    const sources = readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(path.join(root, 'src', file), 'utf8'))
      .join('\n');
    const table = section('docs/logs.md', 'What is said, and what to think of it');
    const lines = Array.from(table.matchAll(/^\| (?:info|warn|error|debug) +\| ([^|]+)\|/gm));
    expect(lines.length).toBeGreaterThan(10);
    for (const [, cell = ''] of lines) {
      for (const [, message] of cell.matchAll(/`([^`]+)`/g)) {
        expect(sources).toContain(`'${String(message)}'`);
      }
    }
  });
});
