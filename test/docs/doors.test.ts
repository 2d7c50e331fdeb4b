import { describe, expect, it } from '@jest/globals';
import { withDoors } from '../../scripts/doors.ts';
import { read } from './documents.ts';

describe('whoever has to know who may do what', () => {
  it('reads in SECURITY.md what the code says: npm run doors', () => {
    expect(withDoors(read('SECURITY.md'))).toBe(read('SECURITY.md'));
  });
});
