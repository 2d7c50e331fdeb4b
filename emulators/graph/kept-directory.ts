/** Stores the directories in one file, so that they survive a restart of local mode, and delta links stay valid. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Log } from '../../src/log.ts';
import type { Directory, DirectorySnapshot } from './directory.ts';
import { userSchema } from './user.ts';

/** Shortest time between two writes, since changes come in bursts. */
const pauseMs = 1_000;

const tenantSchema = z.object({
  number: z.int(),
  records: z.array(
    z.object({
      user: userSchema,
      created: z.int(),
      changed: z.partialRecord(userSchema.keyof(), z.int()),
      removed: z
        .object({ number: z.int(), reason: z.enum(['changed', 'deleted']) })
        .exactOptional(),
    }),
  ),
  groups: z.array(
    z.object({
      id: z.string(),
      displayName: z.string(),
      members: z.array(z.string()),
      owners: z.array(z.string()),
    }),
  ),
});
const fileSchema: z.ZodType<DirectorySnapshot> = z.object({
  id: z.string(),
  generation: z.int(),
  tenants: z.record(z.string(), tenantSchema),
});

export type GraphLog = Pick<Log, 'info' | 'warn'>;

export function createKeptDirectory(deps: {
  directory: Directory;
  dataDir: string;
  log: GraphLog;
}) {
  const { directory, log } = deps;
  const file = path.join(deps.dataDir, 'local-graph.json');
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  /** Unchanged data isn't written, since another process may have written since. */
  let unwritten = false;

  async function write(): Promise<void> {
    if (!unwritten) return;
    unwritten = false;
    try {
      await mkdir(deps.dataDir, { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify(directory.snapshot()));
      await rename(`${file}.new`, file);
    } catch (error) {
      log.warn({ err: error }, 'local Graph: the directory could not be kept');
    }
  }

  return {
    /** Restores the stored directories. A damaged file is left aside, and the directories start empty. */
    async start(): Promise<void> {
      try {
        directory.restore(fileSchema.parse(JSON.parse(await readFile(file, 'utf8'))));
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return;
        log.warn({ err: error }, 'local Graph: the kept directory is not readable');
      }
    },

    changed(): void {
      unwritten = true;
      timer ??= setTimeout(() => {
        timer = undefined;
        writing = writing.then(write);
      }, pauseMs);
    },

    async stop(): Promise<void> {
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}
