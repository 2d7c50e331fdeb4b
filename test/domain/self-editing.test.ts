import { describe, expect, it } from '@jest/globals';
import type { AttributeDefinition } from '../../src/domain/attributes.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  keysToEdit,
  packSelfEditable,
  parseSelfEditable,
  selfEditable,
} from '../../src/domain/self-editing.ts';

const [chosen] = selfEditable;
if (chosen === undefined) throw new Error('there is one at least');
const person = (facts: Partial<Person> = {}): Person => ({
  ...{ id: 'a', network: 'Employee', source: 'entra', linked: true },
  ...{ addedAt: '', changedAt: '', changedBy: { id: '', name: '' }, fields: {}, history: [] },
  ...facts,
});
const own = (facts: Partial<AttributeDefinition> = {}): AttributeDefinition => ({
  ...{ key: 'own_00000001', name: 'Desk', type: 'text', required: false, order: 1 },
  ...{ visibleTo: 'all', selfEdit: true, ...facts },
});

describe('what people may change in their own profile', () => {
  it('is what their organization chose and allows', () => {
    expect(keysToEdit(person(), [chosen], [own()])).toEqual([chosen, 'own_00000001']);
    expect(keysToEdit(person(), [], [])).toEqual([]);
  });

  it.each([
    { selfEdit: false },
    { visibleTo: 'admins' as const },
    { removedAt: '2026-03-01T00:00:00Z' },
  ])('isn’t an attribute like this: %j', (facts) => {
    expect(keysToEdit(person(), [], [own(facts)])).toEqual([]);
  });

  it('is nothing that Entra sets, and nothing of a guest or of who is deleted', () => {
    expect(keysToEdit(person({ locked: [chosen] }), [chosen], [own()])).toEqual(['own_00000001']);
    expect(keysToEdit(person({ linked: false }), [chosen], [own()])).toEqual([]);
    expect(keysToEdit(person({ deletedAt: '2026-03-01' }), [chosen], [own()])).toEqual([]);
  });

  it('is stored by name; anything else is left out', () => {
    // They say who a person is, and nothing refuses those that another person has.
    for (const key of ['email', 'employeeId']) expect(selfEditable).not.toContain(key);
    expect(parseSelfEditable(undefined)).toEqual([]);
    expect(parseSelfEditable(`email;network,${chosen}`)).toEqual([chosen]);
    expect(parseSelfEditable(packSelfEditable(selfEditable))).toEqual(selfEditable);
  });
});
