/**
 * Azure may answer a query of rows with a page that has none, and a continuation: at a boundary between its servers, or
 * after five seconds. The emulator never does. Here every third query begins with one.
 * https://learn.microsoft.com/rest/api/storageservices/query-timeout-and-pagination
 */
const oneIn = 3;
const mark = 'an-empty-page';

export function createEmptyPages() {
  let asked = 0;
  let sent = 0;
  return {
    /** how many were sent */
    sent: () => sent,
    headers: {
      'x-ms-continuation-nextpartitionkey': mark,
      'x-ms-continuation-nextrowkey': mark,
    },
    /** @param parameters of the query */
    isDue: (parameters: URLSearchParams): boolean => {
      if (parameters.has('NextPartitionKey')) return false;
      asked += 1;
      if (asked % oneIn !== 0) return false;
      sent += 1;
      return true;
    },
    /** The address of a query that goes on after an empty page: the emulator begins at the start. */
    without: (address: string): string => {
      if (!address.includes(mark)) return address;
      const [path = '', query = ''] = address.split('?');
      const kept = query.split('&').filter((part) => !part.endsWith(`=${mark}`));
      return `${path}?${kept.join('&')}`;
    },
  };
}
