import { beforeDeadline, currentDeadline } from '../../lib/deadline.ts';
import { assertHeld } from '../../lib/fence.ts';
import { AppError } from '../../errors.ts';

/** The HTTP status of a storage service's error; undefined for anything else, including network errors. */
export function statusOf(error: unknown): number | undefined {
  if (!isRestError(error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** The service's error code, such as `UpdateConditionNotSatisfied`, from any place where the SDK puts it. */
export function codeOf(error: unknown): string | undefined {
  if (!isRestError(error)) return undefined;
  const details = error.details as
    { odataError?: { code?: unknown }; errorCode?: unknown } | undefined;
  const candidates = [details?.odataError?.code, details?.errorCode, error.code];
  return candidates.find((code) => typeof code === 'string');
}

/**
 * Runs requests to storage. Failures of the network or the service become AppError `storage-unreachable` (after
 * the SDK's retries); any other error is passed on.
 */
export async function withStorageErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  assertHeld();
  try {
    return await work();
  } catch (error) {
    throw unreachable(error) ?? error;
  }
}

/**
 * The same with a timeout over all attempts, and within the current deadline; for blobs and queues, whose
 * clients support neither.
 * @param outer signal of the caller; its abort is passed on as its own error
 * @throws AppError `too-slow` at the deadline
 */
export async function withStorageErrorsWithin<Result>(
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<Result>,
  outer?: AbortSignal,
): Promise<Result> {
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), milliseconds);
  const signals = [limit.signal, outer, currentDeadline()?.signal];
  const signal = AbortSignal.any(signals.filter((each) => each !== undefined));
  try {
    return await beforeDeadline(() => withStorageErrors(() => work(signal)));
  } catch (error) {
    outer?.throwIfAborted();
    if (!limit.signal.aborted) throw error;
    throw new AppError('storage-unreachable', {}, { note: `no answer in ${milliseconds} ms` });
  } finally {
    clearTimeout(timer);
  }
}

/** @returns `storage-unreachable` for an error of that kind, or undefined */
export function unreachable(error: unknown): AppError | undefined {
  if (error instanceof AppError || !isOutage(error)) return undefined;
  const status = statusOf(error);
  const note = [status, codeOf(error)].filter((part) => part !== undefined).join(' ');
  // Not as the cause: a RestError holds its request, whose address may be signed.
  return new AppError('storage-unreachable', {}, { note: note === '' ? 'no answer' : note });
}

function isOutage(error: unknown): boolean {
  if (!isRestError(error)) return false;
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || status === 408 || status === 429;
  return typeof error.code === 'string' && networkCodes.has(error.code);
}

/**
 * The operator's configuration error, without the original error as its cause: that holds the request and its headers.
 * @returns `storage-refused` where a role, a key or a token is missing, or undefined
 */
export function refused(error: unknown): AppError | undefined {
  const status = statusOf(error);
  if (status === 401 || status === 403) {
    return new AppError('storage-refused', { reason: codeOf(error) ?? status });
  }
  if (!isNoToken(error)) return undefined;
  return new AppError('storage-refused', { reason: 'no token for the identity' });
}

/** Whether the identity got no token, by the SDK's error name. */
export function isNoToken(error: unknown): boolean {
  const name = error instanceof Error ? error.name : '';
  return /^(?:CredentialUnavailable|Authentication|AggregateAuthentication)Error$/.test(name);
}

const networkCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  // Without a status it means a truncated response.
  'PARSE_ERROR',
  'REQUEST_SEND_ERROR',
]);

interface RestErrorLike extends Error {
  readonly statusCode?: unknown;
  readonly code?: unknown;
  readonly details?: unknown;
}

/** By name: each of the three SDKs may bring a class of its own. */
function isRestError(error: unknown): error is RestErrorLike {
  return error instanceof Error && error.name === 'RestError';
}
