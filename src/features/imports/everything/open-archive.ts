import { createHash } from 'node:crypto';
import type { z } from 'zod';
import {
  archiveFormat,
  archiveParts,
  archiveVersion,
  checkCodeOf,
  manifestName,
  manifestSchema,
  partNames,
  type Manifest,
} from '../../../domain/archive.ts';
import { shards } from '../../../domain/person-id.ts';
import { AppError } from '../../../errors.ts';
import type { OpenFile } from '../reading/file-facts.ts';
import { openZip } from '../reading/sources/zip-archive.ts';
import { lineSchemas } from './archive-lines.ts';

/** A person with everything in it has some hundred kilobytes. */
const longestLine = 1024 * 1024;
const longestManifest = 100_000;
/** Many millions of people; more is meant to fill a disk. */
const mostUnpacked = 20 * 1024 ** 3;

export interface Archive {
  readonly manifest: Manifest;
  /** `checkCodeOf` its manifest */
  readonly checkCode: string;
  people(shard: string): AsyncIterable<readonly z.infer<typeof lineSchemas.person>[]>;
  organization(): AsyncIterable<readonly z.infer<typeof lineSchemas.organization>[]>;
  operations(): AsyncIterable<readonly z.infer<typeof lineSchemas.operation>[]>;
  audit(): AsyncIterable<readonly z.infer<typeof lineSchemas.audit>[]>;
  close(): Promise<void>;
}

/** Whether these are the files of an archive of everything. */
export function isArchive(names: readonly string[]): boolean {
  return names.includes(manifestName) && names.includes(archiveParts.organization);
}

/**
 * Opens an archive of everything. Only the files that an archive has are looked at, under names of our own; each is read as
 * a stream and compared with what the manifest says of it.
 * @throws AppError `archive-damaged`, `archive-newer`, `archive-of-others`
 */
export async function openArchive(
  openFile: OpenFile,
  tenant: string,
  signal: AbortSignal,
): Promise<Archive> {
  const zip = await openZip(openFile, signal);
  try {
    const { manifest, checkCode } = await manifestOf(zip.open(manifestName, longestManifest));
    if (manifest.tenant !== tenant) throw new AppError('archive-of-others');
    const told = new Map(manifest.parts.map((part) => [part.name, part]));
    const isWhole =
      told.size === partNames.length &&
      zip.names.length === partNames.length + 1 &&
      partNames.every((name) => told.get(name)?.bytes === zip.size(name) && zip.has(name));
    const unpacked = manifest.parts.reduce((sum, { bytes }) => sum + bytes, 0);
    if (!isWhole || unpacked > mostUnpacked) throw damaged('other-files');
    const read = <Line>(name: string, schema: z.ZodType<Line>) => {
      const part = told.get(name);
      if (part === undefined) throw damaged(name);
      return linesOf(zip.open(name, part.bytes), part, schema, signal);
    };
    return {
      manifest,
      checkCode,
      async *people(shard) {
        for await (const page of read(archiveParts.people(shard), lineSchemas.person)) {
          if (page.some(({ id }) => !id.startsWith(shard))) throw damaged('person-elsewhere');
          yield page;
        }
      },
      organization: () => read(archiveParts.organization, lineSchemas.organization),
      operations: () => read(archiveParts.operations, lineSchemas.operation),
      audit: () => read(archiveParts.audit, lineSchemas.audit),
      close: () => zip.close(),
    };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function manifestOf(content: AsyncIterable<Buffer>) {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const read = parsed(bytes.toString());
  const { format, version } = (read ?? {}) as { format?: unknown; version?: unknown };
  if (format !== archiveFormat || typeof version !== 'number') throw damaged(manifestName);
  if (version > archiveVersion) throw new AppError('archive-newer');
  const manifest = manifestSchema.safeParse(read);
  if (!manifest.success) throw damaged(manifestName);
  return { manifest: manifest.data, checkCode: checkCodeOf(bytes) };
}

async function* linesOf<Line>(
  content: AsyncIterable<Buffer>,
  part: Manifest['parts'][number],
  schema: z.ZodType<Line>,
  signal: AbortSignal,
): AsyncGenerator<readonly Line[]> {
  const hash = createHash('sha256');
  let lines = 0;
  let cut: Buffer = Buffer.alloc(0);
  for await (const chunk of content) {
    signal.throwIfAborted();
    hash.update(chunk);
    const bytes = cut.length === 0 ? chunk : Buffer.concat([cut, chunk]);
    const end = bytes.lastIndexOf(newLine) + 1;
    cut = bytes.subarray(end);
    if (cut.length > longestLine) throw damaged(part.name);
    if (end === 0) continue;
    const page = bytes
      .toString('utf8', 0, end - 1)
      .split('\n')
      .map((line) => {
        const read = schema.safeParse(parsed(line));
        if (!read.success) throw damaged(`${part.name}: ${read.error.issues[0]?.path.join('.')}`);
        return read.data;
      });
    lines += page.length;
    yield page;
  }
  if (cut.length > 0 || lines !== part.lines || hash.digest('hex') !== part.sha256)
    throw damaged(part.name);
}

const newLine = 10;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function damaged(note: string): AppError {
  return new AppError('archive-damaged', {}, { note });
}

/** People with roles whom the preview names, so that an altered archive makes nobody an admin unseen. */
const namedAdmins = 10;
const longestName = 100;

/** Counts the contents of an archive. Reads and checks each part to its end. */
export async function countArchive(archive: Archive, onPeople: (people: number) => void) {
  const found = { people: 0, deleted: 0, operations: 0, audit: 0, attributes: 0, roles: 0 };
  let secrets = 0;
  const admins: string[] = [];
  for await (const page of archive.organization()) {
    for (const line of page) {
      if (line.kind === 'secret') secrets += 1;
      if (line.kind === 'attribute') found.attributes += 1;
      if (line.kind !== 'role') continue;
      found.roles += 1;
      if (admins.length < namedAdmins)
        admins.push((line.name === '' ? line.person : line.name).slice(0, longestName));
    }
  }
  if (secrets !== 1) throw damaged('secret-missing');
  for (const shard of shards) {
    let last = '';
    for await (const page of archive.people(shard)) {
      for (const { id, deletedAt } of page) {
        if (id <= last) throw damaged('people-unsorted');
        last = id;
        found[deletedAt === undefined ? 'people' : 'deleted'] += 1;
      }
      onPeople(found.people + found.deleted);
    }
  }
  for await (const page of archive.operations()) found.operations += page.length;
  for await (const page of archive.audit()) found.audit += page.length;
  if (found.people !== archive.manifest.people) throw damaged('people-miscounted');
  return { ...found, admins, checkCode: archive.checkCode };
}
