import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { heldAnswers } from '../../domain/provisioning.ts';
import type { HeldPeopleStore, HeldPerson } from '../../features/sync/ports.ts';
import { createJsonRows } from './json-rows.ts';

/** People put on hold by syncs until an admin identifies them, in the table `organizations`: rows `held|<Entra object id>`. */
export function createHeldPeopleStore(table: TableClient): HeldPeopleStore {
  const rows = createJsonRows<HeldPerson>({
    table,
    prefix: 'held|',
    column: 'held',
    maxColumns: 4,
    schema: schema as unknown as z.ZodType<HeldPerson>,
  });
  return {
    all: (tenant) => rows.all(tenant),
    read: (tenant, entraId) => rows.read(tenant, entraId),
    async put(tenant, { ...person }) {
      const facts = schema.parse(person) as unknown as HeldPerson;
      for (;;) {
        const there = await rows.read(tenant, facts.entraId);
        if ((await rows.write(tenant, facts.entraId, facts, there?.etag)) !== 'conflict') return;
      }
    },
    remove: (tenant, entraId) => rows.remove(tenant, entraId),
  };
}

const actor = z.object({ id: z.string(), name: z.string() });
const schema = z.object({
  entraId: z.string(),
  at: z.string(),
  name: z.string(),
  phone: z.string(),
  held: z.object({
    why: z.enum(['new-phone', 'someone-else', 'several']),
    key: z.enum(['phone', 'entraId', 'email', 'employeeId']),
    person: z.object({ id: z.string(), name: z.string(), phone: z.string() }),
    others: z.array(z.string()),
    fingerprint: z.string(),
  }),
  changes: z.array(z.object({ field: z.string(), before: z.string(), after: z.string() })),
  incoming: z.looseObject({ source: z.literal('entra'), isEmployee: z.boolean() }),
  answer: z.enum(heldAnswers).exactOptional(),
  answeredBy: actor.exactOptional(),
});
