import { z } from 'zod';
import { AppError } from '../../errors.ts';

const refusal = z.object({ error: z.object({ code: z.string() }) });

/** Converts an answer of Graph that isn't 200. */
export function refusedBy(status: number, body: string | null | undefined): AppError {
  const note = `Graph answered ${String(status)} ${codeIn(body)}`.trim();
  if (status === 410) return new AppError('entra-delta-expired', {}, { note });
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
