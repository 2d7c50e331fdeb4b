import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { groupChatId } from '../../emulators/teams/chats.ts';
import { startRollcall, type TestRollcall } from '../support/rollcall.ts';

/** Teams wraps what people type in more than they see. */
describe('what Teams sends with a command', () => {
  let rollcall: TestRollcall;
  let later = 0;
  beforeAll(async () => {
    rollcall = await startRollcall({ parts: { now: () => Date.now() + later } });
  });
  afterAll(() => rollcall.stop());

  it.each([
    ['a quotation', '<quoted messageId="1764500000000"/>directory'],
    ['a quotation with its words', '<quoted messageId="17">old words</quoted> directory'],
    ['a reply’s wrapper', 'Reply wrapper directory'],
    ['a hard space', '&nbsp;directory&nbsp;'],
    ['invisible marks', '\u200Edirec\u200Btory\uFEFF'],
  ])('%s is no part of it', async (_what, text) => {
    const { tara } = rollcall.teams;
    await tara.say(text);
    await tara.waitForCard('Directory');
    expect(tara.fromBot()).toHaveLength(1);
  });

  it('escaped characters are those that were typed', async () => {
    const { tara } = rollcall.teams;
    await tara.say('find Marks &amp; Sons');
    await tara.waitForCard(/marks & sons/i);
  });

  const edited = (text: string, id: number) => ({
    type: 'messageUpdate',
    id: String(id),
    text,
    channelId: 'msteams',
    serviceUrl: rollcall.teams.teams.serviceUrl,
    from: {
      id: rollcall.teams.tara.person.userId,
      name: rollcall.teams.tara.person.name,
      aadObjectId: rollcall.teams.tara.person.aadObjectId,
    },
    recipient: { id: '28:sample-rollcall', name: 'Rollcall' },
    conversation: {
      id: rollcall.teams.tara.chatId,
      conversationType: 'personal',
      tenantId: rollcall.teams.tara.person.tenantId,
    },
    channelData: {
      eventType: 'editMessage',
      tenant: { id: rollcall.teams.tara.person.tenantId },
    },
  });

  it('a command that is corrected within two minutes counts, once, and no later edit does', async () => {
    const { tara } = rollcall.teams;
    await tara.say('something else');
    const id = Number(tara.messages().findLast(({ from }) => from === 'tara')?.id);
    await tara.send(edited('directory', id));
    await tara.waitForCard('Directory');
    await tara.send(edited('directory', id));
    await tara.send(edited('a word more', id));
    later = 121_000;
    await tara.send(edited('help', id));
    expect(tara.fromBot()).toHaveLength(0);
  });

  it('a correction counts by Teams’ clock, though ours is behind', async () => {
    const { tara } = rollcall.teams;
    later = 0;
    const id = Date.now() + 60_000;
    const timestamp = new Date(id + 5_000).toISOString();
    await tara.send({ ...edited('directory', id), timestamp });
    await tara.waitForCard('Directory');
    await tara.send({ ...edited('help', id), timestamp: new Date(id + 121_000).toISOString() });
    expect(tara.fromBot()).toHaveLength(0);
  });

  it.each([
    'https://sample.sharepoint.us/:x:/s/hr/Eabc?e=1',
    'please import https://sample-my.sharepoint.com/:x:/g/personal/tara/Eabc?e=1 today',
    'https://teams.microsoft.com/l/file/0A?fileType=xlsx',
    'https://excel.cloud.microsoft/open/onedrive/?docId=1',
    'https://docs.google.com/spreadsheets/d/1/edit',
  ])('the address of a file (%s) is said to be no file', async (text) => {
    const { tara } = rollcall.teams;
    await tara.say(text);
    await tara.waitForMessage('The file didn’t reach me. Upload it from this device');
  });

  const withHtml = (text: string, content: string) => ({
    text,
    attachments: [{ contentType: 'text/html', content }],
  });
  const chip =
    '<a href="https://sample.sharepoint.com/:x:/s/hr/Eabc" title="people.xlsx">people.xlsx</a>';

  it('a pasted address, which Teams shows as the file’s name, is said to be no file', async () => {
    const { tara } = rollcall.teams;
    await tara.say('', withHtml('people.xlsx', `<p>${chip}</p>`));
    await tara.waitForMessage('The file didn’t reach me. Upload it from this device');
  });

  it('a command in reply to a message with such an address is still that command', async () => {
    const { tara } = rollcall.teams;
    await tara.say('', withHtml('directory', `<blockquote>${chip}</blockquote><p>directory</p>`));
    await tara.waitForCard('Directory');
  });

  it.each([
    ['to be of several people', { isGroup: true }],
    ['by its id', { id: groupChatId }],
  ])('a chat of several people, known only %s, sees nobody', async (_how, parts) => {
    const { tara, client } = rollcall.teams;
    const chat = 'id' in parts ? client('tara', groupChatId) : tara;
    await chat.open();
    const { conversationType: _type, ...conversation } = edited('', 0).conversation;
    const message = { ...edited('directory', Date.now()), type: 'message', channelData: {} };
    await chat.send({ ...message, conversation: { ...conversation, ...parts } });
    const answer = await chat.waitForMessage(() => true);
    expect(JSON.stringify(answer)).not.toContain('Tara');
  });

  it.each([
    ['a file from the cloud', undefined, 'reference'],
    ['a forwarded file', undefined, 'forwardedMessageReference'],
    ['a SharePoint link', 'https://sample.sharepoint.com/:x:/s/hr/Eabc?e=1', undefined],
  ])('%s is said not to have arrived, with what to do', async (_what, text, contentType) => {
    const { tara } = rollcall.teams;
    const attachments =
      contentType === undefined ? [] : [{ contentType, contentUrl: 'https://sample.example/x' }];
    await tara.say(text ?? '', { attachments });
    await tara.waitForMessage('The file didn’t reach me. Upload it from this device');
  });
});
