import { maxSelected } from '../../cards/card-inputs.ts';
import { AppError } from '../../errors.ts';

/** @throws AppError `nobody-chosen`, `too-many-people` */
export function mustBeChosen(people: readonly string[], tooMany: boolean | undefined): void {
  if (tooMany === true || people.length > maxSelected) {
    throw new AppError('too-many-people', { most: maxSelected });
  }
  if (people.length === 0) throw new AppError('nobody-chosen');
}
