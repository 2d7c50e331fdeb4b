import { hash } from 'node:crypto';
import { z } from 'zod';
import type { AttributeDefinition } from './attributes.ts';
import type { Operation } from './operations/operation.ts';
import { shards } from './person-id.ts';
import type { Actor } from './person.ts';
import type { Role } from './roles.ts';

/*
 * The archive of an organization: a zip file of JSON lines, with a manifest as its last file. It has people,
 * settings and history, and nothing that depends on the deployment that wrote it.
 */

export const archiveFormat = 'rollcall-archive';
/** Of the archive's form. Readers refuse later ones. */
export const archiveVersion = 1;
export const manifestName = 'manifest.json';

export const archiveParts = {
  /** settings, attributes, roles, and which phone, account and pair leads to whom: an `OrganizationLine` each */
  organization: 'organization.jsonl',
  /** people of a shard, by id, as `Person` */
  people: (shard: string) => `people-${shard}.jsonl`,
  /** ended operations, as `ArchivedOperation` */
  operations: 'operations.jsonl',
  /** as `AuditEntry` */
  audit: 'audit.jsonl',
} as const;

/** The files of an archive before its manifest, in their order. */
export const partNames: readonly string[] = [
  archiveParts.organization,
  ...shards.map((shard) => archiveParts.people(shard)),
  archiveParts.operations,
  archiveParts.audit,
];

export const manifestSchema = z.object({
  format: z.literal(archiveFormat),
  version: z.number().int().positive(),
  /** version of the product that wrote it */
  product: z.string().max(50),
  tenant: z.string().max(100),
  /** ISO 8601, UTC */
  at: z.iso.datetime(),
  people: z.number().int().nonnegative(),
  /** deleted people who could still be restored */
  deleted: z.number().int().nonnegative(),
  /** people whose record couldn't be read */
  unreadable: z.number().int().nonnegative(),
  parts: z
    .array(
      z.object({
        name: z.string().max(100),
        lines: z.number().int().nonnegative(),
        /** unpacked */
        bytes: z.number().int().nonnegative(),
        /** of the unpacked bytes, in hex */
        sha256: z.string().regex(/^[0-9a-f]{64}$/u),
      }),
    )
    .max(100),
});
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * The code that an admin compares to see that an archive is the one that was exported. It changes with each byte of the manifest, and so
 * of all parts, whose hashes are in it. Sixteen hexadecimal digits, in groups of four.
 */
export function checkCodeOf(manifest: Buffer): string {
  const digits = hash('sha256', manifest, 'hex').slice(0, 16).toUpperCase();
  return digits.replaceAll(/.{4}(?=.)/gu, '$&-');
}

export type OrganizationLine =
  /** the secret that people's ids are derived with */
  | { readonly kind: 'secret'; readonly identitySecret: string }
  | { readonly kind: 'setting'; readonly name: string; readonly value: string }
  | { readonly kind: 'attribute'; readonly attribute: AttributeDefinition }
  | {
      readonly kind: 'role';
      readonly person: string;
      readonly role: Role;
      readonly name: string;
      readonly at?: string;
      readonly by?: Actor;
    }
  /** the id derived from a phone, and whose it is */
  | {
      readonly kind: 'alias';
      readonly derived: string;
      readonly person: string;
      readonly at: string;
    }
  | {
      readonly kind: 'account';
      readonly entraId: string;
      readonly person: string;
      readonly at: string;
    }
  /** two records that are two people */
  | { readonly kind: 'apart'; readonly people: readonly [string, string] }
  | { readonly kind: 'sync'; readonly settings: unknown };

/** An operation as an archive keeps it: nothing of its files, its questions, or where its card is. */
export type ArchivedOperation = Omit<
  Operation,
  | 'tenant'
  | 'etag'
  | 'card'
  | 'checkpoint'
  | 'original'
  | 'errorLog'
  | 'contents'
  | 'brings'
  | 'broughtIn'
  | 'preview'
  | 'question'
  | 'answers'
  | 'decided'
>;

export function archivedOperation(operation: Operation): ArchivedOperation {
  const {
    tenant: _tenant,
    etag: _etag,
    card: _card,
    checkpoint: _checkpoint,
    ...facts
  } = operation;
  const {
    original: _original,
    errorLog: _log,
    contents: _contents,
    brings: _brings,
    broughtIn: _in,
    ...rest
  } = facts;
  const {
    preview: _preview,
    question: _question,
    answers: _answers,
    decided: _decided,
    ...kept
  } = rest;
  return kept;
}
