import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createRateLimiter, type RateLimiter } from '../../../src/features/notices/rate-limiter.ts';
import { metrics } from '../../../src/infra/telemetry/metrics.ts';
import { instrumentThrottling } from '../../../src/infra/telemetry/instrument-throttling.ts';
import { eventually } from '../../support/eventually.ts';
import { invokeBy, pressBy } from '../../support/invokes.ts';
import { startRollcall, type TestRollcall } from '../../support/rollcall.ts';
import { recordTelemetry } from './recorder.ts';

const file =
  'Phone number,First name,Last name\r\n+44 20 7946 0101,Ada,Invented\r\n+44 20 7946 0102,Bo,Invented\r\n';

/** Notices and cards have to wait, however much time passes between them. */
function everySecondOneWaits(): RateLimiter {
  const limiter = createRateLimiter(() => Date.now(), { thread: [], tenant: [] });
  let asked = 0;
  return {
    ...limiter,
    take: (...given) => ((asked += 1) % 2 === 0 ? 1 : limiter.take(...given)),
  };
}

describe('whoever runs the product sees in numbers', () => {
  let rollcall: TestRollcall;
  let stopCounting: () => void;
  const seen = recordTelemetry();
  beforeAll(async () => {
    stopCounting = instrumentThrottling(seen.telemetry, { storage: [], graph: [] });
    rollcall = await startRollcall({
      parts: {
        telemetry: seen.telemetry,
        rateLimiter: everySecondOneWaits(),
      },
    });
  });
  afterAll(async () => {
    await rollcall.stop();
    stopCounting();
  });

  it('turns, by type and by how they ended', async () => {
    const { tara, mika } = rollcall.teams;
    await tara.ask('help');
    await mika.say('directory');
    await mika.waitForMessage(() => true);
    await tara.send(pressBy(tara, 'nonsense', { v: 1, verb: 'nonsense' }));
    await tara.send(invokeBy(tara, 'application/search', {}));
    const turns = () =>
      seen
        .of('rollcall.turn.duration')
        .map(({ attributes: { type, outcome } }) => `${type} ${outcome}`);
    await eventually(() => {
      expect(turns()).toEqual(
        expect.arrayContaining([
          'message answered',
          'message told-why-not',
          'press told-why-not',
          'search answered',
        ]),
      );
      return Promise.resolve();
    });
    for (const { value } of seen.of('rollcall.turn.duration'))
      expect(value).toBeGreaterThanOrEqual(0);
    expect(seen.spans).toContainEqual(
      expect.objectContaining({
        name: 'turn message',
        attributes: expect.objectContaining({ outcome: 'told-why-not', error: 'not-an-admin' }),
      }),
    );
  });

  it('an import: its jobs, how long they waited, rows, and that its admin was told', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('secret-crew.csv', file);
    const preview = await tara.waitForCard((card) => card.titles.includes('Import'));
    await tara.press(preview, 'Import');
    await eventually(() => {
      expect(seen.of('rollcall.notice.outcomes', { outcome: 'sent' })).toHaveLength(1);
      return Promise.resolve();
    });
    for (const type of ['plan-import', 'apply-import']) {
      const done = { queue: 'jobs', type, outcome: 'done' };
      expect(seen.of('rollcall.job.duration', done)).toHaveLength(1);
      expect(seen.of('rollcall.job.deliveries', { type })).toHaveLength(1);
      expect(seen.of('rollcall.queue.wait', { queue: 'jobs', type })).toHaveLength(1);
    }
    for (const step of ['plan', 'apply']) {
      expect(seen.of('rollcall.rows', { step }).map(({ value }) => value)).toEqual([2]);
      expect(seen.of('rollcall.rows.rate', { step })[0]?.value).toBeGreaterThan(0);
    }
    expect(
      seen.of('rollcall.job.duration', { queue: 'deliveries', type: 'notice' }).length,
    ).toBeGreaterThan(0);
    const apply = seen.spans.find(({ name }) => name === 'jobs apply-import');
    expect(apply?.attributes.operation).toMatch(/^\d{13}-[0-9a-f]{16}$/);
  });

  it('an import that fails for good, with its try', async () => {
    const { tara } = rollcall.teams;
    await tara.say('import employees');
    await tara.sendFile('nothing-in-it.csv', 'Colour,Size\r\nred,1\r\n');
    await eventually(() => {
      expect(
        seen.of('rollcall.job.tries', { type: 'plan-import', outcome: 'failed-for-good' }),
      ).toHaveLength(1);
      return Promise.resolve();
    });
    const failed = { type: 'plan-import', outcome: 'failed-for-good' };
    await eventually(() => {
      expect(seen.of('rollcall.job.duration', failed)).toHaveLength(1);
      return Promise.resolve();
    });
    expect(seen.spans.some(({ failed: reason }) => reason === 'failed-for-good')).toBe(true);
  });

  it('that Teams says "not now", what becomes of the notice, and what the pace costs', async () => {
    const { tara, switches } = rollcall.teams;
    await tara.say('export');
    const card = await tara.waitForCard((each) => each.titles.includes('Create request'));
    switches.set({ connector: { answer: '429 TooManyRequests', times: 1, call: 'send' } });
    await tara.press(card, 'Create request');
    await eventually(() => {
      expect(seen.of('rollcall.throttled', { service: 'teams', status: '429' })).toHaveLength(1);
      return Promise.resolve();
    });
    await eventually(() => {
      expect(seen.of('rollcall.notice.outcomes', { outcome: 'again', reason: '429' })).toHaveLength(
        1,
      );
      return Promise.resolve();
    });
    expect(seen.of('rollcall.pace.wait').length).toBeGreaterThan(0);
  });

  it('that messages wait, also when nobody takes them', async () => {
    await eventually(() => {
      expect(seen.of('rollcall.queue.oldest', { queue: 'jobs' }).length).toBeGreaterThan(0);
      return Promise.resolve();
    });
    expect(seen.of('rollcall.queue.length', { queue: 'deliveries' }).length).toBeGreaterThan(0);
  });

  it('and no person, file or organization in any of it', () => {
    const told = JSON.stringify([seen.measured.map(({ attributes }) => attributes), seen.spans]);
    expect(seen.measured.length).toBeGreaterThan(20);
    const { tara, mika } = rollcall.teams;
    const secrets = ['secret-crew', 'Invented', '7946', 'Colour', 'nonsense'];
    for (const { person } of [tara, mika]) {
      secrets.push(person.name, person.aadObjectId, person.tenantId);
    }
    for (const secret of secrets) expect(told).not.toContain(secret);
    for (const { metric, attributes } of seen.measured) {
      expect(Object.keys(attributes).sort()).toEqual([...metrics[metric].attributes].sort());
    }
  });
});
