import { createAuditErasure, createAuditFindings } from '../features/admin/erase-audit.ts';
import { createImportTraces } from '../features/imports/erase-traces.ts';
import { createImportFindings } from '../features/imports/find-traces.ts';
import { createEraseFromHistory } from '../features/people/erase-from-history.ts';
import { createSyncFindings, createSyncTraces } from '../features/sync/erase-traces.ts';
import type { Pictures } from '../features/people/pictures.ts';
import type { PersonPlace } from '../domain/erasure.ts';
import type { Storage } from '../infra/storage/storage.ts';

/** Every kind of store that holds something of a person beside their own records. */
export function placesOfPeople(
  storage: Storage,
  pictures: Pick<Pictures, 'find' | 'erase'>,
  now: () => number,
): readonly PersonPlace[] {
  const { operations, work, heldPeople, people, changes, restoreRequests, apart } = storage;
  const { chats, groups, memberships, roles, aliases, entraLinks } = storage;
  const syncs = { operations, work, held: heldPeople };
  return [
    {
      holds: 'audit',
      find: createAuditFindings(storage.audit, now),
      erase: createAuditErasure({
        store: { ...storage.audit, ...storage.auditRewriter },
        eraseFromHistory: createEraseFromHistory({ store: people, changeFeed: changes }),
        now,
      }),
    },
    {
      holds: 'operations',
      find: createImportFindings({ operations, work }),
      erase: createImportTraces({ operations, work }),
    },
    { holds: 'syncs', find: createSyncFindings(syncs), erase: createSyncTraces(syncs) },
    {
      holds: 'restoreRequests',
      find: ({ tenant, ids }) =>
        each(ids, async (id) => [(await restoreRequests.read(tenant, id)).request]),
      async erase({ tenant, ids }) {
        for (const id of ids) await restoreRequests.remove(tenant, id);
        return 'done';
      },
    },
    {
      holds: 'notTheSame',
      async find({ tenant, ids }) {
        const pairs = await apart.all(tenant);
        return each(
          pairs.filter((pair) => pair.some((id) => ids.has(id))),
          async (pair) => [{ pair, ...(await apart.read(tenant, pair)) }],
        );
      },
      async erase({ tenant, ids }) {
        for (const id of ids) await apart.forget(tenant, id);
        return 'done';
      },
    },
    { holds: 'picture', find: pictures.find, erase: pictures.erase },
    {
      // Erased with the record itself.
      holds: 'keysThatLeadToThem',
      async find({ tenant, ids, accounts }) {
        const found: object[] = [];
        for await (const page of aliases.all(tenant)) {
          found.push(...page.filter((one) => ids.has(one.person) || ids.has(one.derived)));
        }
        return [
          ...found,
          ...(await each(accounts, async (id) => [await entraLinks.read(tenant, id)])),
        ];
      },
      erase: 'stays',
    },
    {
      holds: 'groups',
      async find({ tenant, ids, accounts }) {
        const known = await each([...ids, ...accounts], (who) => memberships.groupsOf(tenant, who));
        return each(new Set(known), async (group) => {
          const named = (await groups.read(tenant, group))?.name;
          const all = await memberships.ofGroup(tenant, group);
          return all
            .filter(({ member, person = '' }) => accounts.has(member) || ids.has(person))
            .map(({ etag: _etag, ...membership }) => ({ groupName: named, ...membership }));
        });
      },
      erase: 'stays',
    },
    {
      holds: 'chat',
      find: ({ tenant, accounts }) =>
        each(accounts, async (account) => {
          const chat = await chats.read(tenant, account);
          const joined = await chats.joined(tenant, account);
          return chat === undefined && joined === undefined ? [] : [{ ...chat, joined }];
        }),
      erase: 'stays',
    },
    {
      holds: 'roles',
      async find({ tenant, accounts }) {
        return (await roles.all(tenant)).grants.filter(({ person }) => accounts.has(person));
      },
      erase: 'stays',
    },
  ];
}

async function each<Of, Found>(
  of: Iterable<Of>,
  find: (one: Of) => Promise<readonly (Found | undefined)[]>,
): Promise<Found[]> {
  const found: Found[] = [];
  for (const one of of) found.push(...(await find(one)).filter((is) => is !== undefined));
  return found;
}
