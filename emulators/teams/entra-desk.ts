/** The page's panel for the main organization's directory in Microsoft Entra. */
import { sendJson } from './http.ts';
import type { Route } from './http.ts';
import type { LocalGraph } from '../graph/local-graph.ts';
import { samplePeople, sampleTenants } from './people.ts';
import { createSignal } from './signal.ts';

const tenantId = sampleTenants.main.id;

export type EntraDesk = ReturnType<typeof createEntraDesk>;

export function createEntraDesk(deps: { graph: LocalGraph; onError: (error: unknown) => void }) {
  const { graph } = deps;
  const changed = createSignal<ReturnType<typeof now>>(deps.onError);
  let telling: NodeJS.Immediate | undefined;

  function now() {
    return { users: graph.users.count(tenantId), faults: graph.faults.now() };
  }

  /** Fifty removals are reported as one change. */
  const leave = graph.onChange(() => {
    telling ??= setImmediate(() => {
      telling = undefined;
      changed.emit(now());
    });
  });

  /** Each performs its action and returns a sentence about it. */
  const deeds: Readonly<Record<string, () => string>> = {
    fill() {
      const before = graph.users.count(tenantId);
      graph.fill(tenantId, 20_000);
      return said(graph.users.count(tenantId) - before, 'came');
    },
    change: () => said(graph.change(tenantId, 100).length, 'got another job title'),
    remove: () => said(graph.remove(tenantId, 50).length, 'left'),
    // Noah's number in samples/people.csv: an admin who imports that file and then syncs is asked whether both
    // are one person.
    collide() {
      const omar = samplePeople.find(({ key }) => key === 'omar');
      const user = graph.users.get(tenantId, omar?.aadObjectId ?? '');
      if (user === undefined) return 'Omar isn’t in the directory.';
      graph.users.put(tenantId, { ...user, mobilePhone: '+1 202 555 0102' });
      return 'Omar has the phone number of Noah in people.csv.';
    },
    disable: () => said(graph.disable(tenantId) === undefined ? 0 : 1, 'can’t sign in any more'),
    expire() {
      graph.expireDelta();
      return 'The delta link has expired: the next sync has to read everyone.';
    },
    throttle() {
      graph.faults.throttle(3, 5);
      return 'The next 3 calls are answered 429, to be tried again after 5 seconds.';
    },
    fail() {
      graph.faults.fail(3);
      return 'The next 3 calls are answered 503.';
    },
    hang() {
      graph.faults.hang(true);
      return 'Graph doesn’t answer any more.';
    },
    reset() {
      graph.faults.reset();
      return 'Graph works.';
    },
  };

  const routes: readonly Route[] = [
    {
      method: 'POST',
      path: '/api/entra/:deed',
      handle({ params, response }) {
        const name = params.deed ?? '';
        const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
        if (deed === undefined) sendJson(response, 404, { error: 'no such deed' });
        else sendJson(response, 200, { said: deed() });
      },
    },
  ];

  return {
    routes,
    now,
    onChange: changed.on,
    stop(): void {
      leave();
      clearImmediate(telling);
    },
  };
}

function said(count: number, did: string): string {
  if (count === 0) return 'Nobody: there are no invented people. Fill the directory first.';
  return `${count.toLocaleString('en-US')} ${count === 1 ? 'person' : 'people'} ${did}.`;
}
