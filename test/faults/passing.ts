import type { IncomingMessage } from 'node:http';
import type { Passing } from './faults.ts';

/** The class of a request to a service. Ids and shards are removed, so that similar requests are counted together. */

export function toBlob({ method = '', url = '' }: IncomingMessage): Passing {
  const { pathname, searchParams } = new URL(url, 'http://proxy');
  const [, , container = ''] = pathname.split('/');
  const part = searchParams.get('comp') ?? '';
  return of('blob', `${method} ${container} ${part}`.trim(), method === 'GET' || method === 'HEAD');
}

export function toQueue({ method = '', url = '' }: IncomingMessage): Passing {
  const [, , queue = '', , message] = new URL(url, 'http://proxy').pathname.split('/');
  const what = message === undefined ? '' : 'claimed';
  const isTaking = method === 'GET';
  return { ...of('queue', `${method} ${queue} ${what}`.trim(), false), isPoll: isTaking };
}

export function toTable({ method = '', url = '' }: IncomingMessage): Passing {
  const [, , resource = ''] = new URL(url, 'http://proxy').pathname.split('/');
  const table = resource.replace(/\(.*$/, '').replace(/^people[0-9a-f]$/, 'people');
  return of('table', `${method} ${table}`, method === 'GET');
}

export function toConnector({ method = '', url = '' }: IncomingMessage): Passing {
  const { pathname } = new URL(url, 'http://proxy');
  const what = /\/(activities|members|pagedmembers|conversations|files)\b/.exec(pathname)?.[1];
  return of('connector', `${method} ${what ?? 'other'}`, method === 'GET');
}

export function toGraph({ method = '' }: IncomingMessage): Passing {
  return of('graph', method, method === 'GET');
}

export function toBot({ method = '' }: IncomingMessage): Passing {
  return of('bot', method, false);
}

function of(service: Passing['service'], name: string, isRead: boolean): Passing {
  return { service, name: `${service} ${name}`, isPoll: false, isRead };
}
