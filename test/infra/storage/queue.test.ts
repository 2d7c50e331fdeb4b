import { beforeAll, describe, expect, it } from '@jest/globals';
import { connectStorage } from '../../../src/infra/storage/connect.ts';
import { createQueue } from '../../../src/infra/storage/queue.ts';
import type { MessageQueue } from '../../../src/jobs/ports.ts';
import { testConnectionString } from '../../support/storage.ts';

let newQueue: () => Promise<MessageQueue>;
let count = 0;

beforeAll(async () => {
  const { queues } = await connectStorage({ connectionString: testConnectionString() });
  newQueue = async () => {
    count += 1;
    const client = queues.getQueueClient(`queue${count}`);
    await client.create();
    return createQueue(client);
  };
});

const soon = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1_000));

async function one(queue: MessageQueue, seconds: number) {
  const [message] = await queue.claim(1, seconds);
  if (message === undefined) throw new Error('no message');
  return message;
}

describe('the queue of jobs', () => {
  it('brings a message as it was sent, whatever characters are in it', async () => {
    const queue = await newQueue();
    const message = { v: 1, text: '<a> & "b" \u0000\u0007\u2028\uFFFF\uD800 😀 ]]> \r\n' };
    await queue.send(message);
    expect((await one(queue, 30)).body).toEqual(message);
  });

  it('keeps a claimed message from the other workers and counts how often it was handed out', async () => {
    const queue = await newQueue();
    await queue.send({ job: 1 });
    const first = await one(queue, 1);
    expect(first.deliveries).toBe(1);
    expect(await queue.claim(5, 1)).toEqual([]);
    await soon(1.3);
    expect((await one(queue, 30)).deliveries).toBe(2);
  });

  it('keeps the claim alive while it is renewed, and can finish after any number of renewals', async () => {
    const queue = await newQueue();
    await queue.send({ job: 1 });
    const message = await one(queue, 1);
    expect(await Promise.all([message.renew(2), message.renew(2), message.renew(1)])).toEqual([
      true,
      true,
      true,
    ]);
    const renewal = message.renew(1);
    await message.finish();
    expect(await renewal).toBe(true);
    await soon(1.3);
    expect(await queue.claim(1, 1)).toEqual([]);
  });

  it('tells a worker that was too slow that the job is no longer its own, and leaves the new owner alone', async () => {
    const queue = await newQueue();
    await queue.send({ job: 1 });
    const slow = await one(queue, 1);
    await soon(1.3);
    const quick = await one(queue, 30);
    expect(await slow.renew(30)).toBe(false);
    await slow.finish();
    await slow.giveBack(0);
    expect(await quick.renew(30)).toBe(true);
    await quick.finish();
    expect(await quick.renew(30)).toBe(false);
  });

  it('shows a message again at once when it is given back, and a delayed one later', async () => {
    const queue = await newQueue();
    await queue.send({ job: 1 });
    await (await one(queue, 30)).giveBack(0);
    expect((await one(queue, 30)).body).toEqual({ job: 1 });
    await queue.send({ job: 2 }, 1);
    expect(await queue.claim(1, 1)).toEqual([]);
    await soon(1.3);
    expect((await one(queue, 30)).body).toEqual({ job: 2 });
  });

  it('hands out what is no JSON as the text that it is, so that it can be refused', async () => {
    const { queues } = await connectStorage({ connectionString: testConnectionString() });
    const client = queues.getQueueClient('strange');
    await client.create();
    await client.sendMessage('not json');
    expect((await one(createQueue(client), 30)).body).toBe('not json');
  });
});
