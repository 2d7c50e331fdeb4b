import { searchable } from '../domain/attributes.ts';
import { may } from '../domain/roles.ts';
import type { DirectoryView } from '../features/search/directory-view.ts';
import type { Caller } from './caller.ts';
import type { BotServices } from './services.ts';

/**
 * People who match a text, also by values of the organization's own attributes. For people who aren't admins only by those that
 * all may see: else a search would tell what their cards don't show.
 */
export async function searchPeople(
  { directory, organizations }: Pick<BotServices, 'directory' | 'organizations'>,
  caller: Caller,
  text: string,
  limit: number,
): ReturnType<DirectoryView['find']> {
  const { tenant, locale } = caller;
  const attributes = await organizations.attributes(tenant);
  const isAdmin = may(caller, 'see-people');
  const seen = attributes.filter(({ visibleTo }) => isAdmin || visibleTo === 'all');
  return directory.find(tenant, text, limit, locale, searchable(seen));
}
