import type { AppError } from '../../errors.ts';
import type { Operation } from './operation.ts';

type Failing = Pick<Operation, 'kind' | 'madeFrom' | 'restores' | 'undo'>;

/** The thing that failed, as the sentences about failures distinguish it: each says another way to go on. undefined: a file */
function kindOf({ kind, madeFrom, restores, undo }: Failing): string | undefined {
  if (undo !== undefined) return 'undo';
  if (restores !== undefined) return 'restore';
  if (madeFrom === 'list') return 'list';
  return kind === 'import' ? undefined : kind;
}

/** An operation's failure, with what failed. @param error absent: of an earlier version, which kept none */
export function failureOf(
  operation: Failing,
  error: Pick<AppError, 'code' | 'details'> = { code: 'unexpected', details: {} },
): Pick<AppError, 'code' | 'details'> {
  const kind = kindOf(operation);
  return kind === undefined ? error : { ...error, details: { ...error.details, kind } };
}
