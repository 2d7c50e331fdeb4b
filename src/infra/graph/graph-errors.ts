import { AppError } from '../../errors.ts';

/** An error of the SDK; the status is -1 where there was no response. */
interface GraphFailure {
  readonly statusCode?: number;
  readonly code?: string | null;
}

/** Converts a Graph error to an AppError. */
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

/** The permissions that the app registration needs; an administrator of the tenant grants them. */
const permissions = 'User.Read.All, GroupMember.Read.All';
