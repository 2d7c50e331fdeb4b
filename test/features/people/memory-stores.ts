import type { AuditEntry } from '../../../src/domain/audit.ts';
import type {
  ChangeFeed,
  PeopleContents,
  PeopleStore,
  StoredPerson,
} from '../../../src/domain/people-store.ts';
import { contentHash } from '../../../src/domain/person-id.ts';
import type { Person } from '../../../src/domain/person.ts';
import type { AuditIntents, AuditStore } from '../../../src/features/admin/ports.ts';
import type {
  Alias,
  AliasStore,
  EmailFinder,
  EntraLink,
  EntraLinkStore,
} from '../../../src/features/people/ports.ts';

/** Called before each request to a store and after it: a test may hold it there, or let the process die. */
export type Step = (name: string) => Promise<void>;

/** Stores in memory that do what the real ones do, so that a test can stop between any two requests. */
export class MemoryStores {
  readonly people = new Map<string, StoredPerson>();
  readonly closed = new Set<string>();
  readonly aliases = new Map<string, Alias>();
  readonly entraLinks = new Map<string, EntraLink>();
  readonly intents = new Map<string, { entry: AuditEntry; made: boolean }>();
  readonly audit = new Map<string, AuditEntry>();
  #versions = 0;

  #version(): string {
    this.#versions += 1;
    return `v${this.#versions}`;
  }

  /** The stores as one process sees them. */
  seenThrough(step: Step) {
    const request = async <Result>(name: string, work: () => Result): Promise<Result> => {
      await step(`before ${name}`);
      const result = work();
      await step(`after ${name}`);
      return result;
    };
    return {
      store: this.#store(request),
      aliases: this.#aliasStore(request),
      entraLinks: this.#entraLinkStore(request),
      emails: this.#emailFinder(request),
      contents: this.#contents(request),
      changeFeed: {
        people: () => request('note', () => undefined),
        shard: () => request('note', () => undefined),
      } satisfies ChangeFeed,
      intents: this.#auditIntents(request),
      auditStore: this.#auditStore(request),
    };
  }

  #put(person: Person): void {
    this.people.set(person.id, { ...structuredClone(person), etag: this.#version() });
  }

  #store(request: Request): PeopleStore {
    const { people } = this;
    const inShard = (shard: string) =>
      [...people.values()]
        .filter(({ id }) => id.startsWith(shard))
        .toSorted((one, other) => (one.id < other.id ? -1 : 1))
        .map((one) => ({ ...one }));
    return {
      async *scanHashes(_tenant, range) {
        const there = await request('scan', () => inShard(range));
        yield there.map(({ id, network, fields, deletedAt }) => ({
          id,
          hash: deletedAt === undefined ? contentHash(network, fields) : 'deleted',
        }));
      },
      async *scan(_tenant, shard) {
        yield await request('scan', () => inShard(shard));
      },
      async *scanDeleted(_tenant, shard) {
        yield (await request('scan', () => inShard(shard))).flatMap(({ id, deletedAt }) =>
          deletedAt === undefined ? [] : { id, deletedAt },
        );
      },
      async *scanAccounts(_tenant, shard) {
        yield (await request('scan', () => inShard(shard))).flatMap(({ entraId, ...person }) =>
          entraId === undefined ? [] : { entraId, ...person },
        );
      },
      read: (_tenant, _shard, ids) =>
        request('read', () => {
          const found = ids.flatMap((id) => people.get(id) ?? []);
          return new Map(found.map((person) => [person.id, structuredClone(person)]));
        }),
      write: (_tenant, _shard, writes) =>
        request('write', () => {
          const conflict = writes.some((write) =>
            write.type === 'add'
              ? people.has(write.person.id) || this.closed.has(write.person.id)
              : people.get(write.person.id)?.etag !== write.etag,
          );
          if (conflict) return 'conflict';
          for (const { person } of writes) this.#put(person);
          return 'written';
        }),
    };
  }

  #entraLinkStore(request: Request): EntraLinkStore {
    const { entraLinks } = this;
    const put = (link: Omit<EntraLink, 'version'>) =>
      entraLinks.set(link.entraId, { ...link, version: this.#version() });
    return {
      isAny: () => request('any link', () => entraLinks.size > 0),
      read: (_tenant, entraId) => request('read link', () => entraLinks.get(entraId)),
      readMany: (_tenant, entraIds) =>
        request('read links', () => {
          const found = entraIds.flatMap((id) => entraLinks.get(id) ?? []);
          return new Map(found.map((link) => [link.entraId, link]));
        }),
      put: (_tenant, link, seen) =>
        request('put link', () => {
          if (entraLinks.get(link.entraId)?.version !== seen) return false;
          put(link);
          return true;
        }),
      addMany: (_tenant, links) =>
        request('add links', () => {
          if (links.some(({ entraId }) => entraLinks.has(entraId))) return false;
          links.forEach(put);
          return true;
        }),
    };
  }

  #emailFinder(request: Request) {
    const idsWith = (key: 'email' | 'employeeId', value: string) =>
      [...this.people.values()]
        .filter(
          ({ fields, alsoKnownBy, deletedAt }) =>
            deletedAt === undefined &&
            [fields[key] ?? '', ...(alsoKnownBy?.[key] ?? [])].some(
              (one) => one.toLowerCase() === value.toLowerCase(),
            ),
        )
        .map(({ id }) => id);
    return {
      withEmail: (_tenant, email) => request('find email', () => idsWith('email', email)),
      withEmployeeId: (_tenant, id) => request('find employee ID', () => idsWith('employeeId', id)),
    } satisfies EmailFinder;
  }

  #contents(request: Request): PeopleContents {
    const { people } = this;
    return {
      async *scanContents(_tenant, shard) {
        const there = await request('scan', () => [...people.values()]);
        yield there
          .filter(({ id }) => id.startsWith(shard))
          .map((person) => ({ ...person, hash: contentHash(person.network, person.fields) }));
      },
    };
  }

  #aliasStore(request: Request): AliasStore {
    const { aliases, people, closed } = this;
    return {
      read: (_tenant, derived) => request('read alias', () => aliases.get(derived)),
      put: (_tenant, alias, seen) =>
        request('put alias', () => {
          if (aliases.get(alias.derived)?.version !== seen) return false;
          aliases.set(alias.derived, { ...alias, version: this.#version() });
          return true;
        }),
      remove: (_tenant, { derived, version }) =>
        request(
          'remove alias',
          () => aliases.get(derived)?.version === version && aliases.delete(derived),
        ),
      async *all() {
        yield await request('list aliases', () => [...aliases.values()]);
      },
      close: (_tenant, id) =>
        request('close', () => {
          if (people.has(id) || closed.has(id)) return false;
          closed.add(id);
          return true;
        }),
      isClosed: (_tenant, id) => request('ask closed', () => closed.has(id)),
      removePerson: (_tenant, id, etag) =>
        request('remove', () => people.get(id)?.etag === etag && people.delete(id)),
      replaceByClosed: (_tenant, id, etag) =>
        request('replace', () => {
          if (people.get(id)?.etag !== etag) return false;
          people.delete(id);
          closed.add(id);
          return true;
        }),
      open: (_tenant, id) => request('open', () => void closed.delete(id)),
    };
  }

  #auditIntents(request: Request): AuditIntents {
    const { intents } = this;
    return {
      keep: (_tenant, entries) =>
        request('intend', () => {
          for (const entry of entries) intents.set(entry.id, { entry, made: false });
        }),
      forget: (_tenant, ids) =>
        request('forget', () => {
          for (const id of ids) intents.delete(id);
        }),
      kept: () => request('kept', () => [...intents.values()]),
    };
  }

  #auditStore(request: Request): AuditStore {
    const { audit } = this;
    return {
      append: (_tenant, entries) =>
        request('append', () => {
          for (const entry of entries) if (!audit.has(entry.id)) audit.set(entry.id, entry);
        }),
      firstMonth: () => request('month', () => '2026-01'),
      async *read() {
        yield await request('audit', () => [...audit.values()]);
      },
    };
  }
}

type Request = <Result>(name: string, work: () => Result) => Promise<Result>;
