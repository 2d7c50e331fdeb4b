import { jobDoors } from '../domain/doors.ts';
import { may, type Right, type Role } from '../domain/roles.ts';
import type { JobMessage } from '../domain/operations/ports.ts';

/** Whether a job may be done in the name of somebody with this role: hours may have passed since they asked for it. */
export function mayRun(role: Role, type: JobMessage['type']): boolean {
  const right: Right | 'none' = jobDoors[type];
  return right === 'none' || may(role, right);
}
