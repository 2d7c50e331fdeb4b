import { jobDoors } from '../domain/doors.ts';
import { may, type Right, type Role } from '../domain/roles.ts';
import type { JobMessage } from '../domain/operations/ports.ts';

/** Whether this role may still run such a job: hours may have passed since the request. */
export function mayRun(role: Role, type: JobMessage['type']): boolean {
  const right: Right | 'none' = jobDoors[type];
  return right === 'none' || may(role, right);
}
