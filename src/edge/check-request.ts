import type { IncomingMessage } from 'node:http';
import type { EdgeLimits } from './limits.ts';

/** The reason why a request is refused before it reaches a route. */
export interface Refusal {
  readonly status: 400 | 405 | 413 | 414 | 415 | 417 | 431;
  /** for the log and the response; contains nothing from the request */
  readonly reason: string;
}

export interface Accepted {
  readonly methods: readonly string[];
  /** `bodyBytes` 0: no body allowed */
  readonly limits: Pick<EdgeLimits, 'bodyBytes' | 'targetCharacters' | 'hostCharacters'>;
}

/** A name, an IPv4 or a bracketed IPv6 address, and a port: only what a URL can be built from. */
const hostForm = /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?$/i;
/** A path on this server, in the characters that a URL allows. Absolute URLs are for proxies, and this isn't one. */
const targetForm = /^\/(?!\/)[\w\-.~!$&'()*+,;=:@%/?]*$/;

/**
 * Checks the head of a request: method, target, host, and what it declares about its body. A request that
 * passes is safe to build a URL from, which routers and loggers do unchecked.
 */
export function refusalOf(request: IncomingMessage, accepted: Accepted): Refusal | undefined {
  const { method = '', url = '', headers } = request;
  const { bodyBytes, targetCharacters, hostCharacters } = accepted.limits;
  if (!accepted.methods.includes(method)) return refusal(405, 'method');
  if (url.length > targetCharacters) return refusal(414, 'target too long');
  if (!isTarget(url)) return refusal(400, 'target');
  if (!hasGoodHost(request, hostCharacters)) return refusal(400, 'host');
  // A compressed body would be unpacked, without a limit, before the sender is authenticated. Teams sends none.
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    return refusal(415, 'compressed body');
  // Bodies without a declared length are counted as they arrive.
  if (Number(headers['content-length'] ?? '0') > bodyBytes) return refusal(413, 'body too large');
  if (bodyBytes === 0 && headers['transfer-encoding'] !== undefined)
    return refusal(413, 'body too large');
  return undefined;
}

export function refusal(status: Refusal['status'], reason: string): Refusal {
  return { status, reason };
}

function isTarget(target: string): boolean {
  if (!targetForm.test(target) || !URL.canParse(`http://localhost${target}`)) return false;
  try {
    decodeURIComponent(target);
    return true;
  } catch {
    return false;
  }
}

/** HTTP/1.1 requires exactly one; a health check may speak 1.0 and have none. */
function hasGoodHost(
  { rawHeaders, headers, httpVersion }: IncomingMessage,
  longest: number,
): boolean {
  const names = rawHeaders.filter((_, at) => at % 2 === 0);
  const hosts = names.filter((name) => name.toLowerCase() === 'host').length;
  if (hosts === 0) return httpVersion === '1.0';
  const { host = '' } = headers;
  if (hosts > 1 || host.length > longest || !hostForm.test(host)) return false;
  return URL.canParse(`http://${host}`);
}
