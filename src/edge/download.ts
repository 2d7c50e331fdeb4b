import { lookup } from 'node:dns';
import { request as requestPlain, type IncomingMessage } from 'node:http';
import { request as requestTls, type Agent } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '../errors.ts';
import { publicLookup } from './public-address.ts';

/**
 * Fetches the file that Teams attached to a message. The address is part of the message and therefore
 * untrusted: only https, only hosts on which Teams stores files, no address of a private network, redirects
 * checked hop by hop, time and bytes bounded. The address is pre-authenticated and valid for minutes: no token
 * is sent, and it is used at once and never stored.
 */
export interface DownloadPolicy {
  /** local mode: addresses on loopback are allowed, also without TLS */
  readonly loopback: boolean;
  /** longest wait for the first and for each further byte */
  readonly idleMilliseconds: number;
  /** longest download as a whole */
  readonly totalMilliseconds: number;
  /** resolves names, before their addresses are checked; absent: the machine's resolver */
  readonly resolve?: LookupFunction;
  /** opens connections; absent: a new connection each, with Node's certificate authorities */
  readonly agent?: Agent;
}

export const usualPolicy: Omit<DownloadPolicy, 'loopback'> = {
  idleMilliseconds: 8000,
  totalMilliseconds: 60_000,
};

/** The person's OneDrive, where Teams keeps the files of a personal chat, in each cloud of Teams. */
const hosts = [
  /\.sharepoint\.(com|us|cn|de)$/,
  /\.sharepoint-df\.com$/,
  /\.sharepoint-mil\.us$/,
  /\.svc\.ms$/,
  /\.1drv\.com$/,
  /^onedrive\.live\.com$/,
];
const maxRedirects = 4;

/**
 * @param ending aborts it before its time is up
 * @throws AppError `file-address-refused | -expired | -slow | -failed`; also while the bytes are read
 */
export async function* download(
  address: string,
  policy: DownloadPolicy,
  ending?: AbortSignal,
): AsyncGenerator<Buffer> {
  const total = AbortSignal.timeout(policy.totalMilliseconds);
  const limit = ending === undefined ? total : AbortSignal.any([total, ending]);
  try {
    const response = await follow(parse(address), policy, limit);
    for await (const chunk of response) {
      limit.throwIfAborted();
      yield chunk as Buffer;
    }
    if (!response.complete)
      throw new AppError('file-address-failed', {}, { note: 'the download broke off' });
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (limit.aborted) throw new AppError('file-address-slow', {}, { cause: error });
    throw new AppError('file-address-failed', {}, { cause: error });
  }
}

function parse(address: string): URL {
  if (!URL.canParse(address))
    throw new AppError('file-address-refused', {}, { note: 'not an address' });
  return new URL(address);
}

async function follow(
  first: URL,
  policy: DownloadPolicy,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  let address = first;
  for (let hop = 0; hop <= maxRedirects; hop += 1) {
    check(address, policy);
    const response = await get(address, policy, signal);
    const status = response.statusCode ?? 0;
    if (status === 200) return plain(response);
    response.destroy();
    const location = response.headers.location;
    if (
      status >= 300 &&
      status < 400 &&
      location !== undefined &&
      URL.canParse(location, address.href)
    ) {
      address = new URL(location, address);
      continue;
    }
    if ([401, 403, 404, 410].includes(status))
      throw new AppError('file-address-expired', { status });
    throw new AppError('file-address-failed', { status });
  }
  throw new AppError('file-address-refused', {}, { note: 'too many redirects' });
}

function plain(response: IncomingMessage): IncomingMessage {
  const { 'content-encoding': encoding = 'identity' } = response.headers;
  if (encoding === 'identity') return response;
  response.destroy();
  throw new AppError('file-address-failed', {}, { note: `content-encoding ${encoding}` });
}

function hostOf(address: URL): string {
  return address.hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

function check(address: URL, policy: DownloadPolicy): void {
  const host = hostOf(address);
  if (policy.loopback && isLoopback(host) && ['http:', 'https:'].includes(address.protocol)) return;
  const known =
    address.protocol === 'https:' &&
    address.port === '' &&
    hosts.some((pattern) => pattern.test(host));
  if (!known || address.username !== '' || address.password !== '')
    throw new AppError('file-address-refused', {}, { note: `host ${host}` });
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function get(address: URL, policy: DownloadPolicy, signal: AbortSignal): Promise<IncomingMessage> {
  const request = address.protocol === 'https:' ? requestTls : requestPlain;
  const here = policy.loopback && isLoopback(hostOf(address));
  return new Promise((resolve, reject) => {
    const asked = request(
      address.href,
      {
        signal,
        // Starts with the name look-up: a name server or host that never answers is idle too.
        timeout: policy.idleMilliseconds,
        // Compressed bytes would be counted, examined and stored as if they were the file.
        headers: { 'accept-encoding': 'identity' },
        // No connection is kept: the next file comes from another host.
        agent: policy.agent ?? false,
        ...(!here && { lookup: publicLookup(policy.resolve ?? lookup) }),
      },
      (response) => {
        answer = response;
        resolve(response);
      },
    );
    let answer: IncomingMessage | undefined;
    asked.on('timeout', () => {
      (answer ?? asked).destroy(new AppError('file-address-slow', {}, { note: 'no byte came' }));
    });
    asked.on('error', (error) => {
      reject(error);
      // The response had started: it is longer than declared, or isn't valid HTTP. The bytes so far aren't the
      // file.
      answer?.destroy(error);
    });
    asked.end();
  });
}
