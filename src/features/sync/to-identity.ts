import type { IncomingIdentity } from '../../domain/provisioning.ts';
import { isOwnKey, type AttributeDefinition, type AttributeKey } from '../../domain/attributes.ts';
import { parseOwnValue } from '../../domain/own-values.ts';
import { parsePhone, type CountryCode } from '../../domain/phone.ts';
import { parseValue } from '../../domain/values.ts';
import type { EntraEntry } from './ports.ts';
import type { SyncMapping } from './sync-settings.ts';

export interface ProvisioningRules {
  readonly mapping: SyncMapping;
  readonly attributes: readonly AttributeDefinition[];
  readonly defaultCountry: CountryCode | undefined;
  /** everyone is read: a value that isn't there is empty */
  readonly isFull: boolean;
}

/** A value from Entra that can't be used. The rest of the person can. */
export interface ValueTrouble {
  readonly field: AttributeKey;
  /** code of the reason; its sentence is in src/text/ */
  readonly reason: string;
  readonly value: string;
}

export interface MappedUser {
  readonly incoming: IncomingIdentity & { readonly entraId: string };
  readonly troubles: readonly ValueTrouble[];
}

type User = Extract<EntraEntry, { readonly isGuest: boolean }>;

/** A user of Entra as an identity, by the organization's mapping. */
export function toIdentity({ id, values, isUntold }: User, rules: ProvisioningRules): MappedUser {
  const fields: Partial<Record<AttributeKey, string>> = {};
  const troubles: ValueTrouble[] = [];
  const untold: AttributeKey[] = [];
  for (const [key, source] of Object.entries(rules.mapping)) {
    const field = key as AttributeKey;
    if (source === undefined) continue;
    const definition = rules.attributes.find((attribute) => attribute.key === field);
    if (isOwnKey(field) && definition === undefined) continue;
    const value = values[source] ?? (rules.isFull ? '' : undefined);
    if (value === undefined) {
      untold.push(field);
      continue;
    }
    if (value.trim() === '') {
      fields[field] = '';
      continue;
    }
    const parsed = parse(field, value, rules, definition);
    if ('problem' in parsed) troubles.push({ field, reason: parsed.problem, value });
    else fields[field] = parsed.value;
  }
  return {
    incoming: {
      source: 'entra',
      entraId: id,
      isEmployee: true,
      fields,
      untold,
      ...(isUntold === true && { onlyIfLinked: true }),
    },
    troubles,
  };
}

function parse(
  field: AttributeKey,
  value: string,
  { defaultCountry }: ProvisioningRules,
  definition: AttributeDefinition | undefined,
): { readonly value: string } | { readonly problem: string } {
  if (isOwnKey(field)) {
    const { type = 'text', timeZone } = definition ?? {};
    return parseOwnValue(type, value, { timeZone });
  }
  if (field !== 'phone') return parseValue(field, value);
  const parsed = parsePhone(value, defaultCountry);
  return 'phone' in parsed ? { value: parsed.phone } : parsed;
}
