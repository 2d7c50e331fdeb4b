import type { Recognised } from '../../domain/match-keys.ts';
import type { StoredPerson } from '../../domain/people-store.ts';
import type { LateRejection, LateRejections } from './late-rejections.ts';
import type { Mentions } from './mentions.ts';
import type { PlanFindings } from './plan-findings.ts';
import type { PlannedRow } from './plan-line.ts';
import type { RowRecogniser } from './recognise-rows.ts';

type CheckedRow = Omit<PlannedRow, 'id'>;

interface ByOtherKeys {
  readonly recogniser: () => Promise<RowRecogniser | undefined>;
  readonly findings: PlanFindings;
  readonly late: LateRejections;
  /** of a file of everybody */
  readonly mentions: Mentions | undefined;
  /** why a row is rejected that names nobody */
  readonly ofNobody: 'phone-missing' | 'nobody-found';
  /** Adds a row to those of the person's shard. */
  readonly keep: (row: PlannedRow) => void | Promise<void>;
}

/**
 * Finds the people of rows without a phone by email and employee ID. Adds nobody: a row that matches no one is
 * rejected, and so is one whose keys belong to two people, or to someone with another name.
 */
export async function planByOtherKeys(
  batches: AsyncIterable<readonly CheckedRow[]>,
  { recogniser, findings, late, mentions, ofNobody, keep }: ByOtherKeys,
): Promise<void> {
  for await (const rows of batches) {
    const made = await recogniser();
    const recognised = await made?.recognise(rows.map(({ fields }) => ({ fields })));
    for (const [place, row] of rows.entries()) {
      const who = recognised?.[place];
      if (who?.is === 'one') {
        await keep(rowOf(row, who));
        continue;
      }
      const { line, record, leftOut: valuesLeftOut } = row;
      const reason = who?.is === 'doubtful' ? doubtOf(who) : ofNobody;
      const rejection: LateRejection = { line, record, reason };
      findings.reject(rejection, valuesLeftOut);
      late.add(rejection);
      mentions?.ofFields(row.fields);
    }
    await mentions?.flush();
  }
}

function doubtOf({ why }: Extract<Recognised<StoredPerson>, { is: 'doubtful' }>) {
  return why === 'several' ? 'keys-disagree' : 'name-disagrees';
}

function rowOf(
  { fields: { phone: _none, ...fields }, ...row }: CheckedRow,
  { person, by }: Extract<Recognised<StoredPerson>, { is: 'one' }>,
): PlannedRow {
  return { ...row, id: person.id, fields, found: by };
}
