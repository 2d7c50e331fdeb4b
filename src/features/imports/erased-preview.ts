import type { Erased } from '../../domain/erasure.ts';
import {
  isEnded,
  type ChangeSample,
  type Counts,
  type Operation,
  type Preview,
  type ProblemSample,
} from '../../domain/operations/operation.ts';
import { identityQuestions, type Questions } from '../../domain/operations/identity-questions.ts';
import { defined } from '../../lib/defined.ts';

/* An operation's record keeps something of people: samples and questions of its preview, and how many there are. */

export function hasSamples(operation: Operation, erased: Erased): boolean {
  const { preview } = operation;
  if (preview === undefined) return false;
  const others = withoutTheirs(preview, isEnded(operation.state), erased);
  return JSON.stringify(others).length < JSON.stringify(preview).length;
}

/** Values of the file's first rows, without their persons. Nothing uses them after the end. */
export function hasColumnSamples({ preview, state }: Operation): boolean {
  return isEnded(state) && (preview?.columns ?? []).some(({ samples }) => samples.length > 0);
}

export function withoutSamples(operation: Operation, erased: Erased): Operation {
  const { preview, state } = operation;
  if (preview === undefined) return operation;
  const others = withoutTheirs(preview, isEnded(state), erased);
  const columns = others.columns?.map((column) => ({ ...column, samples: [] }));
  return { ...operation, preview: { ...others, ...defined({ columns }) } };
}

/** A preview without the rows of the erased person, and after the end without those that could be anyone's. */
function withoutTheirs(preview: Preview, isOver: boolean, { phones }: Erased): Preview {
  const isTheirs = (phone: string) => phones.has(phone) || (phone === '' && isOver);
  const others = (samples: readonly ChangeSample[]) =>
    samples.filter(({ phone }) => !isTheirs(phone));
  const otherProblems = (samples: readonly ProblemSample[]) =>
    samples.filter(({ value }) => value === undefined || !phones.has(value));
  const { removedSample, stayingSample, heldSample, leftOutSample, questions } = preview;
  return {
    ...preview,
    addedSample: others(preview.addedSample),
    updatedSample: others(preview.updatedSample),
    ...(removedSample !== undefined && { removedSample: others(removedSample) }),
    ...(stayingSample !== undefined && { stayingSample: others(stayingSample) }),
    ...(heldSample !== undefined && { heldSample: others(heldSample) }),
    ...(leftOutSample !== undefined && { leftOutSample: otherProblems(leftOutSample) }),
    problems: otherProblems(preview.problems),
    ...(questions !== undefined && { questions: withoutAsked(questions, isTheirs) }),
  };
}

function withoutAsked(questions: Questions, isTheirs: (phone: string) => boolean): Questions {
  const others: { -readonly [Key in keyof Questions]: Questions[Key] } = { ...questions };
  for (const question of identityQuestions) {
    const asked = questions[question];
    if (asked === undefined) continue;
    const first = asked.first.filter(
      ({ phone, who }) => !isTheirs(phone) && (who === undefined || !isTheirs(who.phone)),
    );
    others[question] = { ...asked, first };
  }
  return others;
}

/** An operation whose plan has fewer lines. */
export function withFewer(
  operation: Operation,
  gone: Readonly<Required<Pick<Counts, 'added' | 'updated' | 'deleted'>>>,
): Operation {
  const less = (count: number, by: number) => Math.max(0, count - by);
  const lessOf = (counts: Counts): Counts => ({
    ...counts,
    added: less(counts.added, gone.added),
    updated: less(counts.updated, gone.updated),
    ...(counts.deleted !== undefined && { deleted: less(counts.deleted, gone.deleted) }),
  });
  const { counts, planned, preview } = operation;
  const leaving = preview?.leaving;
  return {
    ...operation,
    counts: lessOf(counts),
    ...(planned !== undefined && { planned: lessOf(planned) }),
    ...(preview !== undefined &&
      leaving !== undefined && {
        preview: {
          ...preview,
          leaving: { ...leaving, people: less(leaving.people, gone.deleted) },
        },
      }),
  };
}
