import { isEnded, operationKinds } from '../../src/domain/operations/operation.ts';
import {
  allOperations,
  ask,
  InVain,
  pressUntil,
  pressVerb,
  readOperation,
  until,
  untilEnded,
} from './admins.ts';
import type { Book } from './book.ts';
import { chanceOf } from './chance.ts';
import { makeFile, phones } from './files.ts';
import { archiveNow, exportNow, isGreeting, sendUntilThere, syncNow } from './scenario.ts';
import { queued, dailyRound } from './truth.ts';
import type { World } from './world.ts';

/**
 * Ends all faults. Everyone writes once more, operations waiting for a decision are cancelled, and the product
 * gets time to finish the running ones. Then an import, a sync and an export show that the organization works
 * as before.
 */
export async function bringToAnEnd(world: World, book: Book): Promise<void> {
  await world.clear();
  for (const who of Object.values(world.admins)) {
    await ask(who, 'help', isGreeting);
  }
  await cancelWhatWaits(world);
  await settled(world);
  await lastImport(world, book);
  await mustComplete(world, 'sync', (await syncNow(world)).id);
  await settled(world);
  // Invariant 12 compares the newest archive with the directory as it is now.
  await mustComplete(world, 'export', (await archiveNow(world)).id);
  await mustComplete(world, 'export', (await exportNow(world)).id);
  await settled(world);
  book.swept = await dailyRound(world);
}

async function cancelWhatWaits(world: World): Promise<void> {
  for (const kind of operationKinds) {
    for (const { id, state } of await allOperations(world, kind)) {
      if (isEnded(state)) continue;
      const key = { tenant: world.tenant, kind, id };
      // An operation that is being planned may still come to wait.
      const waits = await until(`${kind} ${id} to wait or end`, async () => {
        const operation = await readOperation(world, key);
        const isWaiting = operation?.state === 'choosing' || operation?.state === 'preview';
        return isWaiting || (operation !== undefined && isEnded(operation.state))
          ? operation
          : undefined;
      });
      if (isEnded(waits.state)) continue;
      const cancel = pressVerb(world.admins.tara, 'cancel-operation', { operation: id, kind });
      await pressUntil(cancel, 'cancelling what waits', async () => {
        const operation = await readOperation(world, key);
        return operation !== undefined && isEnded(operation.state) ? operation : undefined;
      });
    }
  }
}

async function settled(world: World): Promise<void> {
  for (const kind of operationKinds) {
    for (const operation of await allOperations(world, kind)) await untilEnded(world, operation);
  }
  await until('the queues to be empty', async () => {
    const { jobs, deliveries } = await queued(world);
    return jobs + deliveries === 0 ? true : undefined;
  });
}

async function lastImport(world: World, book: Book): Promise<void> {
  const chance = chanceOf(world.seed, 'last');
  const file = makeFile(chance, phones.last, new Map(), `last ${world.seed}`);
  const about = { world, book, key: 'tara', chance, place: 9 } as const;
  const operation = await sendUntilThere(about, file, 'Employee');
  await until('the last preview', async () =>
    (await readOperation(world, operation))?.state === 'preview' ? true : undefined,
  );
  await pressVerb(world.admins.tara, 'start-import', {
    operation: operation.id,
    likely: 'add',
    reused: 'update',
    sure: true,
  })();
  await untilEnded(world, operation);
  await mustComplete(world, 'import', operation.id);
}

async function mustComplete(
  world: World,
  kind: (typeof operationKinds)[number],
  id: string,
): Promise<void> {
  const operation = await readOperation(world, { tenant: world.tenant, kind, id });
  if (operation?.state !== 'completed') {
    throw new InVain(`the last ${kind}, with all well again, is ${operation?.state ?? 'gone'}`);
  }
}
