import type { AttributeKey } from '../../domain/attributes.ts';
import type { Network } from '../../domain/network.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { CountryCode } from '../../domain/phone.ts';
import type { ChangeDeps } from './change.ts';
import type { Identity, IdentityDeps } from './identity.ts';
import type { TypedValues, ValueFault } from './person-input.ts';
import type { PhoneClaims } from './phone-claims.ts';

export interface PersonInput {
  readonly network?: Network;
  readonly values: TypedValues;
}

/** `linked`: a person with an Entra account can't be moved to Others; `locked`: the value comes from Entra. */
export type FieldProblem =
  | ValueFault
  | { readonly field: 'network'; readonly reason: 'linked' }
  | { readonly field: AttributeKey; readonly reason: 'locked' };

/** The stores and searches that changing one person needs. */
export interface PersonParts {
  readonly deps: ChangeDeps & IdentityDeps;
  readonly identity: Identity;
  readonly claims: PhoneClaims;
  readonly get: (tenant: string, id: string) => Promise<StoredPerson | undefined>;
}

/** The rules by which an organization's values are read. */
export async function rulesFor({ organizations }: IdentityDeps, tenant: string) {
  const { defaultCountry } = await organizations.facts(tenant);
  const attributes = await organizations.attributes(tenant);
  return { attributes, defaultCountry: defaultCountry as CountryCode | undefined };
}
