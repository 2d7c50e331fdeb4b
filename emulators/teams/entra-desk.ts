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

  /** Each performs its action and returns what was done: a key of the page's words, and how many people it was about. */
  const deeds: Readonly<Record<string, () => Done>> = {
    fill() {
      const before = graph.users.count(tenantId);
      graph.fill(tenantId, 20_000);
      return done('didFill', graph.users.count(tenantId) - before);
    },
    change: () => done('didChange', graph.change(tenantId, 100).length),
    remove: () => done('didRemove', graph.remove(tenantId, 50).length),
    // Noah's number in samples/people.csv: an admin who imports that file and then syncs is asked whether both
    // are one person.
    collide() {
      const omar = samplePeople.find(({ key }) => key === 'omar');
      const user = graph.users.get(tenantId, omar?.aadObjectId ?? '');
      if (user === undefined) return { did: 'noOmar' };
      graph.users.put(tenantId, { ...user, mobilePhone: '+1 202 555 0102' });
      return { did: 'didCollide' };
    },
    disable: () => done('didDisable', graph.disable(tenantId) === undefined ? 0 : 1),
    expire() {
      graph.expireDelta();
      return { did: 'didExpire' };
    },
    throttle() {
      graph.faults.throttle(3, 5);
      return { did: 'graphThrottles', n: 3 };
    },
    fail() {
      graph.faults.fail(3);
      return { did: 'graphFails', n: 3 };
    },
    hang() {
      graph.faults.hang(true);
      return { did: 'graphHangs' };
    },
    reset() {
      graph.faults.reset();
      return { did: 'graphWorks' };
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
        else sendJson(response, 200, deed());
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

interface Done {
  readonly did: string;
  readonly n?: number;
}

function done(did: string, n: number): Done {
  return n === 0 ? { did: 'didNothing' } : { did, n };
}
