/** Asks the local Graph as any program would: over HTTP, following links. */
import { createLocalGraph } from '../../../emulators/graph/local-graph.ts';
import type { LocalGraph, LocalGraphOptions } from '../../../emulators/graph/local-graph.ts';

export const tenantId = '00000000-0000-4000-8000-0000000000a1';

export interface Page {
  readonly value: readonly Record<string, unknown>[];
  readonly '@odata.nextLink'?: string;
  readonly '@odata.deltaLink'?: string;
}

export interface Refusal {
  readonly error: {
    readonly code: string;
    readonly message: string;
    readonly innerError: Record<string, unknown>;
  };
}

const silent = { info: () => undefined, warn: () => undefined };

export async function startGraph(
  options: Partial<Omit<LocalGraphOptions, 'host'>> = {},
): Promise<LocalGraph> {
  const graph = createLocalGraph({ port: 0, log: silent, ...options, host: '127.0.0.1' });
  await graph.start();
  return graph;
}

/** @param address absolute, or what comes behind `/v1.0` */
export function get(
  graph: LocalGraph,
  address: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  const url = address.startsWith('http') ? address : graph.url + address;
  const signal = AbortSignal.timeout(60_000);
  return fetch(url, {
    signal,
    headers: { authorization: `Bearer local:${tenantId}`, ...headers },
  });
}

export async function page(
  graph: LocalGraph,
  address: string,
  headers: Record<string, string> = {},
): Promise<Page> {
  const response = await get(graph, address, headers);
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as Page;
}

/** Follows the links to the end. */
export async function round(graph: LocalGraph, address: string) {
  const value: Record<string, unknown>[] = [];
  let pages = 0;
  for (let next: string | undefined = address; next !== undefined;) {
    const read: Page = await page(graph, next);
    pages += 1;
    value.push(...read.value);
    if (read['@odata.deltaLink'] !== undefined) {
      return { value, pages, deltaLink: read['@odata.deltaLink'] };
    }
    next = read['@odata.nextLink'];
  }
  throw new Error('the last page has no delta link');
}

export async function refusalOf(response: Response): Promise<Refusal['error']> {
  return ((await response.json()) as Refusal).error;
}
