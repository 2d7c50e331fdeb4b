import { describe, expect, it } from '@jest/globals';
import { read } from './read-bytes.ts';

async function leaversIn(file: string): Promise<unknown> {
  const { facts } = await read(file, { defaultCountry: 'IN' });
  return facts.asked?.leavers;
}

describe('a column that marks leavers and isn’t read', () => {
  it.each([
    [
      'Status',
      'Phone,Name,Status\n9820011111,Asha,Active\n9820011112,Ravi,Terminated\n',
      'Terminated',
    ],
    ['Action', 'Action,Phone,Name\nAdd,9820011111,Asha\nDELETE,9820011112,Ravi\n', 'DELETE'],
    [
      'Beschäftigungsstatus',
      'Mobil;Name;Beschäftigungsstatus\n9820011111;Asha;ausgeschieden\n',
      'ausgeschieden',
    ],
    ['狀態', '手機,姓名,狀態\n9820011111,王,離職\n', '離職'],
  ])('“%s” is told', async (column, file, value) => {
    expect(await leaversIn(file)).toEqual({ column, value });
  });

  it.each([
    ['no such word', 'Phone,Name,Status\n9820011111,Asha,Active\n'],
    ['the word in a sentence', 'Phone,Name,Remarks\n9820011111,Asha,Left her badge at home\n'],
    ['the word as a value that is read', 'Phone,Name,Department\n9820011111,Asha,Left\n'],
  ])('%s is no such column', async (_, file) => {
    expect(await leaversIn(file)).toBeUndefined();
  });
});
