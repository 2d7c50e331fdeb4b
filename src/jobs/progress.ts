/**
 * Limits how often progress is written to a record: the first call writes at once, later ones at most once per
 * interval, the latest state winning. Never two writes at a time.
 */
export interface Progress<T> {
  /** Records a state; writes it if it is time. Throws what an earlier write threw. */
  note(state: T): void | Promise<void>;
  /** Writes the latest state if it isn't written yet. */
  flush(): Promise<void>;
  /** Waits for a write in progress, whatever comes of it, and forgets the latest state: it is recorded in another way. */
  settle(): Promise<void>;
}

export function createProgress<T>(
  everyMilliseconds: number,
  write: (state: T) => Promise<void>,
): Progress<T> {
  let latest: { state: T } | undefined;
  let lastWrite = 0;
  let writing: Promise<void> | undefined;

  async function writeLatest(): Promise<void> {
    const noted = latest;
    if (noted === undefined) return;
    latest = undefined;
    lastWrite = Date.now();
    await write(noted.state);
  }

  return {
    note(state) {
      latest = { state };
      if (writing !== undefined || Date.now() - lastWrite < everyMilliseconds) return;
      writing = writeLatest().finally(() => (writing = undefined));
      return writing;
    },
    async flush() {
      await writing;
      await writeLatest();
    },
    async settle() {
      latest = undefined;
      await writing?.catch(() => undefined);
    },
  };
}
