import { jobTypes, type JobType } from '../domain/operations/job-message.ts';
import { may, type Right, type Standing } from '../domain/roles.ts';

/** Whether an admin of this standing may still run such a job: hours may have passed since the request. */
export function mayRun(standing: Standing, type: JobType): boolean {
  const { right }: { readonly right: Right | 'none' } = jobTypes[type];
  return right === 'none' || may(standing, right);
}
