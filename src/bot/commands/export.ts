import { showExport } from '../screens/export.ts';
import type { Command } from './command.ts';

export const exportPeople: Command = {
  name: 'export',
  said: /^(?:please )?(?:bulk )?(?:export|download)(?: (?:a|the|all|my))?(?: (?:csv|file|csv file|users?|people|persons?|directory|employees?|others))?$/,
  run: (turn, _said, services) => showExport(services, turn),
};
