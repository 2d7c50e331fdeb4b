import { readFileSync, rmSync, utimesSync, writeFileSync, statSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

/**
 * Who uses a data directory: a file with the process's id, touched while it lives. The id alone would not do, since
 * after a restart of the machine it may belong to another program; nor would the time alone, since a killed
 * process's successor should not have to wait.
 */
export interface HeldLock {
  release(): void;
}

const touchEveryMs = 2_000;
/** Older than this, and the file is a leftover even if a process has that id. */
const staleAfterMs = 20_000;

/** Writes the lock file, whoever's it was before, and keeps it fresh until it is released. */
export function holdLock(file: string): HeldLock {
  const mine = JSON.stringify({ pid: process.pid, nonce: randomUUID() });
  writeFileSync(file, mine);
  return keepFresh(file, mine);
}

/**
 * Takes the lock if nobody alive holds it.
 * @returns the id of the process that holds it, if one does
 */
export async function tryLock(file: string): Promise<HeldLock | number> {
  const holder = holderOf(file);
  if (holder !== undefined) return holder;
  const mine = JSON.stringify({ pid: process.pid, nonce: randomUUID() });
  writeFileSync(file, mine);
  // Two that found the same leftover both wrote: after a moment the last one's text stands, and the other yields.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const currentState = textOf(file);
  if (currentState === mine) return keepFresh(file, mine);
  return pidIn(currentState) ?? 0;
}

/** The process that holds a lock, if it is alive; this process's own id counts as a leftover. */
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
      // The directory was removed under us; there is nothing left to protect.
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
    // EPERM: it is there, and someone else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
