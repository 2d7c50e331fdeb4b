import { expect, it } from '@jest/globals';
import type { IncomingIdentity } from '../../../src/domain/provisioning.ts';
import { createDecideHeld } from '../../../src/features/people/decide-held.ts';
import type { PeopleProvisioning } from '../../../src/features/people/provisioning.ts';
import { admin, tenant } from './rig.ts';

it.each([
  { answer: 'add', does: 'addAsNew' },
  { answer: 'update', does: 'provision' },
  { answer: 'skip', does: undefined },
] as const)('a held person answered with "$answer": $does', async ({ answer, does }) => {
  const done: unknown[] = [];
  const note =
    (what: string) =>
    (...given: readonly unknown[]) => {
      done.push([what, ...given]);
      return Promise.resolve();
    };
  const decide = createDecideHeld({
    addAsNew: note('addAsNew'),
    provision: note('provision'),
  } as unknown as PeopleProvisioning);
  const incoming = { entraId: 'entra-1', fields: {} } as unknown as IncomingIdentity;
  await decide(tenant, admin, incoming, answer);
  expect(done).toEqual(does === undefined ? [] : [[does, tenant, admin, incoming]]);
});
