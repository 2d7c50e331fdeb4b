import { chanceOf } from './chance.ts';

/** A fault of one request. */
export type Fault =
  | { readonly kind: 'late'; readonly ms: number }
  /** the connection breaks before the request was carried out */
  | { readonly kind: 'reset-before' }
  /** the request was carried out, and the connection breaks before the response */
  | { readonly kind: 'reset-after' }
  | {
      readonly kind: 'refused';
      readonly status: number;
      /** seconds of a Retry-After header */
      readonly retryAfter?: number;
      /** the service carried it out and returns an error nevertheless */
      readonly carriedOut: boolean;
    }
  /** no response until the client times out */
  | { readonly kind: 'hung'; readonly carriedOut: boolean }
  /** the response is truncated */
  | { readonly kind: 'torn'; readonly share: number };

type Service = 'blob' | 'queue' | 'table' | 'connector' | 'graph' | 'bot';

/** The properties of a request that faults depend on: requests of one class are counted, and the number decides the fault. */
export interface Passing {
  readonly service: Service;
  /** such as `table PUT operations` */
  readonly name: string;
  /** polls for work: there are many of these, so each is less likely to fail */
  readonly isPoll: boolean;
  /** changes nothing, and its response can be truncated */
  readonly isRead: boolean;
}

export interface Weather {
  /** @param who the process that sends it: each has a count of its own */
  faultFor(who: string, passing: Passing): Fault | undefined;
  /** No more faults from here on. */
  clear(): void;
  /** faults so far, by service and kind */
  readonly injected: ReadonlyMap<string, number>;
}

/** Average percentage of requests with a fault. */
const percent: Readonly<Record<Service, number>> = {
  blob: 3,
  queue: 3,
  table: 2,
  connector: 7,
  graph: 10,
  bot: 4,
};
const pollsPercent = 0.4;
/** A hung request costs its client half a minute, so a run has only a few. */
const maxHung = 2;
/** More consecutive faults than the storage clients retry, so the product has to handle them. */
const longestRow = 7;

/** The faults of one run. A tenth of the runs have none but kills. */
export function createWeather(seed: number): Weather {
  const chance = chanceOf(seed, 'weather');
  const strength = chance.yes(0.1) ? 0 : chance.pick([0.5, 1, 1, 2]);
  const counted = new Map<string, number>();
  /** faults that continue for some more requests of a class, since real faults often do */
  const rows = new Map<string, { readonly fault: Fault; left: number }>();
  const injected = new Map<string, number>();
  const still = createStandstill(seed);
  let isClear = false;
  let hung = 0;

  function decide(who: string, passing: Passing): Fault | undefined {
    const name = `${who} ${passing.name}`;
    const ordinal = (counted.get(name) ?? 0) + 1;
    counted.set(name, ordinal);
    const row = rows.get(name);
    if (row !== undefined) {
      row.left -= 1;
      if (row.left <= 0) rows.delete(name);
      return row.fault;
    }
    const here = chanceOf(seed, name, ordinal);
    const share = passing.isPoll ? pollsPercent : percent[passing.service];
    if (!here.yes((share / 100) * strength)) return undefined;
    const fault = faultOf(passing, here);
    if (fault.kind !== 'hung' && fault.kind !== 'late' && here.yes(0.3)) {
      rows.set(name, { fault, left: here.whole(1, longestRow) });
    }
    return fault;
  }

  return {
    injected,
    faultFor(who, passing) {
      if (isClear) return undefined;
      const fault = still(passing) ?? decide(who, passing);
      if (fault === undefined) return undefined;
      if (fault.kind === 'hung') {
        if (hung >= maxHung) return undefined;
        hung += 1;
      }
      const key = `${passing.service} ${nameOf(fault)}`;
      injected.set(key, (injected.get(key) ?? 0) + 1);
      return fault;
    },
    clear() {
      isClear = true;
    },
  };
}

/** Longer than a claim or a lease; so long, requests wait and none is lost. */
const standstillMs = [20_000, 35_000];

/** In some runs the storage as a whole stands still for a time, and then goes on. */
function createStandstill(seed: number): (passing: Passing) => Fault | undefined {
  const chance = chanceOf(seed, 'frozen storage');
  const from = chance.yes(0.25) ? chance.whole(50, 400) : Infinity;
  const ms = chance.pick(standstillMs);
  let asked = 0;
  let until: number | undefined;
  return ({ service }) => {
    if (service !== 'blob' && service !== 'queue' && service !== 'table') return undefined;
    asked += 1;
    if (asked < from) return undefined;
    until ??= Date.now() + ms;
    const left = until - Date.now();
    return left > 0 ? { kind: 'late', ms: left } : undefined;
  };
}

function nameOf(fault: Fault): string {
  if (fault.kind === 'refused') return `${fault.status}${fault.carriedOut ? ' though done' : ''}`;
  return fault.kind;
}

function faultOf({ service, isRead }: Passing, chance: ReturnType<typeof chanceOf>): Fault {
  const dice = chance.number();
  if (dice < 0.25) return { kind: 'late', ms: chance.whole(50, 1_500) };
  if (dice < 0.4) return { kind: 'reset-before' };
  if (dice < 0.62) return { kind: 'reset-after' };
  if (dice < 0.65) return { kind: 'hung', carriedOut: chance.yes(0.5) };
  if (dice < 0.75 && isRead) return { kind: 'torn', share: chance.number() };
  return refusal(service, chance);
}

/**
 * The bot's own responses to Teams are never replaced by errors. Of Teams it is known that 429 and 502 to 504
 * mean that the request wasn't carried out (the platform says to retry those); of storage nothing is known.
 */
function refusal(service: Service, chance: ReturnType<typeof chanceOf>): Fault {
  if (service === 'bot') return { kind: 'reset-after' };
  const status = chance.pick(
    service === 'connector' ? [429, 500, 502, 503, 504] : [429, 500, 503, 503],
  );
  const isStorage = service === 'blob' || service === 'queue' || service === 'table';
  return {
    kind: 'refused',
    status,
    ...(status === 429 && chance.yes(0.7) && { retryAfter: 1 }),
    carriedOut: isStorage && status !== 429 && chance.yes(0.3),
  };
}
