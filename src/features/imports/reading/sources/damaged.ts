import { AppError } from '../../../../errors.ts';

/**
 * What a library says of a file that it can't read, as our own error. What the system or the store says stays what it is: the
 * next try may go well.
 */
export function asDamaged(error: unknown): unknown {
  if (error instanceof AppError) return error;
  const { name, syscall } = error as { name?: unknown; syscall?: unknown };
  if (name === 'AbortError' || syscall !== undefined) return error;
  return new AppError('file-is-damaged', {}, { cause: error });
}
