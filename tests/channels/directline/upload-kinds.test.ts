import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { UPLOAD_KINDS } from '#uploads/upload-rules.ts';
import { acceptedTypes, refusalOf } from '#web/widget/client/refusal.ts';
import { sqliteEngine } from '#tests/store/engines.ts';
import { call, serve, visit } from './harness.ts';

const latin1 = (text: string): Buffer<ArrayBuffer> => Buffer.from(text, 'latin1');
const PNG = latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR and the rest of a picture');
const JPEG = latin1('\xff\xd8\xff\xe0\0\x10JFIF\0 and the rest of a picture');
const film = (brand: string) => latin1(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}isom and the rest`);
const PROGRAM = latin1(`MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0${'\0'.repeat(200)}`);
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const SHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const SLIDES = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
const ZIP = zipSync({ 'system.log': strToU8('up') });
const GZIP = latin1('\x1f\x8b\x08\0\0\0\0\0\0\x03 and the rest');
const CAPTURE = latin1('\xd4\xc3\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\xff\xff\0\0\x01\0\0\0');

describe('file types', () => {
  const engine = sqliteEngine();

  const start = async () => {
    const { url } = await serve(await engine.open(await engine.freshConfig()));
    const visitor = await visit(url);
    const upload = async (name: string, content: string | Uint8Array<ArrayBuffer>, type: string) => {
      const body = new FormData();
      body.append('file', new File([content], name, { type }));
      const path = `/conversations/${visitor.conversationId}/upload`;
      return await call(url, 'POST', path, { token: visitor.token, body });
    };
    const stored = async () => {
      const { body } = await visitor.poll();
      return body.activities.flatMap(({ attachments = [] }) => attachments)[0];
    };
    return { url, visitor, upload, stored };
  };

  test.each([
    ['a picture', 'router.png', PNG, 'image/png', 'image/png'],
    ['a photo with the extension of another type', 'photo.png', JPEG, 'image/png', 'image/jpeg'],
    ['a picture without an extension', 'picture', PNG, 'application/octet-stream', 'image/png'],
  ])('%s is shown', async (_what, name, content, declared, type) => {
    const { upload, stored } = await start();
    expect((await upload(name, content, declared)).status).toBe(200);
    const { contentType, contentUrl } = await stored();
    expect(contentType).toBe(type);
    const { headers } = await fetch(contentUrl);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-disposition')).toMatch(/^inline/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test.each([
    ['a ZIP as Windows calls it', 'logs.zip', ZIP, 'application/x-zip-compressed', 'application/zip'],
    ['a CSV as Windows calls it', 'clients.csv', 'a;b\n1;2', 'application/vnd.ms-excel', 'text/csv'],
    ['a photo from an iPhone', 'IMG_1.HEIC', film('heic'), '', 'image/heic'],
    [
      'a photo from an iPhone with the name of another type',
      'IMG_1.jpg',
      film('heic'),
      'image/jpeg',
      'image/heic',
    ],
    ['a video', 'led.mp4', film('isom'), 'video/mp4', 'video/mp4'],
    ['a video from an iPhone', 'led.MOV', film('qt  '), 'video/quicktime', 'video/quicktime'],
    ['a document', 'report.docx', ZIP, WORD, WORD],
    ['a spreadsheet', 'sites.xlsx', ZIP, 'application/zip', SHEET],
    ['slides', 'plan.pptx', ZIP, '', SLIDES],
    ['a PDF', 'invoice.pdf', '%PDF-1.7\n%\xe2\xe3', 'application/pdf', 'application/pdf'],
    ['rich text', 'letter.rtf', '{\\rtf1\\ansi Hello}', 'text/rtf', 'application/rtf'],
    ['Markdown', 'notes.md', '# Notes', '', 'text/markdown'],
    ['a log', 'ap.log', 'BM is how it begins', '', 'text/plain'],
    ['a log from an old device', 'ap.log', latin1('up\0\0down'), 'application/octet-stream', 'text/plain'],
    ['a Windows log', 'event.txt', Buffer.from('\ufeffup', 'utf16le'), 'text/plain', 'text/plain'],
    ['a rotated log', 'messages.1', 'up', 'application/octet-stream', 'text/plain'],
    ['XML', 'config.xml', '<?xml version="1.0"?><a/>', 'text/xml', 'application/xml'],
    ['JSON', 'state.json', '{}', 'application/json', 'application/json'],
    ['a compressed log', 'diag.tar.gz', GZIP, 'application/x-gzip', 'application/gzip'],
    ['a capture', 'wifi.pcap', CAPTURE, 'application/octet-stream', 'application/vnd.tcpdump.pcap'],
    ['a configuration', 'backup.cfg', latin1('\x01\x02\0\0'), '', 'application/octet-stream'],
    ['a web page named like a log', 'x.log', '<script>alert(1)</script>', 'text/html', 'text/plain'],
    ['a picture that not all browsers show', 'a.heif', film('mif1'), 'image/heif', 'image/heif'],
  ])('%s is accepted, but only for download', async (_what, name, content, declared, type) => {
    const { upload, stored } = await start();
    expect((await upload(name, content, declared)).status).toBe(200);
    const attachment = await stored();
    expect(attachment).toMatchObject({ name, contentType: type });
    const { headers } = await fetch(attachment.contentUrl);
    expect(headers.get('content-disposition')).toMatch(/^attachment/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  });

  test.each([
    ['a program', 'setup.exe', PROGRAM, 'application/octet-stream'],
    ['a program named like a picture', 'photo.jpg', PROGRAM, 'image/jpeg'],
    ['a program named like a log', 'ap.log', PROGRAM, 'text/plain'],
    ['a program named like a configuration', 'ap.bin', PROGRAM, 'application/octet-stream'],
    ['a program without an extension', 'setup', PROGRAM, ''],
    ['a program whose name Windows would cut', 'setup.exe. .', PROGRAM, ''],
    ['a script', 'a.vbs', 'MsgBox 1', 'text/plain'],
    ['a web page', 'x.html', '<script>', 'text/plain'],
    ['a drawing that can run scripts', 'x.svg', '<svg/>', 'image/svg+xml'],
    ['a drawing named like a picture', 'x.png', '<svg/>', 'image/png'],
    [
      'a document from an old Office version, which may have macros',
      'x.docx',
      latin1('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'),
      WORD,
    ],
    ['a document with macros', 'x.docm', ZIP, WORD],
    ['an extension that is a property of every object', 'a.constructor', 'x', 'text/plain'],
  ])('%s is refused', async (_what, name, content, declared) => {
    const { visitor, upload } = await start();
    const { status, body } = await upload(name, content, declared);
    expect(status).toBe(415);
    expect(body.error.message).toMatch(/is of a kind that cannot be sent here/);
    expect(
      (await visitor.poll()).body.activities.every(
        ({ attachments }: { attachments?: unknown }) => attachments === undefined,
      ),
    ).toBe(true);
  });

  test.each([
    ['very long', `${'long '.repeat(60)}.log`],
    ['made of too many emoji', `${'😀'.repeat(120)}x.txt`],
    ['with half of an emoji', `a\ud83d.txt`],
    ['with punctuation and spaces', `100% sure?#&; "quoted" ä 漢字.txt`],
    ['made of dots', '....txt'],
  ])('a file whose name is %s can be opened', async (_what, name) => {
    const { upload, stored } = await start();
    expect((await upload(name, 'log', 'text/plain')).status).toBe(200);
    const attachment = await stored();
    expect(attachment.name.isWellFormed()).toBe(true);
    expect(attachment.name).toMatch(/\.(log|txt)$/);
    expect(attachment.name.length).toBeLessThanOrEqual(100);
    const read = await fetch(attachment.contentUrl);
    expect(read.status).toBe(200);
    expect(await read.text()).toBe('log');
  });

  test('a name cannot reverse the direction of the text around it', async () => {
    const { upload, stored } = await start();
    await upload('invoice\u202efdp.txt', 'log', 'text/plain');
    expect((await stored()).name).toBe('invoicefdp.txt');
  });
});

describe('the file types that the widget and the desk offer', () => {
  test('are those that the server accepts', () => {
    const offered = acceptedTypes.split(',');
    for (const [ending, type] of UPLOAD_KINDS) {
      expect(refusalOf([new File(['x'], `a.${ending}`, { type: 'whatever/it-says' })])).toBeUndefined();
      expect(offered).toContain(`.${ending}`);
      expect([...offered, 'application/octet-stream']).toContain(type);
    }
    expect(refusalOf([new File(['x'], 'a.EXE')])).toEqual({ why: 'file-type', name: 'a.EXE' });
    expect(refusalOf([new File(['x'], 'messages.1')])).toBeUndefined();
  });
});
