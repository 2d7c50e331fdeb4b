import { fileLinkCard } from '../../cards/file-link-card.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';

/** A link to all that is held of one person. For a large organization, reading its audit outlasts the turn. */
export async function showPersonData(
  { personDataUrl, longWork }: BotServices,
  turn: Turn,
  person: string,
): Promise<void> {
  await longWork.run(turn, turn.text.personData.coming, async (stage) => {
    const url = await stage.inItsTime(() => personDataUrl(turn, person));
    await stage.within((now) =>
      now.answer(fileLinkCard({ text: now.text, file: 'personData', url })),
    );
  });
}
