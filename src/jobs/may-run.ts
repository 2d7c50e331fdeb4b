import { jobTypes, type JobType } from '../domain/operations/job-message.ts';
import { may, type Right, type Role } from '../domain/roles.ts';

/** Whether this role may still run such a job: hours may have passed since the request. */
export function mayRun(role: Role, type: JobType): boolean {
  const { right }: { readonly right: Right | 'none' } = jobTypes[type];
  return right === 'none' || may(role, right);
}
