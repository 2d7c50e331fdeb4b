import { createHash } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import yazl from 'yazl';
import {
  archiveFormat,
  archiveParts,
  archiveVersion,
  checkCodeOf,
  manifestName,
  type Manifest,
} from '../../domain/archive.ts';
import { erasureMark } from '../../domain/erasure.ts';
import { noExportCounts } from '../../domain/operations/export-facts.ts';
import type { FileStore } from '../../domain/operations/ports.ts';
import { shards } from '../../domain/person-id.ts';
import { defined } from '../../lib/defined.ts';
import { exportFiles } from './export-files.ts';
import { shareDone, type Exported, type ExportToWrite } from './export-people.ts';
import { peopleErrorLog } from './people-error-log.ts';
import type { ArchiveSource } from './ports.ts';
import { readAhead } from './read-ahead.ts';

export interface EverythingDeps {
  readonly files: FileStore;
  readonly archive: ArchiveSource;
  /** milliseconds since 1970 */
  now(): number;
}

type Lines = AsyncIterable<readonly object[]>;

/** People that couldn't be read and are named one by one; all of them are counted. */
const maxNamed = 10_000;

/**
 * Writes an organization's archive (src/domain/archive.ts). Like an exported file it is complete at the end or absent, so a
 * retry starts over. Each part is read, packed and sent page by page, so that memory stays flat.
 */
export async function exportEverything(
  deps: EverythingDeps,
  run: ExportToWrite,
): Promise<Exported> {
  const { operation, folder, text, signal } = run;
  const { tenant } = operation;
  const found = { people: 0, deleted: 0, unreadable: 0 };
  const unreadableIds: string[] = [];

  async function* peopleOf(shard: string, index: number): Lines {
    for await (const page of readAhead(deps.archive.scanWhole(tenant, shard, signal))) {
      const lines: object[] = [];
      for (const person of page) {
        if ('damaged' in person) {
          found.unreadable += 1;
          if (unreadableIds.length < maxNamed) unreadableIds.push(person.id);
          continue;
        }
        const { etag: _etag, ...kept } = person;
        // Being erased: their data must not live on in an archive.
        if (kept.deletedAt === erasureMark) continue;
        found[kept.deletedAt === undefined ? 'people' : 'deleted'] += 1;
        lines.push(kept);
      }
      yield lines;
      run.onProgress(found.people, shareDone(page.at(-1)?.id, index));
    }
  }

  const parts: [string, Lines][] = [
    [archiveParts.organization, deps.archive.organization(tenant)],
    ...shards.map((shard, at): [string, Lines] => [
      archiveParts.people(shard),
      peopleOf(shard, at),
    ]),
    [archiveParts.operations, deps.archive.operations(tenant)],
    [archiveParts.audit, deps.archive.audit(tenant)],
  ];
  let checkCode = '';
  const manifestOf = (written: Manifest['parts']): Buffer => {
    const manifest: Manifest = {
      format: archiveFormat,
      version: archiveVersion,
      product: deps.archive.product,
      tenant,
      at: new Date(deps.now()).toISOString(),
      ...found,
      parts: written,
    };
    const bytes = Buffer.from(JSON.stringify(manifest, null, 1));
    checkCode = checkCodeOf(bytes);
    return bytes;
  };
  const file = exportFiles.archive(folder);
  try {
    const { bytes } = await deps.files.write(file, zipOf(parts, manifestOf, signal), { signal });
    const { people, deleted, unreadable: damaged } = found;
    let errorLog: string | undefined;
    if (damaged > 0) {
      errorLog = exportFiles.errorLog(folder);
      await deps.files.write(errorLog, peopleErrorLog(unreadableIds, damaged, text));
    }
    const counts = { ...noExportCounts, people, deleted, checkCode };
    return { counts, damaged, bytes, file, ...defined({ errorLog }) };
  } catch (error) {
    await deps.files.removeAll(folder).catch(() => undefined);
    signal.throwIfAborted();
    throw error;
  }
}

/** @param manifestOf asked for when all parts are written */
async function* zipOf(
  parts: readonly (readonly [string, Lines])[],
  manifestOf: (written: Manifest['parts']) => Buffer,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const zip = new yazl.ZipFile();
  const output = new PassThrough();
  zip.outputStream.pipe(output);
  const written: Manifest['parts'] = [];
  const sources = parts.map(([, lines]) =>
    Readable.from(part(lines, written, signal), { objectMode: false }),
  );
  for (const [at, source] of sources.entries()) {
    // When the source fails, the reader would otherwise wait forever.
    source.once('error', (error) => output.destroy(error));
    zip.addReadStream(source, parts[at]?.[0] ?? '');
  }
  zip.addReadStreamLazy(manifestName, (done) => {
    const named = written.map((one, at) => ({ ...one, name: parts[at]?.[0] ?? '' }));
    done(null, Readable.from([manifestOf(named)]));
  });
  zip.end();
  try {
    yield* output as AsyncIterable<Buffer>;
  } finally {
    for (const source of sources) source.destroy();
  }
}

/** The bytes of a part. At its end they are in `written`, in the order of the parts. */
async function* part(
  pages: Lines,
  written: Manifest['parts'],
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  let [lines, bytes] = [0, 0];
  for await (const page of pages) {
    signal.throwIfAborted();
    if (page.length === 0) continue;
    const chunk = Buffer.from(page.map((line) => `${JSON.stringify(line)}\n`).join(''));
    hash.update(chunk);
    lines += page.length;
    bytes += chunk.length;
    yield chunk;
  }
  written.push({ name: '', lines, bytes, sha256: hash.digest('hex') });
}
