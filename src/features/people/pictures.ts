import { z } from 'zod';
import type { EraseTraces, FindTraces } from '../../domain/erasure.ts';
import type { FileStore, JobSender } from '../../domain/operations/ports.ts';
import type { Person } from '../../domain/person.ts';
import { AppError } from '../../errors.ts';

/** Pictures of accounts, from Microsoft Entra. */
export interface PhotoSource {
  /**
   * @param etag of the picture that is kept; absent: none is
   * @returns `same`: it hasn't changed; undefined: the account has none
   * @throws AppError `entra-unreachable`, `entra-refused`
   */
  photo(
    tenant: string,
    entraId: string,
    etag?: string,
  ): Promise<{ readonly etag: string; readonly bytes: Buffer } | 'same' | undefined>;
}

export interface PicturesDeps {
  readonly photos: PhotoSource;
  readonly files: FileStore;
  readonly jobs: JobSender;
  /** milliseconds since 1970 */
  readonly now: () => number;
}

type Pictured = Pick<Person, 'id' | 'entraId' | 'deletedAt'>;

/** Small pictures of people with an account, kept beside their records. */
export interface Pictures {
  /**
   * A link to what is kept. Asks for the picture if nobody has looked for a day.
   * @returns undefined: the person has none, or it isn't here yet
   */
  linkTo(tenant: string, person: Pictured): Promise<string | undefined>;
  /** Takes the picture from Entra, if there is one and it has changed; removes it if there is none any more. */
  fetch(tenant: string, id: string, person: Pictured | undefined): Promise<void>;
  readonly find: FindTraces;
  readonly erase: EraseTraces;
  /** Removes the pictures of these people. @param people ids, of whom most may have none @returns how many */
  removeOf(tenant: string, people: ReadonlySet<string>, signal: AbortSignal): Promise<number>;
}

/** Clients keep no picture, and a card stays in the chat; after this time it shows none. */
const linkMinutes = 5 * 24 * 60;
const checkedForMs = 24 * 3_600_000;
const maxBytes = 128 * 1024;

const noteShape = z.object({
  /** ISO 8601, UTC */
  checkedAt: z.string(),
  /** of the picture; absent: there is none */
  etag: z.string().optional(),
  type: z.enum(['png', 'jpg', 'gif']).optional(),
});
type Note = z.infer<typeof noteShape>;

const folderOf = (tenant: string) => `pictures/${tenant}/`;
const noteName = (tenant: string, id: string) => `${folderOf(tenant)}${id}.json`;
const pictureName = (tenant: string, id: string) => `${folderOf(tenant)}${id}.picture`;

export function createPictures({ photos, files, jobs, now }: PicturesDeps): Pictures {
  async function noteOf(tenant: string, id: string): Promise<Note | undefined> {
    try {
      const chunks: Buffer[] = [];
      for await (const chunk of files.open(noteName(tenant, id))) chunks.push(chunk);
      return noteShape.parse(JSON.parse(Buffer.concat(chunks).toString()));
    } catch (error) {
      if (error instanceof AppError && error.code !== 'operation-gone') throw error;
      return undefined;
    }
  }

  async function note(tenant: string, id: string, facts: Omit<Note, 'checkedAt'>): Promise<void> {
    const checkedAt = new Date(now()).toISOString();
    const content = Buffer.from(JSON.stringify({ checkedAt, ...facts }));
    await files.write(noteName(tenant, id), [content]);
  }

  async function remove(tenant: string, id: string): Promise<void> {
    await files.remove(pictureName(tenant, id));
    await files.remove(noteName(tenant, id));
  }

  return {
    async linkTo(tenant, { id, entraId, deletedAt }) {
      if (entraId === undefined || deletedAt !== undefined) return undefined;
      const known = await noteOf(tenant, id);
      const isDue = known === undefined || now() - Date.parse(known.checkedAt) > checkedForMs;
      if (isDue) await jobs.send({ v: 1, type: 'fetch-picture', tenant, person: id });
      if (known?.type === undefined) return undefined;
      return files.link(pictureName(tenant, id), `picture.${known.type}`, linkMinutes);
    },

    async fetch(tenant, id, person) {
      if (person?.entraId === undefined || person.deletedAt !== undefined)
        return remove(tenant, id);
      const known = await noteOf(tenant, id);
      const { checkedAt: _at, ...facts } = known ?? { checkedAt: '' };
      const found = await photos
        .photo(tenant, person.entraId, known?.etag)
        .catch(async (error: unknown) => {
          // Without the permission, each look would ask again.
          if (error instanceof AppError && error.code === 'entra-refused')
            await note(tenant, id, facts);
          throw error;
        });
      if (found === 'same') return note(tenant, id, facts);
      const type = found === undefined ? undefined : typeOf(found.bytes);
      if (found === undefined || type === undefined) {
        await files.remove(pictureName(tenant, id));
        return note(tenant, id, {});
      }
      // The picture goes first: a note without one would be a dead link.
      await files.write(pictureName(tenant, id), [found.bytes]);
      return note(tenant, id, { etag: found.etag, type });
    },

    async find({ tenant, ids }) {
      const found: object[] = [];
      for (const id of ids) {
        const known = await noteOf(tenant, id);
        if (known === undefined) continue;
        const chunks: Buffer[] = [];
        if (known.type !== undefined)
          for await (const chunk of files.open(pictureName(tenant, id))) chunks.push(chunk);
        found.push({ ...known, base64: Buffer.concat(chunks).toString('base64') });
      }
      return found;
    },

    async erase({ tenant, ids }) {
      for (const id of ids) await remove(tenant, id);
      return 'done';
    },

    async removeOf(tenant, people, signal) {
      let removed = 0;
      if (people.size === 0) return removed;
      for await (const page of files.list(folderOf(tenant))) {
        signal.throwIfAborted();
        for (const id of new Set(page.map(({ name }) => idIn(name)))) {
          if (!people.has(id)) continue;
          await remove(tenant, id);
          removed += 1;
        }
      }
      return removed;
    },
  };
}

function idIn(name: string): string {
  return /\/([0-9a-f]{32})\.[a-z]+$/u.exec(name)?.[1] ?? '';
}

/** By its first bytes. Anything else, or anything large, is no small picture. */
function typeOf(bytes: Buffer): Note['type'] {
  if (bytes.length > maxBytes) return undefined;
  if (bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47]))) return 'png';
  if (bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'jpg';
  return bytes.subarray(0, 4).toString('latin1') === 'GIF8' ? 'gif' : undefined;
}
