import { attributeFormCard } from '../../cards/attribute-form-card.ts';
import { confirmRemoveAttributeCard } from '../../cards/confirm-removal-card.ts';
import type { AttributeDefinition } from '../../domain/attributes.ts';
import { parseTimeZone, usualTimeZone } from '../../domain/time-zone.ts';
import { AppError } from '../../errors.ts';
import type { AttributeInput, AttributeProblem } from '../../features/admin/attributes.ts';
import { showAttributes } from '../screens/attributes.ts';
import type { BotServices } from '../services.ts';
import type { Turn } from '../turn.ts';
import type { Action } from './action.ts';
import { defined } from '../../lib/defined.ts';

export const showAttributesAction: Action<'show-attributes'> = {
  run: (turn, { page }, services) => showAttributes(services, turn, { page }),
};

export const editAttribute: Action<'edit-attribute'> = {
  async run(turn, { key }, services) {
    const attribute = key === undefined ? undefined : await found(services, turn, key);
    const all = await services.attributes.list(turn.caller.tenant);
    await turn.answer(attributeFormCard({ text: turn.text, all, ...defined({ attribute }) }));
  },
};

export const saveAttribute: Action<'save-attribute'> = {
  async run(turn, { key, draft, ...given }, services) {
    const { name, type, required, visibleTo, selfEdit, suggested, after } = given;
    const wanted = {
      ...{ name, type, required, visibleTo },
      ...defined({ selfEdit, suggested, after }),
    };
    const attribute = key === undefined ? undefined : await found(services, turn, key);
    const problem = draft === true ? undefined : await save(services, turn, wanted, attribute);
    const isWrong = problem !== undefined && !(await isThereAlready(services, turn, wanted));
    if (draft === true || isWrong) {
      const typed = { ...wanted, ...defined({ key }) };
      // A removed one returns to the place that it had.
      const isActive = attribute?.removedAt === undefined;
      const all = isActive ? await services.attributes.list(turn.caller.tenant) : undefined;
      const form = { text: turn.text, attribute: typed, isTyped: true };
      await turn.answer(attributeFormCard({ ...form, ...defined({ all, problem }) }));
      return undefined;
    }
    await showAttributes(services, turn, { around: key });
    return { verb: 'show-attributes' };
  },
};

/**
 * Saves the form. The same form restores a removed attribute whose name has been taken since.
 * @returns what is wrong with it, if anything
 */
async function save(
  { attributes, settings }: BotServices,
  turn: Turn,
  wanted: AttributeInput,
  attribute: AttributeDefinition | undefined,
): Promise<AttributeProblem | undefined> {
  const { tenant, actor, timeZone } = turn.caller;
  // From now on, times mean something: the zone must not follow the admin who looks at them.
  if (wanted.type === 'date-time' && (await settings.timeZone(tenant)) === undefined)
    await settings.setTimeZone(tenant, actor, parseTimeZone(timeZone ?? '') ?? usualTimeZone);
  const outcome =
    attribute === undefined
      ? await attributes.add(tenant, actor, wanted)
      : attribute.removedAt === undefined
        ? await attributes.change(tenant, actor, attribute.key, wanted)
        : await attributes.restore(tenant, actor, attribute.key, wanted.name);
  return 'problem' in outcome ? outcome : undefined;
}

/** A repeated save: the attribute exists with exactly these values. */
async function isThereAlready(
  { attributes }: BotServices,
  turn: Turn,
  { name, type, required, visibleTo, selfEdit = false }: AttributeInput,
): Promise<boolean> {
  const all = await attributes.list(turn.caller.tenant);
  return all.some(
    (one) =>
      one.name === name.trim() &&
      one.type === type &&
      one.required === required &&
      one.visibleTo === visibleTo &&
      (one.selfEdit ?? false) === selfEdit,
  );
}

export const removeAttribute: Action<'remove-attribute'> = {
  async run(turn, { key, confirmed }, services) {
    const attribute = await found(services, turn, key);
    if (confirmed !== true) {
      await turn.answer(confirmRemoveAttributeCard({ text: turn.text, attribute }));
      return undefined;
    }
    await services.attributes.remove(turn.caller.tenant, turn.caller.actor, key);
    await showAttributes(services, turn);
    return { verb: 'show-attributes' };
  },
};

export const restoreAttribute: Action<'restore-attribute'> = {
  async run(turn, { key }, services) {
    const { tenant, actor } = turn.caller;
    const outcome = await services.attributes.restore(tenant, actor, key);
    if (!('problem' in outcome)) {
      await showAttributes(services, turn, { around: key });
      return { verb: 'show-attributes' };
    }
    // Another attribute has taken its name since: it is restored under a new one.
    const attribute = await found(services, turn, key);
    await turn.answer(attributeFormCard({ text: turn.text, attribute, problem: outcome }));
    return undefined;
  },
};

async function found(services: BotServices, turn: Turn, key: string): Promise<AttributeDefinition> {
  const all = await services.attributes.list(turn.caller.tenant, { removed: true });
  const attribute = all.find((candidate) => candidate.key === key);
  if (attribute === undefined) throw new AppError('attribute-gone');
  return attribute;
}
