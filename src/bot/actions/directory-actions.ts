import { showDirectory, showDirectoryFilter } from '../screens/directory.ts';
import { showFound } from '../screens/found.ts';
import { showProfile } from '../screens/profile.ts';
import type { Action } from './action.ts';

export const showDirectoryPage: Action<'show-directory'> = {
  run: (turn, { verb: _verb, ...place }, services) => showDirectory(services, turn, place),
};

export const filterDirectory: Action<'filter-directory'> = {
  run: (turn, { verb: _verb, ...place }, services) => showDirectoryFilter(services, turn, place),
};

export const findPerson: Action<'find-person'> = {
  run: (turn, { person, query, page }, services) =>
    person === undefined
      ? showFound(services, turn, query ?? '', page)
      : showProfile(services, turn, person),
};
