import { beforeDeadline, currentDeadline } from '../../lib/deadline.ts';
import { assertHeld } from '../../lib/fence.ts';
import { AppError } from '../../errors.ts';

/** The HTTP status that a storage service refused with; undefined for anything else, network errors included. */
export function statusOf(error: unknown): number | undefined {
  if (!isRestError(error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** The service's own code of an error, such as `UpdateConditionNotSatisfied`, wherever the SDK put it. */
export function codeOf(error: unknown): string | undefined {
  if (!isRestError(error)) return undefined;
  const details = error.details as
    { odataError?: { code?: unknown }; errorCode?: unknown } | undefined;
  const candidates = [details?.odataError?.code, details?.errorCode, error.code];
  return candidates.find((code) => typeof code === 'string');
}

/**
 * Runs requests to storage. What the network or the service itself is to blame for becomes AppError
 * `storage-unreachable` (the SDK has tried again by then); any other refusal passes on as it is.
 * @throws the reason of a right that was lost, under which this runs: nothing is asked for then
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
 * The same with a limit of time over all tries, and with the deadline of what it is for; for blobs and queues, whose clients
 * know neither.
 * @param outer a signal of the caller's: its abort passes on as the error that it brings
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

/** `storage-unreachable` for an error that means it, or undefined. */
export function unreachable(error: unknown): AppError | undefined {
  if (error instanceof AppError || !isOutage(error)) return undefined;
  const status = statusOf(error);
  const note = [status, codeOf(error)].filter((part) => part !== undefined).join(' ');
  // Not as the cause: a RestError holds its request, and the request's address may be signed.
  return new AppError('storage-unreachable', {}, { note: note === '' ? 'no answer' : note });
}

function isOutage(error: unknown): boolean {
  if (!isRestError(error)) return false;
  const status = statusOf(error);
  if (status !== undefined) return status >= 500 || status === 408 || status === 429;
  return typeof error.code === 'string' && networkCodes.has(error.code);
}

/** Whether the identity could get no token, as the SDK names it. */
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
  // Without a status it is an answer that broke off in its middle.
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
