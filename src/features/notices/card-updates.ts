import { AppError } from '../../errors.ts';
import type { Log } from '../../log.ts';

/**
 * @returns the rendered card; undefined when rendering fails for good, which counts as an attempt and is logged
 * @throws AppError `storage-unreachable`: retried, however long that takes
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
