import { templateCard } from '../../cards/template-card.ts';
import { asked } from '../understanding/rule.ts';
import type { Command } from './command.ts';

export const template: Command = {
  name: 'template',
  door: { right: 'import' },
  home: 'import',
  suggested: true,
  said: /^(?:download |get |show |send )?(?:me )?(?:the |a )?(?:csv |import )?template$/,
  asked: [asked('template', 'download show import file people edit add me')],
  async run(turn, _said, { templateLinks }) {
    await turn.answer(templateCard({ text: turn.text, template: await templateLinks(turn) }));
  },
};
