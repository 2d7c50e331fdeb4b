import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verbs } from '../../../src/cards/card-actions.ts';
import type { findAction } from '../../support/card-reading.ts';
import { lines, newSchedule } from './lines.ts';
import { buttonOf, cardIn, saidIn, startWorld, type Button, type World } from './world.ts';

describe('a press that Teams delivers again does nothing a second time, and says where things stand', () => {
  let world: World;
  // Only ever forward, as clocks go. (The stores have a clock of their own, which stays.)
  let hours = 0;
  beforeAll(async () => {
    world = await startWorld({ parts: { now: () => Date.now() + hours * 3_600_000 } });
  });
  afterAll(() => world.stop());

  it('every verb that a card can send is tried here', () => {
    expect(Object.keys(lines).toSorted()).toEqual([...verbs].toSorted());
  });

  it.each(Object.entries(lines))('%s', async (_verb, { changes, button: make, by, undo }) => {
    const button = await make(world);
    const who = by?.(world) ?? world.tara;
    const before = await world.settled();
    const id = world.newId();

    const both = await Promise.all([world.send(who, button, id), world.send(who, button, id)]);
    expect(both.map(saidIn)).not.toContain('');
    const after = await world.settled();
    if (changes) expect(after).not.toEqual(before);
    else expect(after).toEqual(before);

    saidIn(await world.send(who, button, id));
    saidIn(await world.send(who, button));
    hours += 1;
    saidIn(await world.send(who, button));
    expect(await world.settled()).toEqual(after);

    if (undo === undefined) return;
    await undo(world, button);
    const undone = await world.settled();
    expect(undone).not.toEqual(after);
    hours += 1;
    saidIn(await world.send(who, button, id));
    saidIn(await world.send(who, button));
    expect(await world.settled()).toEqual(undone);
  });

  it('a card that is shown anew has buttons of its own: pausing again after resuming is no repetition', async () => {
    const schedule = await newSchedule(world);
    const first = await world.newCard('schedules', 'Pause');
    const paused = cardIn(await world.send(world.tara, of(first.json, 'Pause', schedule)));
    const resumed = cardIn(await world.send(world.tara, of(paused, 'Resume', schedule)));
    await world.send(world.tara, of(resumed, 'Pause', schedule));
    const found = await world.storage.schedules.list(world.tenant);
    expect(found.find((one) => one.id === schedule)?.paused).toBe('by-hand');
  });
});

/** The button of one schedule among those of others. */
function of(card: Parameters<typeof findAction>[0], title: string, schedule: string): Button {
  const { verb, data } = buttonOf(card, title);
  return { verb, data: { ...(data as object), schedule } };
}
