/** Keeps the chats in one small file, so that a restart of local mode finds them as they were. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { History } from './history.ts';
import type { LocalLog } from './log.ts';

/** Changes come in bursts (a card's progress): written at most this often. */
const pauseMs = 500;

const fileSchema = z.object({
  messages: z.array(
    z.looseObject({
      id: z.string(),
      chatId: z.string(),
      conversationId: z.string(),
      from: z.string(),
      at: z.string(),
      attachments: z.array(z.looseObject({ contentType: z.string() })),
      views: z.record(z.string(), z.record(z.string(), z.unknown())),
      change: z.number(),
    }),
  ),
  apps: z.record(z.string(), z.enum(['new', 'added', 'removed'])),
});

export function createKeptHistory(deps: { history: History; dataDir: string; log: LocalLog }) {
  const { history, log } = deps;
  const file = path.join(deps.dataDir, 'local-teams.json');
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let stopListening: (() => void) | undefined;

  async function write(): Promise<void> {
    try {
      await mkdir(deps.dataDir, { recursive: true });
      await writeFile(`${file}.new`, JSON.stringify(history.snapshot()));
      await rename(`${file}.new`, file);
    } catch (error) {
      log.warn({ err: error }, 'local Teams: the chats could not be kept');
    }
  }

  return {
    /** Takes back what was kept. A damaged file is left aside: the chats begin anew. */
    async start(): Promise<void> {
      try {
        const kept = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
        history.restore(kept);
      } catch (error) {
        if (!isMissing(error))
          log.warn({ err: error }, 'local Teams: the kept chats are not readable');
      }
      stopListening = history.onChange((event) => {
        if (event.kind !== 'message' && event.kind !== 'app') return;
        timer ??= setTimeout(() => {
          timer = undefined;
          writing = writing.then(write);
        }, pauseMs);
      });
    },

    async stop(): Promise<void> {
      stopListening?.();
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
