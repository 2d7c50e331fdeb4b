import { readFileSync, rmSync, utimesSync, writeFileSync, statSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/**
 * The lock of a data directory: a file with the process's id, touched while the process lives. The id alone
 * isn't enough, since after a reboot it may belong to another program; nor is the time alone, since the
 * successor of a killed process should not have to wait.
 */
export interface HeldLock {
  release(): void;
}

const touchEveryMs = 2_000;
/** An older file is stale even if a process has that id. */
const staleAfterMs = 20_000;

/** Writes the lock file, replacing an existing one, and keeps it fresh until it is released. */
export function holdLock(file: string): HeldLock {
  const mine = JSON.stringify({ pid: process.pid, nonce: randomUUID() });
  writeFileSync(file, mine);
  return keepFresh(file, mine);
}

/**
 * Takes the lock unless a living process holds it.
 * @returns the id of the process that holds it, if one does
 */
export async function tryLock(file: string): Promise<HeldLock | number> {
  const holder = holderOf(file);
  if (holder !== undefined) return holder;
  const mine = JSON.stringify({ pid: process.pid, nonce: randomUUID() });
  writeFileSync(file, mine);
  // Two processes that found the same stale lock both wrote: after a moment the last one's text remains, and
  // the other yields.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const currentState = textOf(file);
  if (currentState === mine) return keepFresh(file, mine);
  return pidIn(currentState) ?? 0;
}

/** The process that holds a lock, if it is alive; this process's own id counts as stale. */
export function holderOf(file: string): number | undefined {
  const pid = pidIn(textOf(file));
  if (pid === undefined || pid === process.pid || !isAlive(pid)) return undefined;
  const age = ageOf(file);
  return age !== undefined && age < staleAfterMs ? pid : undefined;
}

function keepFresh(file: string, mine: string): HeldLock {
  const timer = setInterval(() => {
    try {
      const now = new Date();
      utimesSync(file, now, now);
    } catch {
      // The directory was removed, so there is nothing left to protect.
    }
  }, touchEveryMs);
  timer.unref();
  return {
    release: () => {
      clearInterval(timer);
      if (textOf(file) === mine) rmSync(file, { force: true });
    },
  };
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function ageOf(file: string): number | undefined {
  try {
    return Date.now() - statSync(file).mtimeMs;
  } catch {
    return undefined;
  }
}

function pidIn(text: string | undefined): number | undefined {
  const found = /"pid":(\d{1,10})/.exec(text ?? '')?.[1];
  return found === undefined ? undefined : Number(found);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
