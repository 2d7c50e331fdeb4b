/**
 * A working day in minutes: `npm run test:day`, or `-- --minutes 60 --operations 10000 --audit 1000000`. Three admins
 * work all day, processes end and start again, and each night is followed by the next month. At the end, everything
 * has to have levelled off, and nothing may be left behind. Exits with 1 otherwise.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { fromCommandLine, wholeNumber } from '../../scripts/command-line.ts';
import type { Key } from '../faults/about.ts';
import { countForGood, countMessages, countPeople, countWhatPasses } from './counted.ts';
import { leftBehind } from './left-behind.ts';
import { openOffice, places, type WorkingOffice } from './office.ts';
import { leaveBacklog, writeAudit, writeHistory } from './past.ts';
import { graphsOf } from './graphs.ts';
import { drawPicture } from './picture.ts';
import { createSamples, type Samples } from './samples.ts';
import { levelled } from './verdict.ts';
import { work, type Diary } from './work.ts';

const help = {
  usage:
    'npm run test:day -- [--minutes n] [--day <minutes of a day>] [--seed n] [--operations n] [--audit n] [--messages n] [--picture file]',
  does: `Simulates working days and their nights, and fails if memory, files or rows still grow at the end, or if anything is left
after its time. Without options: a quarter of an hour.`,
};

const given = fromCommandLine(help, (args) => {
  const { values } = parseArgs({
    args,
    options: {
      minutes: { type: 'string', default: '15' },
      day: { type: 'string', default: '3' },
      seed: { type: 'string', default: '1' },
      operations: { type: 'string', default: '10000' },
      audit: { type: 'string', default: '100000' },
      messages: { type: 'string', default: '10000' },
      picture: { type: 'string' },
    },
  });
  return {
    minutes: wholeNumber('--minutes', values.minutes, 1),
    day: wholeNumber('--day', values.day, 1),
    seed: wholeNumber('--seed', values.seed),
    operations: wholeNumber('--operations', values.operations),
    audit: wholeNumber('--audit', values.audit),
    messages: wholeNumber('--messages', values.messages),
    /** where the picture is written; absent: beside the logs */
    picture: values.picture,
  };
});
const { minutes } = given;
const minuteMs = 60_000;
/** One in which everything older than a month, a week or a day becomes too old. */
const nightDays = 31;
const nightEveryMs = given.day * minuteMs;
const lookEveryMs = 5_000;
const countEveryMs = 30_000;
const restartEveryMs = 90_000;

const told = (what: string) => process.stdout.write(`${what}\n`);

async function waitForQueues(office: WorkingOffice, patienceMs: number): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (Date.now() < end) {
    const waiting = Object.values(await countMessages(office));
    if (waiting.every((count) => count === 0)) return true;
    await pause(1_000);
  }
  return false;
}

/** Repeats until the day is over. */
async function each(everyMs: number, isOver: () => boolean, one: () => Promise<void>) {
  while (!isOver()) {
    const began = performance.now();
    await one();
    await pause(Math.max(250, everyMs - (performance.now() - began)));
  }
}

async function look(office: WorkingOffice, samples: Samples): Promise<void> {
  for (const place of places) {
    // One that is being replaced has no figures; one that is killed meanwhile never answers.
    const held = await Promise.race([
      office.running[place]?.look().catch(() => undefined),
      pause(3_000, undefined, { ref: false }),
    ]);
    if (held !== undefined) samples.held(place, held);
  }
  samples.counted(await countMessages(office));
}

async function day(office: WorkingOffice, samples: Samples, diary: Diary): Promise<void> {
  const end = performance.now() + minutes * minuteMs;
  const isOver = () => performance.now() > end;
  const passed = (share: number) => end - performance.now() < minutes * minuteMs * (1 - share);
  let morning: PromiseWithResolvers<void> | undefined;
  let busy = 0;
  const admins = (Object.keys(office.admins) as Key[]).map(async (key) => {
    busy += 1;
    const resting = async () => {
      busy -= 1;
      await morning?.promise;
      busy += 1;
    };
    await work(office, key, diary, { isOver, resting }).finally(() => (busy -= 1));
  });

  let isLeft = false;
  /** At night, since admins would wait behind it for longer than they do. */
  const backlog = async () => {
    isLeft = true;
    await leaveBacklog(office, given.messages);
    told(`messages are left in the queues: ${JSON.stringify(await countMessages(office))}`);
  };
  const night = async () => {
    await pause(Math.min(nightEveryMs, Math.max(0, end - performance.now())));
    if (isOver()) return;
    morning = Promise.withResolvers();
    while (busy > 0) await pause(250);
    const isLate = passed(0.3) && !isLeft;
    if (isLate) await backlog();
    if (!(await waitForQueues(office, (isLate ? 30 : 10) * minuteMs)))
      diary.faults.push('a queue is full at night');
    samples.counted(await countPeople(office));
    office.forgetChats();
    const date = new Date(office.turnCalendar(nightDays)).toISOString().slice(0, 10);
    office.graph.fill(office.tenant, 60, office.seed + diary.nights);
    diary.nights += 1;
    await pause(2_000);
    told(`${date}, ${[...diary.done].map(([deed, count]) => `${count} ${deed}`).join(', ')}`);
    morning.resolve();
    morning = undefined;
  };
  let restarts = 0;
  const restart = async () => {
    await pause(Math.min(restartEveryMs, Math.max(0, end - performance.now())));
    if (isOver()) return;
    restarts += 1;
    const place = restarts <= 2 ? 'web' : 'worker-2';
    await office.replace(place, restarts % 2 === 0 ? 'stop' : 'kill');
    samples.replaced(place);
    diary.restarts = restarts;
  };
  await Promise.all([
    ...admins,
    each(0, isOver, night),
    each(0, isOver, restart),
    each(lookEveryMs, isOver, () => look(office, samples)),
    each(countEveryMs, isOver, async () => samples.counted(await countWhatPasses(office))),
  ]);
}

/** After the last day, time passes until nothing has to be kept any longer. */
async function afterwards(office: WorkingOffice): Promise<string[]> {
  const wrong: string[] = [];
  if (!(await waitForQueues(office, 5 * minuteMs))) wrong.push('a queue isn’t empty');
  office.turnCalendar(120);
  told('everything is too old now; two daily rounds');
  await pause(2.5 * nightEveryMs + minuteMs);
  // The people whom these rounds remove are noted for the other processes, for a week.
  office.turnCalendar(8);
  await pause(2.5 * nightEveryMs + minuteMs);
  if (!(await waitForQueues(office, minuteMs))) wrong.push('a queue isn’t empty');
  return [...wrong, ...(await leftBehind(office))];
}

const office = await openOffice(given.seed, nightEveryMs);
told(`logs are in ${office.folder}`);
const samples = createSamples();
const diary: Diary = { done: new Map(), faults: [], nights: 0, restarts: 0 };
const wrong: string[] = [];
try {
  await writeHistory(office, given.operations);
  await writeAudit(office, given.audit);
  await office.begin();
  told(`the past is written: ${JSON.stringify(await countForGood(office))}`);
  samples.begin();
  await day(office, samples, diary);
  told(`the day is over: ${JSON.stringify(await countForGood(office))}`);
  const figures = [...samples.series.values()].flatMap((series) => levelled(series) ?? []);
  for (const { name, isLevel, before, after } of figures) {
    const line = `${name}: ${before.toFixed(1)}, then ${after.toFixed(1)}`;
    told(`${isLevel ? 'level ' : 'GROWS '} ${line}`);
    if (!isLevel) wrong.push(`it grows: ${line}`);
  }
  await writeFile(given.picture ?? join(office.folder, 'day.svg'), drawPicture(graphsOf(samples)));
  await writeFile(join(office.folder, 'day.json'), JSON.stringify([...samples.series.values()]));
  wrong.push(...(await afterwards(office)));
} finally {
  await office.stop();
}
wrong.push(...diary.faults);
told(
  `${diary.restarts} restarts, ${diary.nights} nights, ${wrong.length === 0 ? 'nothing wrong' : `${wrong.length} wrong:`}`,
);
for (const what of wrong) told(`    ${what}`);
if (wrong.length > 0) process.exitCode = 1;
