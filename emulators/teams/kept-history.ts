/** Stores the chats and their members in one small file, so that they survive a restart of local mode. */
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { History } from './history.ts';
import type { LocalLog } from './log.ts';
import type { Rosters } from './rosters.ts';

/** Shortest time between two writes, since changes come in bursts (a card's progress). */
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
  /** absent in files of earlier versions: the initial members apply */
  rosters: z
    .array(
      z.object({
        chatId: z.string(),
        members: z.array(z.string()),
        team: z.object({ name: z.string(), owners: z.array(z.string()) }).optional(),
        deleted: z.boolean(),
      }),
    )
    .default([]),
});

export function createKeptHistory(deps: {
  history: History;
  rosters: Rosters;
  dataDir: string;
  log: LocalLog;
}) {
  const { history, rosters, log } = deps;
  const file = path.join(deps.dataDir, 'local-teams.json');
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let stopListening: (() => void)[] = [];

  async function write(): Promise<void> {
    try {
      await mkdir(deps.dataDir, { recursive: true });
      await writeFile(
        `${file}.new`,
        JSON.stringify({ ...history.snapshot(), rosters: rosters.snapshot() }),
      );
      await rename(`${file}.new`, file);
    } catch (error) {
      log.warn({ err: error }, 'local Teams: the chats could not be kept');
    }
  }

  function writeSoon(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      writing = writing.then(write);
    }, pauseMs);
  }

  return {
    /** Restores the stored chats. A damaged file is left aside, and the chats start empty. */
    async start(): Promise<void> {
      try {
        const kept = fileSchema.parse(JSON.parse(await readFile(file, 'utf8')));
        rosters.restore(kept.rosters);
        history.restore(kept);
      } catch (error) {
        if (!isMissing(error))
          log.warn({ err: error }, 'local Teams: the kept chats are not readable');
      }
      stopListening = [
        rosters.onChange(writeSoon),
        history.onChange(({ kind }) => {
          if (kind === 'message' || kind === 'app') writeSoon();
        }),
      ];
    },

    async stop(): Promise<void> {
      for (const stop of stopListening) stop();
      clearTimeout(timer);
      await writing;
      await write();
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
