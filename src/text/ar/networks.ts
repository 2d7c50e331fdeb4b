import type { Network } from '../../domain/network.ts';

/** A network by itself: on a tab, as a choice, as a fact. */
export const networkNames: Readonly<Record<Network, string>> = {
  Employee: 'الموظفون',
  Others: 'الآخرون',
};

/** Inside a sentence, as any part of it. */
export const networkInSentence: Readonly<Record<Network, string>> = {
  Employee: 'شبكة الموظفين',
  Others: 'شبكة الآخرين',
};
