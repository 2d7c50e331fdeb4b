import type { MatchOrder } from '../../domain/match-keys.ts';
import type { ChangeDeps } from './change.ts';
import { createFindRecords, type FindRecordsDeps } from './find-records.ts';
import { createIdentity, type Identity, type IdentityDeps } from './identity.ts';
import { createPhoneClaims, type PhoneClaims } from './phone-claims.ts';

export interface ProvisioningDeps extends ChangeDeps, IdentityDeps, FindRecordsDeps {
  /** the organization's order of match keys; absent: the usual one */
  matchOrder?(tenant: string): Promise<MatchOrder>;
}

/** The stores and searches of provisioning. */
export interface ProvisioningParts {
  readonly deps: ProvisioningDeps;
  readonly identity: Identity;
  readonly claims: PhoneClaims;
  readonly records: ReturnType<typeof createFindRecords>;
}

export function provisioningParts(deps: ProvisioningDeps): ProvisioningParts {
  const identity = createIdentity(deps);
  const claims = createPhoneClaims(deps, identity);
  return { deps, identity, claims, records: createFindRecords(deps, identity) };
}
