import { showAudit } from '../screens/audit.ts';
import type { Command } from './command.ts';

export const audit: Command = {
  name: 'audit',
  said: /^(?:show |export |download |view )?(?:the )?audit(?: ?(?:log|trail))?$/,
  run: (turn, _said, services) => showAudit(services, turn),
};
