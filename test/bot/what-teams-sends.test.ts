import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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
