import { jobDoors } from '../domain/doors.ts';
import { may, type Right, type Standing } from '../domain/roles.ts';
import type { JobMessage } from '../domain/operations/ports.ts';

/** Whether an admin of this standing may still run such a job: hours may have passed since the request. */
export function mayRun(standing: Standing, type: JobMessage['type']): boolean {
  const right: Right | 'none' = jobDoors[type];
  return right === 'none' || may(standing, right);
}
