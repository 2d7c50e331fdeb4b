import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lines } from './lines.ts';
import { saidIn, startWorld, type World } from './world.ts';

const days = 40;

describe('a card of forty days ago, when nobody knows its presses any more', () => {
  let world: World;
  let later = 0;
  beforeAll(async () => {
    world = await startWorld({ parts: { now: () => Date.now() + later * 24 * 3_600_000 } });
  });
  afterAll(() => world.stop());

  /** Deletes all records of turns and actions, as happens a day later. */
  async function forgotten(): Promise<void> {
    const inAMinute = new Date(Date.now() + 60_000);
    expect(await world.storage.turns.purge(inAMinute)).toBeGreaterThan(0);
    expect(await world.storage.turns.purge(inAMinute)).toBe(0);
  }

  const changing = Object.entries(lines).filter(([, { changes }]) => changes);

  it.each(changing)(
    '%s: what its press did is not done twice, and where things stand is said',
    async (_verb, { button: make, by }) => {
      const button = await make(world);
      const who = by?.(world) ?? world.tara;
      const id = world.newId();
      const before = await world.settled();
      saidIn(await world.send(who, button, id));
      const after = await world.settled();
      expect(after).not.toEqual(before);

      await forgotten();
      later += days;
      saidIn(await world.send(who, button, id));
      saidIn(await world.send(who, button));
      expect(await world.settled()).toEqual(after);
    },
  );
});
