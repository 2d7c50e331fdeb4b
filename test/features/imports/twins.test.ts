import { describe, expect, it } from '@jest/globals';
import type { PersonFields } from '../../../src/domain/person.ts';
import type { PlannedRow } from '../../../src/features/imports/plan-line.ts';
import { createRepeatedKeys, keysOfRow } from '../../../src/features/imports/repeated-keys.ts';
import { findTwins, sharedKey } from '../../../src/features/imports/twins.ts';

const row = (record: number, fields: PersonFields): PlannedRow => ({
  id: `row-${record}`,
  line: record + 1,
  record,
  fields,
});

/** Records of the groups, and of the rows that stand alone. */
function told(rows: readonly PlannedRow[]) {
  const { twins, single } = findTwins(rows);
  return {
    twins: twins.map((group) => group.rows.map(({ record }) => record)),
    single: single.map(({ record }) => record),
  };
}

const mail = 'a@example.com';

describe('rows of one file that may be one person', () => {
  it('have the same employee ID, whatever their names', () => {
    const rows = [
      row(2, { employeeId: 'S1', firstName: 'Bob' }),
      row(1, { employeeId: 's1', firstName: 'Ada' }),
      row(3, { employeeId: 'S2' }),
    ];
    expect(told(rows)).toEqual({ twins: [[1, 2]], single: [3] });
  });

  it('or the same email, and names that don’t contradict', () => {
    const rows = [
      row(1, { email: mail, firstName: 'Ada' }),
      row(2, { email: 'A@Example.com' }),
      row(3, { email: 'b@example.com', firstName: 'Ada' }),
      row(4, { email: 'b@example.com', firstName: 'Bob' }),
    ];
    expect(told(rows)).toEqual({ twins: [[1, 2]], single: [3, 4] });
  });

  it('not if one of them contradicts the first', () => {
    const rows = [
      row(1, { email: mail, firstName: 'Ada' }),
      row(2, { email: mail }),
      row(3, { email: mail, firstName: 'Bob' }),
    ];
    expect(told(rows)).toEqual({ twins: [], single: [1, 2, 3] });
  });

  it('also by way of a third row', () => {
    const rows = [
      row(1, { employeeId: 'S1' }),
      row(2, { employeeId: 'S1', email: mail }),
      row(3, { email: mail }),
    ];
    expect(told(rows)).toEqual({ twins: [[1, 2, 3]], single: [] });
  });

  it('not those with a value of more than three rows, or none', () => {
    const many = [1, 2, 3, 4].map((record) => row(record, { employeeId: 'none' }));
    expect(told(many)).toEqual({ twins: [], single: [1, 2, 3, 4] });
    expect(told(many.slice(1))).toEqual({ twins: [[2, 3, 4]], single: [] });
    expect(told([row(1, {}), row(2, {})])).toEqual({ twins: [], single: [1, 2] });
    expect(told([row(1, { email: '', employeeId: '' }), row(2, {})])).toEqual({
      twins: [],
      single: [1, 2],
    });
  });

  it('are told apart by the key that they share', () => {
    const one = row(1, { employeeId: 'S1', email: mail });
    const others = [row(2, { email: mail }), row(3, { employeeId: 's1' })];
    expect(sharedKey(one, others)).toEqual({ key: 'employeeId', with: others[1] });
    expect(sharedKey(row(4, { email: 'A@EXAMPLE.COM' }), others)).toEqual({
      key: 'email',
      with: others[0],
    });
    expect(sharedKey(row(5, {}), [row(6, {})])).toBeUndefined();
    expect(sharedKey(row(5, { email: 'b@example.com' }), others)).toBeUndefined();
  });
});

describe('keys that several rows of a file have', () => {
  const keys = (fields: PersonFields) => keysOfRow(fields);

  it('are remembered, and no others', () => {
    const repeated = createRepeatedKeys(1_000);
    expect(repeated.mayStandAgain(keys({ email: mail }))).toBe(false);
    repeated.note(keys({ email: mail, employeeId: 'S1' }));
    repeated.note(keys({ email: 'b@example.com', employeeId: 'S2' }));
    expect(repeated.mayStandAgain(keys({ email: mail, employeeId: 'S1' }))).toBe(false);
    repeated.note(keys({ email: 'A@Example.com' }));
    expect(repeated.mayStandAgain(keys({ email: mail }))).toBe(true);
    expect(repeated.mayStandAgain(keys({ employeeId: 'S1' }))).toBe(false);
    repeated.note(keys({ employeeId: 's2' }));
    expect(repeated.mayStandAgain(keys({ email: 'c@example.com', employeeId: 'S2' }))).toBe(true);
    expect(repeated.mayStandAgain(keys({ email: 'b@example.com' }))).toBe(false);
  });

  it('are none where there is no value', () => {
    const repeated = createRepeatedKeys(1_000);
    for (let times = 0; times < 3; times += 1) repeated.note(keys({ email: '', employeeId: '' }));
    repeated.note(keys({}));
    repeated.note(keys({ email: mail }));
    repeated.note(keys({ email: mail }));
    expect(keys({})).toEqual({ email: 0, employeeId: 0 });
    expect(repeated.mayStandAgain(keys({}))).toBe(false);
  });

  it('are hardly ever taken for another’s, however large the file', () => {
    const rows = 20_000;
    const repeated = createRepeatedKeys(rows * 100);
    for (let place = 0; place < rows; place += 1) {
      repeated.note(keys({ email: `p${place}@example.com`, employeeId: `S${place}` }));
    }
    let wrong = 0;
    for (let place = 0; place < rows; place += 1) {
      if (repeated.mayStandAgain(keys({ email: `p${place}@example.com` }))) wrong += 1;
    }
    expect(wrong).toBeLessThan(rows / 1_000);
  });
});
