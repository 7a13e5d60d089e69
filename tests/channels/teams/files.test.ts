import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { openChat, openTeamsBothWays, openTeamsCustomer } from './teams-desk.ts';

const GIF = 'GIF89a\u0001\u0000\u0001\u0000\u0000\u0000\u0000';
const teamsFile = (name: string, downloadUrl: string) => ({
  contentType: 'application/vnd.microsoft.teams.file.download.info',
  // A SharePoint page that asks people to sign in.
  contentUrl: 'https://example.sharepoint.com/sites/page.aspx',
  name,
  content: { downloadUrl, uniqueId: '1', fileType: name.split('.').at(-1) },
});
/** The copy that Teams attaches to each message. */
const copy = (html: string) => ({ contentType: 'text/html', content: html });
const withFiles = (...attachments: object[]): Partial<Activity> => ({
  attachments: attachments as Activity['attachments'] & object,
});

interface Attached {
  name: string;
  contentType: string;
  contentUrl: string;
}
type Said = { text?: string; attachments?: Attached[]; from?: { name?: string } };

describe('a file from an agent at the web desk, for a customer in Teams', () => {
  const send = async (environment: Record<string, string>, file: File) => {
    const opened = await openTeamsCustomer(environment);
    const { dana, reference } = opened;
    const forwarded = { text: 'Read *this*', clientId: 'a client id' };
    expect((await dana.sends(reference, forwarded, [file])).status).toBe(200);
    return opened;
  };
  const pdf = new File(['%PDF-1.7 steps'], 'steps.pdf', { type: 'application/pdf' });
  const gif = new File([GIF], 'photo.gif', { type: 'image/gif' });

  it("is a link next to the agent's text, because Teams accepts no messages that contain files", async () => {
    const { room, sam } = await send({}, pdf);
    const { activity } = await room.until('Dana: Read *this*', sam.aloneId);
    expect(activity.attachments).toBeUndefined();
    const address = /steps\.pdf: (\S+)$/.exec(activity.text ?? '')?.[1] ?? '';
    expect(await (await fetch(address)).text()).toBe('%PDF-1.7 steps');
  });

  it('is shown after the text if it is a picture that Teams can reach', async () => {
    const { room, sam } = await send({ PUBLIC_URL: 'https://bot.example.com' }, gif);
    await room.until('photo.gif', sam.aloneId);
    const [words, picture] = room.shown.slice(-2);
    expect(words?.activity).toMatchObject({ text: 'Dana: Read *this*', textFormat: 'plain' });
    expect(picture?.activity.attachments).toMatchObject([
      {
        contentType: 'image/gif',
        contentUrl: expect.stringMatching(/^https:\/\/bot\.example\.com/) as string,
      },
    ]);
  });

  it('is left out if Teams refuses it: the text arrives, and the agent is told', async () => {
    const opened = await openTeamsCustomer({ PUBLIC_URL: 'https://bot.example.com' });
    const { room, dana, reference, sam, desk } = opened;
    room.refuseWords('photo.gif', 400);
    await dana.sends(reference, { text: 'Look', clientId: 'a client id' }, [gif]);
    const { activity } = await room.until('Dana: Look', sam.aloneId);
    expect(activity.attachments).toBeUndefined();
    await desk.until(({ texts }) =>
      texts.some((text) => String(text).includes('Not delivered: “photo.gif”')),
    );
  });
});

describe('a picture that an agent pastes in Teams', () => {
  it('arrives, although Teams sends no content for it', async () => {
    const { dana, customer, thread, room } = await openChat();
    const picture = { contentType: 'image/*', contentUrl: room.file(GIF, 'image/gif') };
    await dana.user.inChannel('See', { thread, more: withFiles(picture, copy('<p>See</p>')) });
    await customer.sees('See');
    const forwarded = customer.stream.activities.find(({ text }) => text === 'See') as Said | undefined;
    expect(forwarded?.attachments).toMatchObject([{ contentType: 'image/gif', name: 'picture.gif' }]);
    expect(await (await fetch(forwarded?.attachments?.[0]?.contentUrl ?? '')).text()).toBe(GIF);
  });

  it('is reported as missing if the bot cannot read it', async () => {
    const { dana, customer, thread, room } = await openChat();
    const html = copy('<p>See <img itemtype="http://schema.skype.com/AMSImage" src="https://x.example"></p>');
    await dana.user.inChannel('See', { thread, more: withFiles(html) });
    await customer.sees('See');
    const notice = await room.until('could not be passed on: a picture in the text', thread);
    expect(notice.activity.textFormat).toBe('plain');
  });
});

describe('files from a customer in Teams', () => {
  it('are stored for the agent, without Teams links that ask for a sign-in, and without copies of the text', async () => {
    const { room, sam, desk } = await openTeamsCustomer();
    const pasted = { contentType: 'image/*', contentUrl: room.file(GIF, 'image/gif') };
    const log = teamsFile('router.txt', room.file('its log', 'application/octet-stream'));
    await sam.alone('Look', withFiles(pasted, log, copy('<p>Look</p>')));
    await desk.untilText('Look');
    const forwarded = desk.activities.find(({ text }) => text === 'Look') as Said | undefined;
    expect(forwarded?.attachments?.map(({ name, contentType }) => [name, contentType])).toEqual([
      ['picture.gif', 'image/gif'],
      ['router.txt', 'text/plain'],
    ]);
    const [picture, file] = forwarded?.attachments ?? [];
    expect(await (await fetch(picture?.contentUrl ?? '')).text()).toBe(GIF);
    expect(await (await fetch(file?.contentUrl ?? '')).text()).toBe('its log');
  });

  it('do not appear at the desk if the message had none', async () => {
    const { sam, desk } = await openTeamsCustomer();
    await sam.alone('Only words', withFiles(copy('<p>Only words</p>')));
    await desk.untilText('Only words');
    expect(desk.activities.find(({ text }) => text === 'Only words')?.['attachments']).toBeUndefined();
  });

  it('that cannot be forwarded are reported to the customer as missing at once', async () => {
    const { room, sam, desk } = await openTeamsCustomer();
    await sam.alone('Look', withFiles(teamsFile('virus.exe', 'http://192.0.2.7/virus.exe')));
    await room.until('could not be passed on: virus.exe (it is not at an address', sam.aloneId);
    await desk.untilText('Look');
    expect(JSON.stringify(desk.activities)).not.toContain('"name":"virus.exe"');
  });

  it('reach an agent in Teams as links that open', async () => {
    const { room, sam, thread } = await openTeamsBothWays();
    const pasted = { contentType: 'image/*', contentUrl: room.file(GIF, 'image/gif') };
    await sam.alone('Look', withFiles(pasted));
    const { activity } = await room.until('Sam: Look', thread);
    const address = /picture\.gif: (\S+)$/.exec(activity.text ?? '')?.[1] ?? '';
    expect(await (await fetch(address)).text()).toBe(GIF);
  });
});

describe('the address of a file', () => {
  /** A private service on this machine. */
  const openSecret = async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      response.end('a secret');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { port: (server.address() as AddressInfo).port, asked: () => asked };
  };

  it("never leads into the server's own network, not even through a redirect", async () => {
    const { dana, customer, thread, room } = await openChat();
    const { port, asked } = await openSecret();
    const address = `http://127.0.0.1:${port}/`;
    const files = [teamsFile('direct.txt', address), teamsFile('around.txt', room.redirect(address))];
    await dana.user.inChannel('Read', { thread, more: withFiles(...files) });
    await customer.sees('Read');
    const notice = await room.until('could not be passed on', thread);
    for (const name of ['direct.txt', 'around.txt'])
      expect(notice.activity.text).toContain(`${name} (it is not at`);
    expect(asked()).toBe(0);
  });

  it('is read only up to the limit on file size', async () => {
    const { dana, thread, room } = await openChat();
    const file = teamsFile('x.txt', room.file('x'.repeat(9 * 1024 * 1024), 'text/plain'));
    await dana.user.inChannel('Read', { thread, more: withFiles(file) });
    const { activity } = await room.until('could not be passed on: x.txt', thread);
    expect(activity.text).toContain('(files can be at most 8 MB in total)');
  });
});
