import { showExport } from '../screens/export.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const exportPeople: Command = {
  name: 'export',
  door: { right: 'export' },
  home: 'front',
  suggested: true,
  said: /^(?:please )?(?:bulk )?(?:export|download)(?: (?:a|the|all|my))?(?: (?:csv|file|csv file|users?|people|persons?|directory|employees?|others))?$/,
  asked: [
    asked('export', 'people file directory me now download employee others'),
    asked('show people file', 'directory history me'),
    asked('download people', 'file directory me show'),
  ],
  run: (turn, _said, services) => showExport(services, turn),
};
