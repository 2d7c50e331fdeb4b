import { AppError } from '../errors.ts';
import type { EntraGroups } from './ports.ts';
import type { Syncs } from './syncs.ts';

/** What stands in where the product runs without a way to Entra: nothing can be asked for, and nothing was. */
export const syncsWithoutEntra: Syncs = {
  ask: () => Promise.reject(new AppError('entra-unreachable')),
  confirm: () => Promise.resolve(undefined),
  cancel: () => Promise.resolve(undefined),
  reset: () => Promise.resolve(),
  last: () => Promise.resolve(undefined),
};

export const entraOutOfReach: EntraGroups = {
  find: () => Promise.reject(new AppError('entra-unreachable')),
};
