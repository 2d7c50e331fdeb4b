import { describe, expect, it } from '@jest/globals';
import { nameOf } from '../../../src/domain/person.ts';
import type { IdentityAnswer } from '../../../src/domain/operations/identity-questions.ts';
import { admin, tenant } from '../people/rig.ts';
import { DirectoryInMemory } from './directory-in-memory.ts';

/*
 * Files by which somebody could become somebody else unnoticed. Each row says who is there, what the file says, what the
 * preview asks, and who is there after an admin who leaves out whatever is asked.
 */

const header = 'Name,Phone,Email,Employee ID,Department\n';
const number = (last: number) => `+4420794601${String(last).padStart(2, '0')}`;

/** "Ada Abel,1,ada,S1,Ward" with short forms of phone, email and ID. */
function csvOf(rows: readonly string[]): string {
  const cells = rows.map((row) => {
    const [name = '', phone = '', email = '', id = '', department = ''] = row.split(',');
    const long = [
      phone === '' ? '' : number(Number(phone)),
      email === '' ? '' : `${email}@contoso.example`,
    ];
    return [name, ...long, id, department].join(',');
  });
  return `${header}${cells.join('\n')}\n`;
}

async function imported(
  directory: DirectoryInMemory,
  rows: readonly string[],
  answer: IdentityAnswer = 'skip',
) {
  const asked: string[] = [];
  const operation = await directory.import(
    { csv: csvOf(rows), mode: 'update', missing: 'keep' },
    ({ question, row, key, also }) => {
      const theirs = also === undefined ? '' : `, ${also.key} of ${nameOf(also.person.fields)}`;
      asked.push(`${question} ${String(row.line)} ${key}${theirs}`);
      return answer === 'add' && question === 'reused' ? 'skip' : answer;
    },
  );
  return { asked: asked.sort(), operation };
}

/** Everybody in the short form, by name. */
const shown = (directory: DirectoryInMemory) =>
  directory.everybody
    .filter(({ deletedAt }) => deletedAt === undefined)
    .map(({ fields }) => {
      const { phone = '', email = '', employeeId = '', department = '' } = fields;
      const short = [phone.slice(-2).replace(/^0/u, ''), email.replace(/@.*/u, '')];
      return [nameOf(fields), ...short, employeeId, department].join(',').replace(/,+$/u, '');
    })
    .toSorted();

interface Case {
  readonly there?: readonly string[];
  readonly file: readonly string[];
  /** question, line, key, and whose another key is */
  readonly asks: readonly string[];
  /** absent: as before */
  readonly after?: readonly string[];
}

const cases: Readonly<Record<string, Case>> = {
  'a chain of rows, each with a key of the next': {
    file: ['Ada Abel,1,ada', 'Ada Abel,2,ada,S1', 'Ada Abel,3,,S1'],
    asks: ['likely 4 employeeId'],
    after: ['Ada Abel,1,ada'],
  },
  'a chain whose ends share nothing, in another order': {
    file: ['Ada Abel,3,,S1', 'Ada Abel,1,ada', 'Ada Abel,2,ada,S1'],
    asks: ['likely 4 employeeId'],
    after: ['Ada Abel,3,,S1'],
  },
  'a chain that begins with somebody who is there': {
    there: ['Ada Abel,1'],
    file: ['Ada Abel,1,ada', 'Ada Abel,2,ada,S1', 'Ada Abel,3,,S1'],
    asks: ['likely 3 email', 'likely 4 employeeId'],
    after: ['Ada Abel,1,ada'],
  },
  'a number that went to somebody with the same first name': {
    there: ['Ada Abel,1,ada.abel,S1,Ward'],
    file: ['Ada Brand,1,ada.brand,S2,Kitchen'],
    asks: ['reused 2 phone'],
  },
  'two who swapped their numbers': {
    there: ['Ada Abel,1,ada,S1', 'Bo Brand,2,bo,S2'],
    file: ['Ada Abel,2,ada,S1', 'Bo Brand,1,bo,S2'],
    asks: ['reused 2 phone, employeeId of Ada Abel', 'reused 3 phone, employeeId of Bo Brand'],
  },
  'two who swapped their numbers, with nothing but names': {
    there: ['Ada Abel,1', 'Bo Brand,2'],
    file: ['Ada Abel,2', 'Bo Brand,1'],
    asks: ['reused 2 phone', 'reused 3 phone'],
  },
  'numbers that moved on in a circle': {
    there: ['Ada Abel,1,ada,S1', 'Bo Brand,2,bo,S2', 'Cy Cole,3,cy,S3'],
    file: ['Ada Abel,2,ada,S1', 'Bo Brand,3,bo,S2', 'Cy Cole,1,cy,S3'],
    asks: [
      'reused 2 phone, employeeId of Ada Abel',
      'reused 3 phone, employeeId of Bo Brand',
      'reused 4 phone, employeeId of Cy Cole',
    ],
  },
  'two who swapped emails': {
    there: ['Ada Abel,1,ada,S1', 'Bo Brand,2,bo,S2'],
    file: ['Ada Abel,1,bo,S1', 'Bo Brand,2,ada,S2'],
    asks: ['reused 2 phone, email of Bo Brand', 'reused 3 phone, email of Ada Abel'],
  },
  'a household with one number': {
    there: ['Ada Abel,1,ada,S1'],
    file: ['Bo Abel,1,bo,S2', 'Ada Abel,1,ada,S1'],
    asks: [],
  },
  'a household of which only the other is in the file': {
    there: ['Ada Abel,1,ada,S1'],
    file: ['Bo Abel,1,bo,S2'],
    asks: ['reused 2 phone'],
  },
  'a mailbox of several, and no number': {
    there: ['Ada,1,info'],
    file: ['Bo,,info,,Kitchen'],
    asks: [],
  },
  'a mailbox of several, with numbers': {
    there: ['Ada Abel,1,info'],
    file: ['Bo Brand,2,info', 'Cy Cole,3,info'],
    asks: ['likely 2 email', 'likely 3 email'],
  },
  'an employee ID that was given again': {
    there: ['Ada Abel,1,ada,S1'],
    file: ['Bo Brand,,,S1,Kitchen'],
    asks: [],
  },
  'a name that is spelt otherwise, by email': {
    there: ['Ada Abel,1,ada,S1'],
    file: ['Ada Miller,,ada,,Kitchen'],
    asks: [],
    after: ['Ada Miller,1,ada,S1,Kitchen'],
  },
  'somebody who married, with another email': {
    there: ['Ada Abel,1,ada.abel,S1'],
    file: ['Ada Miller,1,ada.miller,S1'],
    asks: [],
    after: ['Ada Miller,1,ada.miller,S1'],
  },
};

describe('a file', () => {
  it.each(Object.entries(cases))('with %s mixes nobody up unasked', async (_what, one) => {
    const directory = new DirectoryInMemory();
    if (one.there !== undefined) await imported(directory, one.there);
    const before = shown(directory);
    const { asked } = await imported(directory, one.file);
    expect([asked, shown(directory)]).toEqual([one.asks, one.after ?? before]);
  });

  it('sent again with another answer to its question does what is answered, once', async () => {
    const directory = new DirectoryInMemory();
    await imported(directory, ['Ada Abel,1,ada,S1']);
    const file = ['Ada Abel,2,ada,S1'];
    for (const answer of ['skip', 'update', 'add'] as const) {
      const { asked } = await imported(directory, file, answer);
      // Once the number is hers, there is nothing to ask.
      expect(asked).toEqual(answer === 'add' ? [] : ['likely 2 employeeId']);
      expect(shown(directory)).toEqual([`Ada Abel,${answer === 'skip' ? 1 : 2},ada,S1`]);
    }
  });

  it('is undone but for a number that is somebody else’s by now', async () => {
    const directory = new DirectoryInMemory();
    await imported(directory, ['Ada Abel,1,ada,S1']);
    const { operation } = await imported(directory, ['Ada Abel,2,ada,S1'], 'update');
    await imported(directory, ['Bo Brand,1,bo,S2']);
    const both = ['Ada Abel,2,ada,S1', 'Bo Brand,1,bo,S2'];
    expect(shown(directory)).toEqual(both);
    await directory.undo(operation);
    expect(shown(directory)).toEqual(both);
  });

  it('is undone after a merge, and nobody gets lost', async () => {
    const directory = new DirectoryInMemory();
    await imported(directory, ['Ada Abel,1,ada,,Ward']);
    const { operation } = await imported(directory, ['Ada Abel,2,,S1,Kitchen']);
    const [stays, goes] = directory.everybody;
    if (stays === undefined || goes === undefined) throw new Error('two are there');
    const seen = { [stays.id]: stays.changedAt, [goes.id]: goes.changedAt };
    const wanted = { stays: stays.id, goes: goes.id, picks: {}, seen, mayMove: true };
    expect(await directory.process.merges.merge(tenant, admin, wanted)).toHaveProperty('merged');
    const merged = shown(directory);
    expect(merged).toEqual(['Ada Abel,1,ada,S1,Ward']);
    await directory.undo(operation);
    expect(shown(directory)).toEqual(merged);
  });

  it('asks about a row with the mailbox of somebody whose name, number and ID are Entra’s', async () => {
    const directory = new DirectoryInMemory();
    const fields = {
      ...{ displayName: 'Ada Abel', phone: number(1), email: 'ada@contoso.example' },
      employeeId: 'S1',
    };
    const incoming = { source: 'entra', entraId: 'account-1', isEmployee: true, fields } as const;
    await directory.process.syncRound().provision(admin, [incoming], 'a sync', false);
    const before = shown(directory);
    const { asked } = await imported(directory, ['Bo Brand,2,ada,S2']);
    expect(asked).toEqual(['likely 2 email']);
    // Her own row isn't asked about: it says what it can't change.
    const own = await imported(directory, ['Ada Abel,2,ada,S1']);
    expect(own.asked).toEqual([]);
    expect(own.operation).toMatchObject({
      counts: { unchanged: 1, leftOut: 1 },
      preview: { leftOutSample: [{ line: 2, reason: 'locked', column: 'Phone number' }] },
    });
    expect(shown(directory)).toEqual(before);
  });
});
