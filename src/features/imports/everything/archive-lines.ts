import { z } from 'zod';
import type { ArchivedOperation, OrganizationLine } from '../../../domain/archive.ts';
import {
  attributeTypes,
  builtInAttributes,
  isOwnKey,
  maxSuggested,
} from '../../../domain/attributes.ts';
import type { AuditEntry } from '../../../domain/audit.ts';
import { networks } from '../../../domain/network.ts';
import {
  isEnded,
  isOperationId,
  operationKinds,
  operationStates,
} from '../../../domain/operations/operation.ts';
import type { Person } from '../../../domain/person.ts';

/*
 * The lines of an archive as they are read back. An archive comes from outside: what has another form is refused before
 * anything is written, since a row that nobody can read would break the directory.
 */

/** Longer than any value that a form or file can bring. */
const longText = 10_000;
const word = z.string().max(200);
// U+0000 separates values where people are compared.
const text = z
  .string()
  .max(longText)
  .refine((value) => !value.includes('\u0000'));
const moment = z.union([z.literal(''), z.iso.datetime()]);
const personId = z.string().regex(/^[0-9a-f]{32}$/u);
const actor = z.object({ id: word, name: text });
const attributeKey = z
  .string()
  .refine((key) => (builtInAttributes as readonly string[]).includes(key) || isOwnKey(key));
const source = z.enum(['admin', 'group', 'signin', 'entra']);
const locked = z.array(attributeKey).max(100).optional();
const keys = z.array(text).max(1_000).optional();
const alsoKnownBy = z.object({ email: keys, employeeId: keys }).optional();
const changes = z.array(z.object({ field: word, before: text, after: text })).max(200);
const operationId = z.string().refine(isOperationId);

const historyEntry = z.object({
  at: moment,
  by: actor,
  operation: operationId.optional(),
  undoes: operationId.optional(),
  via: source.optional(),
  changes,
  accountBefore: z
    .object({ source, linked: z.boolean(), entraId: word.optional(), locked })
    .optional(),
});

const fields = z
  .record(attributeKey, text)
  .refine(({ phone, email }) => isPhone(phone) && (email === undefined || email.includes('@')));

/** People are recognized by their number, so it has to be in the form in which it is looked for. */
function isPhone(phone: string | undefined): boolean {
  return phone === undefined || /^\+[1-9]\d{4,14}$/u.test(phone);
}

const person = z.object({
  id: personId,
  network: z.enum(networks),
  fields,
  source,
  linked: z.boolean(),
  entraId: word.optional(),
  locked,
  signedIn: z.literal(true).optional(),
  absorbed: z.array(personId).max(900).optional(),
  mergedInto: personId.optional(),
  mergeNote: z
    .object({
      at: moment,
      changes,
      alsoKnownBefore: alsoKnownBy,
      undoing: z.literal(true).optional(),
    })
    .optional(),
  alsoKnownBy,
  addedAt: moment,
  addedIn: operationId.optional(),
  addedBy: actor.optional(),
  changedAt: moment,
  changedBy: actor,
  changedIn: operationId.optional(),
  history: z.array(historyEntry).max(20),
  deletedAt: z.iso.datetime().optional(),
});

const attribute = z.object({
  key: z.string().refine(isOwnKey),
  name: word,
  type: z.enum(attributeTypes),
  required: z.boolean(),
  visibleTo: z.enum(['all', 'admins']),
  selfEdit: z.literal(true).optional(),
  suggested: z.array(word).max(maxSuggested).optional(),
  order: z.number().optional(),
  removedAt: z.iso.datetime().optional(),
});

const organization = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secret'), identitySecret: z.string().min(32).max(200) }),
  z.object({ kind: z.literal('setting'), name: z.string().regex(/^\w{1,40}$/u), value: text }),
  z.object({ kind: z.literal('attribute'), attribute }),
  z.object({
    kind: z.literal('role'),
    person: word.min(1),
    role: z.enum(['tenant-admin', 'organization-admin']),
    name: text,
    at: moment.optional(),
    by: actor.optional(),
  }),
  z.object({ kind: z.literal('alias'), derived: personId, person: personId, at: moment }),
  z.object({ kind: z.literal('account'), entraId: word.min(1), person: personId, at: moment }),
  z.object({ kind: z.literal('apart'), people: z.tuple([personId, personId]) }),
  z.object({ kind: z.literal('sync'), settings: z.unknown() }),
]);

const count = z.number().int().nonnegative();
const counts = z.object({
  added: count,
  updated: count,
  unchanged: count,
  rejected: count,
  leftOut: count.optional(),
  deleted: count.optional(),
  stayed: count.optional(),
});
/** A part of a record whose form its own readers check; it has to fit its column. */
const facts = z
  .looseObject({})
  .refine((value) => JSON.stringify(value).length < 30_000)
  .optional();
const timeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).format(0) !== '';
  } catch {
    return false;
  }
});

const operation = z.object({
  kind: z.enum(operationKinds),
  id: operationId,
  state: z.enum(operationStates).refine(isEnded),
  at: z.iso.datetime(),
  by: actor,
  locale: word,
  timeZone: timeZone.optional(),
  fileName: text,
  fileBytes: count,
  isUtf8: z.boolean().optional(),
  network: z.enum(networks).optional(),
  mode: z.enum(['update', 'everyone', 'delete']).optional(),
  madeFrom: z.literal('list').optional(),
  counts,
  planned: counts.optional(),
  rowsTotal: count.optional(),
  rowsDone: count,
  tries: count,
  request: facts,
  exported: facts,
  schedule: word.optional(),
  sync: facts,
  undo: facts,
  bulk: facts,
  restores: facts,
  group: facts,
  undone: facts,
  confirmedAt: z.iso.datetime().optional(),
  confirmedBy: actor.optional(),
  endedAt: z.iso.datetime().optional(),
  cancelAsked: z.boolean().optional(),
  failure: z.object({ code: word, details: z.record(word, z.unknown()) }).optional(),
});

/** Before anybody could use the product. The audit is read month by month, from its first entry on. */
const earliest = '2020';

const auditEntry = z.object({
  id: z.string().regex(/^[0-9a-f]{16}$/u),
  at: z.iso.datetime().refine((at) => at >= earliest),
  by: actor,
  from: z.enum(['chat', 'import', 'export', 'sync', 'upkeep']),
  what: word,
  subject: z.object({
    type: z.enum(['person', 'role', 'attribute', 'operation', 'setting']),
    id: word,
    name: text.optional(),
  }),
  operation: word.optional(),
  changes,
});

/** The form of each kind of line; JSON has no `undefined`, so absent stays absent. */
export const lineSchemas = {
  person: person as unknown as z.ZodType<Person>,
  organization: organization as unknown as z.ZodType<OrganizationLine>,
  operation: operation as unknown as z.ZodType<ArchivedOperation>,
  audit: auditEntry as unknown as z.ZodType<AuditEntry>,
} as const;
