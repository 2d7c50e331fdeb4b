import { describe, expect, it } from '@jest/globals';
import type { Operation } from '../../src/domain/operations/operation.ts';
import { cancelOperation, changeOperation } from '../../src/jobs/change-operation.ts';
import { sampleOperation } from '../support/sample-operation.ts';
import { memoryOperations } from './memory-operations.ts';

const now = () => Date.parse('2026-03-15T12:00:00Z');
const endedAt = '2026-03-15T12:00:00.000Z';

function rig(facts: Partial<Operation>) {
  const operation = sampleOperation({ tenant: 'sample', ...facts });
  return { operation, records: memoryOperations(operation) };
}

describe('the record of an operation', () => {
  it('is decided again if another process changed it meanwhile', async () => {
    const { operation, records } = rig({ state: 'queued' });
    const seen: string[] = [];
    const result = await changeOperation(records.store, operation, (latest) => {
      seen.push(latest.state);
      if (seen.length === 1) records.change(operation, { state: 'applying' });
      return { ...latest, rowsDone: 7 };
    });
    expect(seen).toEqual(['queued', 'applying']);
    expect(result).toMatchObject({ changed: true, operation: { state: 'applying', rowsDone: 7 } });
    expect(records.now(operation)).toEqual(result?.operation);
  });

  it('stays as it is if nothing is to be changed, and is none if there is none', async () => {
    const { operation, records } = rig({ state: 'queued' });
    const left = await changeOperation(records.store, operation, () => undefined);
    expect(left).toEqual({ changed: false, operation: records.now(operation) });
    records.lose(operation);
    expect(await changeOperation(records.store, operation, (latest) => latest)).toBeUndefined();
  });
});

describe('an operation that is cancelled', () => {
  it.each(['choosing', 'preview', 'queued'] as const)('ends at once: %s', async (state) => {
    const { operation, records } = rig({ state });
    const also = () => ({ rowsDone: 3 });
    const result = await cancelOperation(records.store, operation, now, also);
    expect(result?.changed).toBe(true);
    expect(records.now(operation)).toMatchObject({ state: 'cancelled', endedAt, rowsDone: 3 });
    expect(records.now(operation)?.cancelAsked).toBeUndefined();
  });

  it('while it is written is asked to end, once', async () => {
    const { operation, records } = rig({ state: 'applying' });
    const first = await cancelOperation(records.store, operation, now);
    expect(first).toMatchObject({ changed: true, operation: { cancelAsked: true } });
    expect(records.now(operation)).toMatchObject({ state: 'applying', cancelAsked: true });
    expect((await cancelOperation(records.store, operation, now))?.changed).toBe(false);
  });

  it.each(['completed', 'failed', 'cancelled'] as const)('stays %s', async (state) => {
    const { operation, records } = rig({ state });
    expect((await cancelOperation(records.store, operation, now))?.changed).toBe(false);
    expect(records.now(operation)?.state).toBe(state);
  });
});
