import { auditRequest } from '../../domain/operations/export-facts.ts';
import { exportWhole } from '../screens/export-whole.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const audit: Command = {
  name: 'audit',
  door: { right: 'read-audit' },
  home: 'organization',
  said: /^(?:show |export |download |view )?(?:the )?audit(?: ?(?:log|trail))?$/,
  asked: [
    asked('audit', 'show export download history people me file'),
    asked('edit history', 'show export download me'),
    asked('who edit', 'people'),
  ],
  run: (turn, _said, services) => exportWhole(turn, services, auditRequest),
};
