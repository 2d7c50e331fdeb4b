import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pressBy } from '../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';
import { sampleOperation } from '../support/sample-operation.ts';
import type { SeenCard, TeamsClient } from '../support/teams-client.ts';

const others = Array.from({ length: 12 }, (_, index) => `filler-${String(index + 10)}.csv`);
const june = (day: number) => Date.UTC(2025, 5, day, 12);

let rollcall: TestRollcall;
let tara: TeamsClient;
beforeAll(async () => {
  rollcall = await startRollcall();
  ({ tara } = rollcall.teams);
  await keep('odd.csv', june(2), {
    state: 'failed',
    failure: { code: 'no-phone-column', details: {} },
  });
  await keep('east.csv', june(3), { by: { id: 'ed', name: 'Ed "o’Hara"' }, network: 'Others' });
  await keep('gone', june(4), {
    by: { id: 'ed', name: 'Ed' },
    network: undefined,
    bulk: { what: 'moved', network: 'Others', people: [] },
  });
  // At the end of June in UTC it is July in Auckland.
  await keep('turn.csv', Date.UTC(2025, 5, 30, 20), {});
  for (const [index, name] of others.entries()) await keep(name, Date.UTC(2026, 1, 1 + index), {});
});
afterAll(() => rollcall.stop());

async function keep(fileName: string, at: number, facts: object) {
  const { tenantId: tenant } = tara.person;
  const operation = sampleOperation({ tenant, fileName, state: 'completed', ...facts }, at);
  await rollcall.storage.operations.create(operation);
}

async function history(): Promise<SeenCard> {
  await tara.say('import history');
  return tara.waitForCard((card) => card.titles.includes('Filter by…'));
}

const filesOn = ({ text }: SeenCard) => text.match(/[a-z]+(?:-\d+)?\.csv|gone/gu) ?? [];

describe('the filters of a history', () => {
  it.each([
    ['the person who started it', { by: 'ed' }, ['east.csv']],
    ['a status', { status: 'Failed' }, ['odd.csv']],
    ['a network', { network: 'Others' }, ['east.csv']],
    [
      'a month, in the reader’s time zone',
      { month: '2025-06' },
      ['turn.csv', 'east.csv', 'odd.csv'],
    ],
    ['several at once', { month: '2025-06', by: 'ed', status: 'Completed' }, ['east.csv']],
    ['what nothing matches', { month: '2024-01' }, []],
  ])('find entries by %s', async (_what, inputs, files) => {
    const found = await tara.pressed(await history(), 'Filter', inputs);
    expect(filesOn(found).filter((file) => file !== 'gone')).toEqual(files);
  });

  it('find a move of selected people by its network and its admin', async () => {
    for (const inputs of [{ network: 'Others' }, { by: 'ed' }]) {
      const found = await tara.pressed(await history(), 'Filter', inputs);
      expect(found.text).toMatch(/Others[^]*east\.csv/u);
    }
  });

  it('stay from page to page, and end with Show all', async () => {
    const first = await tara.pressed(await history(), 'Filter', { by: 'admin-1' });
    expect(first.text).toContain('Started by: Tara');
    const second = await tara.pressed(first, 'Next');
    const last = await tara.pressed(second, 'Next');
    expect(last.text).toContain('Started by: Tara');
    expect(filesOn(last)).toEqual(['filler-11.csv', 'filler-10.csv', 'turn.csv', 'odd.csv']);
    const all = await tara.pressed(last, 'Show all');
    expect(all.text).not.toContain('Started by: Tara');
  });

  it('that a client made up show nothing as if they were applied', async () => {
    const verb = 'show-history';
    const data = { v: 1, verb, kind: 'import', trail: [], status: 'Lost' };
    const outcome = await tara.send(pressBy(tara, verb, data));
    expect(JSON.stringify(outcome)).not.toContain('filler-');
  });
});

it('a failed import says why in the history, and opens', async () => {
  const found = await tara.pressed(await history(), 'Filter', { status: 'Failed' });
  expect(found.text).toMatch(/phone/iu);
  expect(found.titles).toContain('Open');
});
