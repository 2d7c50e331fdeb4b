import { AppError } from '../../errors.ts';

/** As the SDK throws it: -1 where no answer came. */
interface GraphFailure {
  readonly statusCode?: number;
  readonly code?: string | null;
}

/** A refusal of Graph, as ours. */
export function graphError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  const { statusCode = -1, code } = (error ?? {}) as GraphFailure;
  const note = `Graph answered ${String(statusCode)} ${code ?? ''}`.trim();
  if (statusCode === 410) return new AppError('entra-delta-expired', {}, { cause: error, note });
  if (statusCode === 401 || statusCode === 403) {
    return new AppError('entra-refused', { permission: permissions }, { cause: error, note });
  }
  return new AppError('entra-unreachable', {}, { cause: error, note });
}

/** What the app registration needs; an administrator of the tenant grants it. */
const permissions = 'User.Read.All, GroupMember.Read.All';
