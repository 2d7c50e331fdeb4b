import { attributesCard, attributesOnPage } from '../../cards/attributes-card.ts';
import { pageWith } from '../../cards/pages.ts';
import type { AttributeDefinition, OwnKey } from '../../domain/attributes.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import { defined } from '../../lib/defined.ts';

interface ShownAttributes {
  /** from 0; absent: the first */
  readonly page?: number | undefined;
  /** the attribute whose page is shown instead */
  readonly around?: OwnKey | undefined;
}

/**
 * A page of the directory's columns: the built-in ones, the organization's own, and the removed ones that can be
 * restored.
 */
export async function showAttributes(
  { attributes }: BotServices,
  turn: Turn,
  { page, around }: ShownAttributes = {},
): Promise<void> {
  const all = await attributes.list(turn.caller.tenant, { removed: true });
  const shown = around === undefined ? page : pageWithAttribute(all, around);
  await turn.answer(
    attributesCard({
      text: turn.text,
      attributes: all.filter(({ removedAt }) => removedAt === undefined),
      removed: all.filter(({ removedAt }) => removedAt !== undefined),
      ...defined({ page: shown }),
    }),
  );
}

/** The page that an attribute is on, of which those in use come first. */
function pageWithAttribute(all: readonly AttributeDefinition[], key: OwnKey): number {
  const isRemoved = ({ removedAt }: AttributeDefinition) => removedAt !== undefined;
  const inOrder = [...all.filter((one) => !isRemoved(one)), ...all.filter(isRemoved)];
  return pageWith(
    inOrder.findIndex((one) => one.key === key),
    attributesOnPage,
  );
}
