import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { metrics } from '../../../src/infra/telemetry/metrics.ts';

const read = (name: string) => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
const names = Object.keys(metrics).toSorted();

describe('whoever runs the product', () => {
  it('finds every metric explained as it is, and none that isn’t there', () => {
    const rows = read('docs/operations.md').matchAll(
      /^\| `(rollcall[\w.]+)` +\| (\w+) +\| `([^`]+)` +\| ([^|]+?) +\| ([^|]+?) +\|$/gm,
    );
    const told = Object.fromEntries(
      Array.from(rows, ([, name = '', kind, unit, attributes = '', meaning]) => [
        name,
        { kind, unit, meaning, attributes: attributes.match(/\w+/g) },
      ]),
    );
    expect(told).toEqual(metrics);
  });

  it('sees every metric on the dashboard, and no line that stays empty for ever', () => {
    const { items } = JSON.parse(read('infra/workbook.json')) as {
      items: { name: string; content: { query?: string } }[];
    };
    const queries = items.flatMap(({ content: { query } }) => query ?? []);
    const drawn = queries.flatMap((query) => query.match(/rollcall\.[\w.]+/g) ?? []);
    expect([...new Set(drawn)].toSorted()).toEqual(names);
    for (const query of queries) {
      const [name] = query.match(/rollcall\.[\w.]+/g) ?? [];
      const asked = Array.from(query.matchAll(/customDimensions\.(\w+)/g), ([, each]) => each);
      if (name === undefined) {
        // The names of spans: src/infra/telemetry/instrument-turns.ts.
        expect(query).toContain('startswith "turn "');
        continue;
      }
      expect(metrics[name as keyof typeof metrics].attributes).toEqual(
        expect.arrayContaining(asked),
      );
    }
    expect(read('infra/modules/observability.bicep')).toContain(
      "loadTextContent('../workbook.json')",
    );
  });
});
