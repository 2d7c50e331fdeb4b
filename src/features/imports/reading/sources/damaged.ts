import { AppError } from '../../../../errors.ts';

/**
 * A library's error about an unreadable file, as an error of Rollcall. Errors of the system or the store stay
 * as they are, since the next attempt may succeed.
 */
export function asDamaged(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { name, syscall } = error as { name?: unknown; syscall?: unknown };
  if (name === 'AbortError' || syscall !== undefined) return error;
  return new AppError('file-is-damaged', {}, { cause: error });
}
