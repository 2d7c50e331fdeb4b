import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';

/**
 * What was drawn; undefined when it can't be, now or ever, which counts as a try and is seen in the log.
 * @throws AppError `storage-unreachable`: the next try may find the store there, however long that takes
 */
export async function drawnOrLogged<T>(
  draw: () => Promise<T>,
  log: Log,
  operation: string,
): Promise<T | undefined> {
  try {
    return await draw();
  } catch (err) {
    if (err instanceof AppError && err.code === 'storage-unreachable') throw err;
    log.error({ err, operation }, 'a card could not be drawn');
    return undefined;
  }
}
