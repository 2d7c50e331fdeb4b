import type { StoredPerson } from '../../domain/people-store.ts';
import type { Actor } from '../../domain/person.ts';
import { changeOf, makeChange, type Change, type ChangeDeps } from './change.ts';
import { freshId, untilSettled, type Identity, type IdentityDeps } from './identity.ts';

export interface PhoneClaims {
  /**
   * Changes an existing person. If the phone changes, the new phone's place is claimed before the person is
   * written, and the former one's is given up after.
   * @param before the person that the change was made from: read before anything else is done (identity.ts)
   */
  makeChange(
    change: Change,
    before: StoredPerson,
  ): Promise<'written' | 'conflict' | { readonly taken: StoredPerson }>;
  /** Removes the phone from a deleted person's record, so that someone else can get it. */
  free(tenant: string, by: Actor, owner: StoredPerson): Promise<void>;
  /**
   * Frees the places of these phones if nobody has the phone. Such a place belongs to a person who doesn't have
   * the phone, or was closed for a move that never happened. Until then an import would refuse the phone.
   * @param person whose places to free; undefined: anyone's, since the process may have died between freeing a
   * deleted person's phone and claiming it
   */
  cleanUp(tenant: string, person: string | undefined, phones: readonly string[]): Promise<void>;
}

export function createPhoneClaims(
  deps: ChangeDeps & Pick<IdentityDeps, 'aliases'>,
  identity: Identity,
): PhoneClaims {
  const { aliases } = deps;
  const { placeOf, movePlace, leavePlace } = identity;

  async function free(tenant: string, by: Actor, owner: StoredPerson): Promise<void> {
    const changes = [{ field: 'phone', before: owner.fields.phone ?? '', after: '' }] as const;
    const freeing = changeOf(owner, changes, by, deps.now(), {});
    await makeChange(deps, { tenant, by, what: 'person-changed', ...freeing });
  }

  async function claim(
    { tenant, by }: Change,
    phone: string,
    person: string,
  ): Promise<'claimed' | { readonly taken: StoredPerson }> {
    return untilSettled(async (sparing) => {
      const place = await placeOf(tenant, phone);
      const { owner } = place;
      // Another change wrote the same phone into this very record. Writing it will conflict, and is decided
      // again.
      if (owner?.id === person) return 'claimed';
      if (owner !== undefined && owner.deletedAt === undefined) return { taken: owner };
      if (owner !== undefined) {
        await free(tenant, by, owner);
        return 'conflict';
      }
      return (await movePlace(tenant, place, person, sparing)) ? 'claimed' : 'conflict';
    });
  }

  async function cleanUp(
    tenant: string,
    person: string | undefined,
    phones: readonly string[],
  ): Promise<void> {
    for (const phone of phones) {
      if (phone === '') continue;
      await untilSettled(async () => {
        const place = await placeOf(tenant, phone);
        const { id, holder, owner } = place;
        if (owner !== undefined) return 'tidy';
        const isStray =
          holder === undefined
            ? await aliases.isClosed(tenant, id)
            : person === undefined || id === person;
        return !isStray || (await movePlace(tenant, place, freshId())) ? 'tidy' : 'conflict';
      });
    }
  }

  return {
    free,
    cleanUp,
    async makeChange(change, before) {
      const { tenant, person } = change;
      const former = before.fields.phone ?? '';
      const phone = person.fields.phone ?? '';
      if (phone === former) {
        return (await makeChange(deps, change)) === 'written' ? 'written' : 'conflict';
      }
      let taken: StoredPerson | undefined;
      const left = former === '' ? undefined : await placeOf(tenant, former);
      const outcome = await makeChange(deps, {
        ...change,
        async before() {
          if ((await change.before?.()) === false) return false;
          if (phone === '') return true;
          const claimed = await claim(change, phone, person.id);
          if (claimed !== 'claimed') taken = claimed.taken;
          return claimed === 'claimed';
        },
        async after() {
          if (left?.id === person.id) await leavePlace(tenant, left);
          await change.after?.();
        },
      });
      if (taken !== undefined) return { taken };
      if (outcome === 'written') return outcome;
      // The place was claimed in vain: an import of the phone must not find this person there.
      await cleanUp(tenant, person.id, [phone]);
      return 'conflict';
    },
  };
}
