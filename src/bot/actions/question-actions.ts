import { showOperation } from '../screens/operation.ts';
import type { Action } from './action.ts';
import { own } from './operation-actions.ts';

export const answerColumns: Action<'answer-columns'> = {
  async run(turn, { operation: id, columns, turn: page }, services) {
    const operation = await own(services, turn, 'import', id);
    const answered =
      page === undefined
        ? await services.imports.answer(operation, { kind: 'columns', columns })
        : await services.imports.turnColumns(operation, columns, page);
    await showOperation(services, turn, answered);
    return { verb: 'refresh-operation', operation: id, kind: 'import' };
  },
};

export const changeColumns: Action<'change-columns'> = {
  async run(turn, { operation: id }, services) {
    const operation = await own(services, turn, 'import', id);
    await showOperation(services, turn, await services.imports.changeColumns(operation));
    return { verb: 'refresh-operation', operation: id, kind: 'import' };
  },
};

export const answerEncoding: Action<'answer-encoding'> = {
  async run(turn, { operation: id, encoding = '' }, services) {
    const operation = await own(services, turn, 'import', id);
    const answered = await services.imports.answer(operation, { kind: 'encoding', encoding });
    await showOperation(services, turn, answered);
  },
};

export const answerSheet: Action<'answer-sheet'> = {
  async run(turn, { operation: id, sheet = '' }, services) {
    const operation = await own(services, turn, 'import', id);
    const answered = await services.imports.answer(operation, { kind: 'sheet', sheet });
    await showOperation(services, turn, answered);
  },
};

export const readNumbers: Action<'read-numbers'> = {
  async run(turn, { operation: id, as }, services) {
    const operation = await own(services, turn, 'import', id);
    await showOperation(services, turn, await services.imports.readNumbers(operation, as));
    return { verb: 'refresh-operation', operation: id, kind: 'import' };
  },
};

export const answerDates: Action<'answer-dates'> = {
  async run(turn, { operation: id, dates }, services) {
    const operation = await own(services, turn, 'import', id);
    const answered = await services.imports.answer(operation, { kind: 'dates', dates });
    await showOperation(services, turn, answered);
  },
};
