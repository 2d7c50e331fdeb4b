/** The calls to the local server. */

async function call(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

export const loadOverview = () => call('GET', '/api/overview');
export const loadTraffic = () => call('GET', '/api/traffic');
export const clearTraffic = () => call('DELETE', '/api/traffic');
export const setSwitches = (changes) => call('POST', '/api/switches', changes);
export const resetSwitches = () => call('DELETE', '/api/switches');

/** @returns {Promise<{ did: string, n?: number }>} a key of the words for what was done, and how many people it was about */
export const entraDeed = (deed) => call('POST', `/api/entra/${deed}`);
export const chooseLanguage = (person, locale) =>
  call('PUT', `/api/people/${person}/language`, { locale });
export const restoreTeam = (person, id) =>
  call('POST', `/api/people/${person}/deleted-teams/${encodeURIComponent(id)}`);

/** A person's actions in one chat. */
export function chatApi(person, chatId) {
  const base = `/api/people/${person}/chats/${encodeURIComponent(chatId)}`;
  return {
    messages: () => call('GET', `${base}/messages`),
    /** undefined when it is gone */
    message: (id) => call('GET', `${base}/messages/${id}`).catch(() => undefined),
    open: () => call('POST', `${base}/open`),
    say: (text, fileIds) => call('POST', `${base}/messages`, { text, fileIds }),
    press: (messageId, action) => call('POST', `${base}/press`, { messageId, action }),
    submitDialog: (messageId, action) => call('POST', `${base}/dialog`, { messageId, action }),
    view: (messageId) => call('POST', `${base}/view`, { messageId }),
    search: (messageId, dataset, text) =>
      call('POST', `${base}/search`, { messageId, dataset, text }),
    lookUp: (wanted) => call('POST', `${base}/lookup`, wanted),
    clear: () => call('DELETE', `${base}/messages`),
    addApp: () => call('POST', `${base}/app`),
    removeApp: () => call('DELETE', `${base}/app`),
    reopen: () => call('POST', `${base}/reopen`),
    addMember: (key) => call('POST', `${base}/members`, { key }),
    removeMember: (key) => call('DELETE', `${base}/members/${key}`),
    setOwner: (key, owns) => call('PUT', `${base}/members/${key}`, { owns }),
    renameTeam: (name) => call('PUT', `${base}/team`, { name }),
    deleteTeam: () => call('DELETE', `${base}/team`),
    /** @returns {Promise<string>} the id by which a message names the file */
    async upload(file) {
      const address = `${base}/files?name=${encodeURIComponent(file.name)}`;
      const response = await fetch(address, { method: 'POST', body: file });
      if (!response.ok) throw new Error(`upload: ${response.status}`);
      return (await response.json()).id;
    },
  };
}

/**
 * Listens for changes: `chat`, `chats`, `language`, `switches`, `traffic`, `entra`, and `up` or `down` for the
 * connection itself.
 */
export function listen(on) {
  const source = new EventSource('/api/events');
  for (const kind of ['chat', 'chats', 'language', 'switches', 'traffic', 'entra']) {
    source.addEventListener(kind, (event) => on(kind, JSON.parse(event.data)));
  }
  source.onopen = () => on('up');
  source.onerror = () => on('down');
}
