import { z } from 'zod';
import { AppError } from '../../errors.ts';

const refusal = z.object({ error: z.object({ code: z.string() }) });

/**
 * A link to changes or to a further page that is too old. Graph's pages name 410 for it; for users it is announced, and
 * seen, as 400 with such a code.
 */
const tooOld = /^(?:syncState\w*|resync\w*|Directory_Expired\w*|Directory_Invalid\w*Token)$/i;

/** Converts an answer of Graph that isn't 200. */
export function refusedBy(status: number, body: string | null | undefined): AppError {
  const code = codeIn(body);
  const note = `Graph answered ${String(status)} ${code}`.trim();
  if (status === 410 || (status === 400 && tooOld.test(code)))
    return new AppError('entra-delta-expired', {}, { note });
  if (status === 401 || status === 403) {
    return new AppError('entra-refused', { permission: permissions }, { note });
  }
  return new AppError('entra-unreachable', {}, { note });
}

/** Converts an error of a call to Graph. */
export function graphError(cause: unknown): AppError {
  if (cause instanceof AppError) return cause;
  return new AppError('entra-unreachable', {}, { cause, note: 'Graph gave no answer' });
}

function codeIn(body: string | null | undefined): string {
  try {
    return refusal.parse(JSON.parse(body ?? '')).error.code;
  } catch {
    return '';
  }
}

/** The permissions that the app registration needs; an administrator of the tenant grants them. */
const permissions = 'User.Read.All, GroupMember.Read.All';
