import type { Step, StepName, Story } from './count-story.ts';
import { applied, exported, planned, synced, turn, type Import } from './predict.ts';
import { kindsOf, total, requestKinds, type Requests } from './requests.ts';

/** Requests that were counted, and those that were predicted. Polls are left out: they are a matter of time. */
export interface Checked {
  readonly step: StepName;
  readonly rows: number;
  readonly changed: number;
  readonly counted: number;
  readonly predicted: number;
  /** of counted, in percent */
  readonly deviation: number;
  readonly tables: string;
  readonly blobs: string;
  readonly queues: string;
}

/** About what a file and a line of a plan take; only whether they are more than a block counts here. */
const fileBytes = 140;
const planBytes = 1_000;
/** A step lasts until its card is drawn for the last time, some seconds after the job's end; where no record tells when that was. */
const afterTheJob = 6;

/** Holds each step that can be predicted against its prediction. */
export function checkedAgainst(story: Story, steps: readonly Step[]): Checked[] {
  return steps.flatMap(({ name, tally, seconds, jobSeconds }) => {
    const predicted = predictedFor(name, story, jobSeconds ?? Math.max(0, seconds - afterTheJob));
    if (predicted === undefined) return [];
    const asked = requestKinds.filter((kind) => kind !== 'queue poll');
    const counted = total(tally.requests, asked);
    const expected = Math.round(total(predicted, asked));
    const both = (service: string) => {
      const kinds = kindsOf(service).filter((kind) => kind !== 'queue poll');
      return `${total(tally.requests, kinds)} / ${Math.round(total(predicted, kinds))}`;
    };
    const isSync = name.includes('sync');
    return {
      step: name,
      rows: isSync ? story.users : story.rows,
      changed: story.changed,
      counted,
      predicted: expected,
      deviation: Math.round(((expected - counted) / counted) * 100),
      tables: both('table'),
      blobs: both('blob'),
      queues: both('queue'),
    };
  });
}

function predictedFor(
  name: StepName,
  { rows, changed, users }: Story,
  seconds: number,
): Requests | undefined {
  const file = { rows, fileBytes: rows * fileBytes, planBytes, seconds };
  const fresh: Import = { ...file, people: 0, added: rows, updated: 0 };
  const again: Import = { ...file, people: rows, added: 0, updated: changed };
  switch (name) {
    case 'turn':
      return turn;
    case 'plan of new':
      return planned(fresh);
    case 'apply of new':
      return applied(fresh);
    case 'plan of changed':
      return planned(again);
    case 'apply of changed':
      return applied(again);
    case 'export':
      return exported({ people: rows, fileBytes: rows * 150, rosterBytes: rows * 75, seconds });
    case 'first sync':
      return synced({
        ...{ users, added: users, updated: 0, removed: 0, people: 0 },
        ...{ isFull: true, isDaily: false, isRead: true, seconds },
      });
    case 'daily sync':
      return synced({
        ...{ users: changed, added: 0, updated: changed, removed: 0, people: users },
        ...{ isFull: false, isDaily: false, seconds },
      });
    case 'first sync, trial':
    case 'look at the directory':
      return undefined;
  }
}
