/** Every activity and call in both directions, newest last, bounded: for the page's panel "Raw activities". */
import { createSignal } from './signal.ts';

export interface TrafficEntry {
  readonly number: number;
  readonly at: string;
  readonly direction: 'to bot' | 'from bot';
  /** one line: type and name of the activity, or method and path of the call */
  readonly title: string;
  readonly body: unknown;
  /** the response; absent while the call runs */
  readonly answer?: { readonly status: string; readonly body?: unknown; readonly ms: number };
}

export type Traffic = ReturnType<typeof createTraffic>;

const kept = 300;

export function createTraffic() {
  const changed = createSignal<TrafficEntry>();
  const entries = new Map<number, TrafficEntry>();
  let last = 0;

  function put(entry: TrafficEntry) {
    entries.set(entry.number, entry);
    if (entries.size > kept) entries.delete(Math.min(...entries.keys()));
    changed.emit(entry);
  }

  return {
    onChange: changed.on,
    all: (): readonly TrafficEntry[] => [...entries.values()],
    clear: () => entries.clear(),

    /** Records a request or activity; the returned function records its response. */
    begin(direction: TrafficEntry['direction'], title: string, body: unknown) {
      const started = performance.now();
      const entry = { number: ++last, at: new Date().toISOString(), direction, title, body };
      put(entry);
      return (status: string, answerBody?: unknown) => {
        const ms = Math.round(performance.now() - started);
        put({ ...entry, answer: { status, body: answerBody, ms } });
      };
    },
  };
}
