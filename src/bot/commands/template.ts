import { templateCard } from '../../cards/template-card.ts';
import type { Command } from './command.ts';

export const template: Command = {
  name: 'template',
  said: /^(?:download |get |show |send )?(?:me )?(?:the |a )?(?:csv |import )?template$/,
  async run(turn, _said, { templateLinks }) {
    await turn.answer(templateCard({ text: turn.text, template: await templateLinks(turn) }));
  },
};
