import { randomInt } from 'node:crypto';
import {
  daysKept,
  inOrder,
  maxAttributeNameLength,
  maxOwnAttributes,
  maxSuggested,
  maxSuggestedLength,
  type AttributeDefinition,
  type AttributeType,
  type OwnKey,
} from '../../domain/attributes.ts';
import { newAuditId, upkeep, type AuditEntry, type AuditLog } from '../../domain/audit.ts';
import type { Actor } from '../../domain/person.ts';
import { cleanText, hasControlCharacters, hasDamagedCharacters } from '../../domain/values.ts';
import { AppError } from '../../errors.ts';
import { defined } from '../../lib/defined.ts';
import { retryOnConflict } from '../../lib/retry-on-conflict.ts';
import type { AttributeStore } from './ports.ts';

/** The editable parts of an attribute. Its type can't be changed. */
export interface AttributeInput {
  readonly name: string;
  readonly type: AttributeType;
  readonly required: boolean;
  readonly visibleTo: AttributeDefinition['visibleTo'];
  /** absent: stays as it is */
  readonly selfEdit?: boolean;
  /** of a text: values to pick from; absent: they stay as they are */
  readonly suggested?: readonly string[];
  /** key of the attribute that it follows; `first`: it follows none; absent: it stays in its place */
  readonly after?: string;
}

export interface AttributeProblem {
  readonly problem:
    | 'name-missing'
    | 'name-too-long'
    | 'name-not-valid'
    | 'name-taken'
    | 'name-is-built-in'
    | 'too-many';
  /** with `name-taken`: the attribute that has the name; with `name-is-built-in`: the key of the built-in one */
  readonly with?: string;
}

/** An organization's own attributes. The caller checks permissions. */
export interface Attributes {
  /** In their order; removed ones only on request. */
  list(
    tenant: string,
    options?: { readonly removed?: boolean },
  ): Promise<readonly AttributeDefinition[]>;
  add(
    tenant: string,
    by: Actor,
    input: AttributeInput,
  ): Promise<{ readonly added: AttributeDefinition } | AttributeProblem>;
  /** @throws AppError `attribute-gone` */
  change(
    tenant: string,
    by: Actor,
    key: string,
    input: Omit<AttributeInput, 'type'>,
  ): Promise<{ readonly changed: AttributeDefinition } | AttributeProblem>;
  /** Its values are kept for 30 days. @throws AppError `attribute-gone` */
  remove(
    tenant: string,
    by: Actor,
    key: string,
  ): Promise<{ readonly removed: AttributeDefinition }>;
  /**
   * @param name a new name, if another attribute has taken the old one since
   * @throws AppError `attribute-gone`, also after 30 days
   */
  restore(
    tenant: string,
    by: Actor,
    key: string,
    name?: string,
  ): Promise<{ readonly restored: AttributeDefinition } | AttributeProblem>;
  /** Keys of attributes removed too long ago to be restored: their values can be erased. */
  expired(tenant: string): Promise<readonly OwnKey[]>;
  /** Deletes an expired attribute, once its values are erased. */
  forget(tenant: string, key: OwnKey): Promise<void>;
}

export interface AttributesDeps {
  readonly store: AttributeStore;
  readonly audit: Pick<AuditLog, 'record'>;
  /** @returns the built-in attribute that a column of this name maps to, if any */
  readonly meansBuiltIn: (name: string) => string | undefined;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

const keyLength = 8;
const keyDigits = '0123456789abcdefghijklmnopqrstuvwxyz';

const keptMs = daysKept * 24 * 3_600_000;
/** Clocks differ: an attribute that one process can still restore must not be erased by another. */
const clocksApartMs = 3_600_000;

type All = readonly AttributeDefinition[];
interface Decided {
  readonly attribute: AttributeDefinition;
  readonly before?: AttributeDefinition;
  /** where it goes: see AttributeInput */
  readonly after?: string | undefined;
}

export function createAttributes({ store, audit, meansBuiltIn, now }: AttributesDeps): Attributes {
  /** Decides based on all attributes, and again when one of them changed meanwhile. */
  function change(
    tenant: string,
    by: Actor,
    what: AuditEntry['what'],
    decide: (all: All) => Decided | AttributeProblem,
  ): Promise<AttributeDefinition | AttributeProblem> {
    return retryOnConflict('attributes', async () => {
      const { attributes, version } = await store.all(tenant);
      const decided = decide(attributes);
      if ('problem' in decided) return decided;
      const { attribute: wanted, before, after } = decided;
      const { attribute, moved, change: place } = placed(wanted, attributes, after);
      const changes = [...differences(before, attribute), ...place];
      if (changes.length === 0) return attribute;
      const entry: AuditEntry = {
        id: newAuditId(),
        at: new Date(now()).toISOString(),
        by,
        from: 'chat',
        what,
        subject: { type: 'attribute', id: attribute.key, name: attribute.name },
        changes,
      };
      const outcome = await store.change(tenant, version, { put: [attribute, ...moved] }, entry);
      if (outcome === 'conflict') return outcome;
      await audit.record(tenant, [entry]);
      return attribute;
    });
  }

  function isExpired({ removedAt }: AttributeDefinition): boolean {
    return removedAt !== undefined && now() - Date.parse(removedAt) > keptMs + clocksApartMs;
  }

  function problemWith(name: string, all: All, except?: string): AttributeProblem | undefined {
    if (name === '' || comparable(name) === '') return { problem: 'name-missing' };
    // A file can't contain a column of such a name.
    if (hasControlCharacters(name) || hasDamagedCharacters(name)) {
      return { problem: 'name-not-valid' };
    }
    if (Array.from(name).length > maxAttributeNameLength) return { problem: 'name-too-long' };
    const builtIn = meansBuiltIn(name);
    if (builtIn !== undefined) return { problem: 'name-is-built-in', with: builtIn };
    const other = all.find(
      (one) =>
        one.removedAt === undefined &&
        one.key !== except &&
        comparable(one.name) === comparable(name),
    );
    return other === undefined ? undefined : { problem: 'name-taken', with: other.name };
  }

  function roomProblem(all: All): AttributeProblem | undefined {
    const active = all.filter(({ removedAt }) => removedAt === undefined);
    return active.length >= maxOwnAttributes ? { problem: 'too-many' } : undefined;
  }

  return {
    async list(tenant, { removed = false } = {}) {
      const { attributes } = await store.all(tenant);
      return inOrder(attributes.filter(({ removedAt }) => removed || removedAt === undefined));
    },
    async add(tenant, by, input) {
      const outcome = await change(tenant, by, 'attribute-added', (all) => {
        const name = nameFrom(input.name);
        const problem = problemWith(name, all) ?? roomProblem(all);
        if (problem !== undefined) return problem;
        return {
          attribute: definitionOf({ key: newKey(all), type: input.type }, name, input),
          after: input.after,
        };
      });
      return 'problem' in outcome ? outcome : { added: outcome };
    },
    async change(tenant, by, key, input) {
      const outcome = await change(tenant, by, 'attribute-changed', (all) => {
        const before = activeOf(all, key);
        const name = nameFrom(input.name);
        const { selfEdit = before.selfEdit, suggested = before.suggested } = input;
        const wanted = { ...input, ...defined({ selfEdit, suggested }) };
        return (
          // An attribute keeps its current name, even one that would no longer be accepted.
          (name === before.name ? undefined : problemWith(name, all, key)) ?? {
            before,
            after: input.after,
            attribute: definitionOf(before, name, wanted),
          }
        );
      });
      return 'problem' in outcome ? outcome : { changed: outcome };
    },
    async remove(tenant, by, key) {
      const outcome = await change(tenant, by, 'attribute-removed', (all) => {
        const before = activeOf(all, key);
        const removedAt = new Date(now()).toISOString();
        return { before, attribute: { ...before, removedAt } };
      });
      if ('problem' in outcome) throw new AppError('unexpected', {}, { note: outcome.problem });
      return { removed: outcome };
    },
    async restore(tenant, by, key, name) {
      const outcome = await change(tenant, by, 'attribute-restored', (all) => {
        const before = all.find((one) => one.key === key);
        if (before === undefined) throw new AppError('attribute-gone');
        const { removedAt, ...kept } = before;
        const attribute = name === undefined ? kept : { ...kept, name: nameFrom(name) };
        if (removedAt === undefined) return { before, attribute };
        if (now() - Date.parse(removedAt) > keptMs) throw new AppError('attribute-gone');
        return problemWith(attribute.name, all, key) ?? roomProblem(all) ?? { before, attribute };
      });
      return 'problem' in outcome ? outcome : { restored: outcome };
    },
    async expired(tenant) {
      const { attributes } = await store.all(tenant);
      return attributes.filter(isExpired).map(({ key }) => key);
    },
    forget(tenant, key) {
      return retryOnConflict('attributes', async () => {
        const { attributes, version } = await store.all(tenant);
        const attribute = attributes.find((one) => one.key === key);
        if (attribute === undefined || !isExpired(attribute)) return undefined;
        const entry: AuditEntry = {
          id: newAuditId(),
          at: new Date(now()).toISOString(),
          by: upkeep,
          from: 'upkeep',
          what: 'attribute-purged',
          subject: { type: 'attribute', id: key, name: attribute.name },
          changes: [],
        };
        const outcome = await store.change(tenant, version, { forget: key }, entry);
        if (outcome === 'conflict') return outcome;
        await audit.record(tenant, [entry]);
        return undefined;
      });
    },
  };
}

function activeOf(all: All, key: string): AttributeDefinition {
  const found = all.find((one) => one.key === key);
  if (found?.removedAt !== undefined || found === undefined) throw new AppError('attribute-gone');
  return found;
}

function definitionOf(
  {
    selfEdit: _self,
    suggested: _values,
    ...base
  }: Pick<AttributeDefinition, 'key' | 'type'> & Partial<AttributeDefinition>,
  name: string,
  { required, visibleTo, selfEdit, suggested }: Omit<AttributeInput, 'type'>,
): AttributeDefinition {
  return {
    ...base,
    ...{ name, required, visibleTo },
    ...(selfEdit === true && { selfEdit }),
    ...suggestedOf(base.type, suggested),
  };
}

/** Cleaned, without repeats; what is too long to pick from, or no text, is left out. */
function suggestedOf(
  type: AttributeType,
  given: readonly string[] = [],
): Pick<AttributeDefinition, 'suggested'> {
  if (type !== 'text') return {};
  const values = given
    .map(nameFrom)
    .filter((value) => value !== '' && value.length <= maxSuggestedLength)
    .filter((value) => !hasControlCharacters(value) && !hasDamagedCharacters(value));
  const suggested = [...new Set(values)].slice(0, maxSuggested);
  return suggested.length === 0 ? {} : { suggested };
}

function nameFrom(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ');
}

/** Columns of a file are compared by letters and digits alone, so names have to differ in them. */
function comparable(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]/g, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}]/gu, '');
}

function newKey(all: All): OwnKey {
  const digits = Array.from({ length: keyLength }, () => keyDigits.charAt(randomInt(36)));
  const key: OwnKey = `own_${digits.join('')}`;
  return all.some((one) => one.key === key) ? newKey(all) : key;
}

/**
 * Puts an attribute in its place. The others get the number of theirs, so that all of them keep their order.
 *
 * @returns `moved`: the others whose number changes; `change`: what the audit says of it
 */
function placed(wanted: AttributeDefinition, all: All, after: string | undefined) {
  const active = inOrder(all.filter(({ removedAt }) => removedAt === undefined));
  const others = active.filter(({ key }) => key !== wanted.key);
  const was = active.findIndex(({ key }) => key === wanted.key);
  const found = others.findIndex(({ key }) => key === after);
  if (after === undefined || (after !== 'first' && found === -1)) {
    return { attribute: wanted, moved: [], change: [] };
  }
  const order = found + 1;
  const moved = others
    .map((one, index) => ({ one, order: index < order ? index : index + 1 }))
    .filter(({ one, order: place }) => one.order !== place)
    .map(({ one, order: place }) => ({ ...one, order: place }));
  if (was === order) return { attribute: wanted, moved: [], change: [] };
  const before = was === -1 ? '' : String(was + 1);
  return {
    attribute: { ...wanted, order },
    moved,
    change: [{ field: 'order', before, after: String(order + 1) }],
  };
}

const audited = [
  ...(['name', 'type', 'required', 'visibleTo', 'selfEdit', 'suggested'] as const),
  'removedAt',
] as const;

function differences(
  before: AttributeDefinition | undefined,
  after: AttributeDefinition,
): AuditEntry['changes'] {
  return audited.flatMap((field) => {
    const was = auditedText(before?.[field]);
    const is = auditedText(after[field]);
    return was === is ? [] : { field, before: was, after: is };
  });
}

function auditedText(value: string | boolean | readonly string[] | undefined): string {
  return typeof value === 'object' ? value.join(', ') : String(value ?? '');
}
