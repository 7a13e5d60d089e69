import { describe, expect, it } from 'vitest';
import { loadKnowledge } from '#knowledge/load.ts';
import { maskFor } from '#review/masking/for-knowledge.ts';
import { knowledgeDir } from '#tests/support/classifier-cache.ts';

const mask = maskFor(await loadKnowledge(knowledgeDir));

/** What a customer writes, and the masked text. */
type Line = readonly [written: string, masked: string];

const emails: Line[] = [
  ['write to jane.doe@example.com please', 'write to [email] please'],
  ['JANE.DOE+wifi@Sub.Example.CO.UK', '[email]'],
  ['my mail: jane_doe99@example.museum.', 'my mail: [email].'],
  ['jane (at) example (dot) com', '[email]'],
  ['jane[at]example.com is mine', '[email] is mine'],
  ['jane @ example.com', '[email]'],
  ['jane dot doe at example dot org thanks', '[email] thanks'],
  ['<jane@example.com>', '<[email]>'],
  ['send it to jörg.müller@bücher.example', 'send it to [email]'],
  ['jane@localhost', '[email]'],
  ["o'brien@example.ie wants the patch", '[email] wants the patch'],
  ['mailto:jane@example.com?subject=hi', 'mailto:[email]?subject=hi'],
  ['a@b.co, c@d.co', '[email], [email]'],
  ['ｊａｎｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', '[email]'],
];

const phones: Line[] = [
  ['call +49 151 23456789', 'call [phone]'],
  ['+4915123456789', '[phone]'],
  ['0049 (0)151 / 234 567 89', '[phone]'],
  ['ring me on 020 7946 0958', 'ring me on [phone]'],
  ['(555) 010-0199', '[phone]'],
  ['555-010-0199 after six', '[phone] after six'],
  ['555.010.0199', '[phone]'],
  ['+1 (555) 010 0199 ext. 12', '[phone] ext. 12'],
  ['mon numéro est le 06 12 34 56 78', 'mon numéro est le [phone]'],
  ['my cell 5550100199', 'my cell [phone]'],
  ['tel:+1-555-010-0199', 'tel:[phone]'],
  ['whatsapp 91 98765 43210', 'whatsapp [phone]'],
  ['phone: 555 0142', 'phone: [phone]'],
  ['555-0142 is my number', '[phone] is my number'],
  ['+886 2 2345 6789', '[phone]'],
  ['+971‑50‑123‑4567', '[phone]'],
  ['text me at 07700 900123', 'text me at [phone]'],
  ['zero seven seven oh oh nine oh oh one two three', '[phone]'],
  ['０１５１ ２３４５６７８９', '[phone]'],
];

const serials: Line[] = [
  ['serial number 17A3B00123', 'serial number [serial]'],
  ['S/N: 152534562', 'S/N: [serial]'],
  ['SN 1A2B3C', 'SN [serial]'],
  ['serial no. is 16B-0042-77', 'serial no. is [serial]'],
  ['s/n#EN17340098X', 's/n#[serial]'],
  ['the label says 17360A2B9911C', 'the label says [serial]'],
  ['Seriennummer: 99120034AB', 'Seriennummer: [serial]'],
  ['my ESR900, serial 154812007, is it patched', 'my ESR900, serial [serial], is it patched'],
];

const macs: Line[] = [
  ['88:dc:96:0a:1b:2c', '[mac]'],
  ['88-DC-96-0A-1B-2C cannot connect', '[mac] cannot connect'],
  ['88dc.960a.1b2c', '[mac]'],
  ['mac is 88DC960A1B2C', 'mac is [mac]'],
  ['88 dc 96 0a 1b 2c', '[mac]'],
  ['it ends in 0a:1b:2c', 'it ends in [mac]'],
  ['MAC 00:02:6F:11:22:33', 'MAC [mac]'],
];

const ips: Line[] = [
  ['my router is at 192.168.0.1', 'my router is at [ip]'],
  ['ping 8.8.8.8 works', 'ping [ip] works'],
  ['10.0.0.0/8 and 172.16.4.20', '[ip] and [ip]'],
  ['192.168.1.x', '[ip]'],
  ['192[.]168[.]1[.]20', '[ip]'],
  ['2001:db8::8a2e:370:7334', '[ip]'],
  ['fe80::1%eth0 is the gateway', '[ip] is the gateway'],
  ['2001:0db8:0000:0000:0000:ff00:0042:8329/64', '[ip]'],
  ['::ffff:192.168.0.1', '[ip]'],
  ['firmware page on ip 192.168.1.1', 'firmware page on ip [ip]'],
  ['https://203.0.113.7:8443/login', 'https://[ip]:8443/login'],
];

const people: Line[] = [
  ['my name is Anna Smith and my wifi is slow', 'my name is [name] and my wifi is slow'],
  ['my name is anna and i need help', 'my name is [name] and i need help'],
  ["Hi, I'm Thandiwe, is my ENS500 safe?", "Hi, I'm [name], is my ENS500 safe?"],
  ['This is Oleksandr Kovalenko from the school', 'This is [name] from the school'],
  ['Mrs. van der Berg would like a call', 'Mrs. [name] would like a call'],
  ['Dr Okafor here', 'Dr [name] here'],
  ['is there a patch?\nRegards,\nMaria Lopez', 'is there a patch?\nRegards,\n[name]'],
  ['Name: José Núñez', 'Name: [name]'],
  ['call me Jo', 'call me [name]'],
];

const secrets: Line[] = [
  ['the password is Summer2017!', 'the password is [password]'],
  ['wifi key: tr0ub4dor&3', 'wifi key: [password]'],
  ['passwort ist geheim123', 'passwort ist [password]'],
  ['Das Passwort lautet: geheim123', 'Das Passwort lautet: [password]'],
  ['la contraseña es verano2017!', 'la contraseña es [password]'],
  ['order 4500123987', 'order [number]'],
  ['card 4111 1111 1111 1111', 'card [number]'],
];

const untouched: string[] = [
  'is the ENS620EXT patched?',
  'ens620ext and EAP1300EXT and EWS1025CAM',
  'EAP350v2, ESR900, ENH1350EXT or ECB1750?',
  'ESR300, 350 and 600',
  'CVE-2017-13077',
  'cve 2017 13082 and CVE-2017-13088',
  'since 2017',
  '2016-2017',
  'on 16 October 2017',
  '2017-10-16 or 16/10/2017 or 16.10.2017',
  'firmware 1.3.5.22',
  'upgrade from v3.5.3.2 to version 3.6.0.1',
  'version 2.0.119',
  'which channel of 36 40 44 48 is best',
  '802.11r, 802.11ac and 2.4 GHz',
  'port 8080, 443 and 1194',
  'at 10:30:15 it stopped',
  'WPA2-PSK with AES',
  'up to 4 cameras, 50 users and 30 seconds',
  'my TP-Link Archer C1200 or WNDR3700v2',
  'it costs 129.99',
  'the password is wrong',
  'my pin is not accepted',
  "I'm upset, this is bad",
  'This is a test, call me later',
  'Hi there, hello again',
  'look at the light on top',
  'EnViewer, EnTalk, EnRoute and EnShare',
  'thanks, bye',
  '1000 Mbps over 100 m',
  'how loud is the EWS2400-48TFP',
  'Dear EnGenius team, I am CTO of a school',
];

describe('personal data in a question', () => {
  for (const [what, lines] of Object.entries({ emails, phones, serials, macs, ips, people, secrets }))
    describe(`masks ${what}`, () => {
      it.each(lines)('%s', (written, masked) => expect(mask(written).text).toBe(masked));
    });

  describe('keeps models, versions, CVE ids, years and ordinary words', () => {
    it.each(untouched)('%s', (written) => expect(mask(written).text).toBe(written));
  });

  it("masks the customer's known names, in upper or lower case and either order", () => {
    const known = ['Zoë Okonkwo'];
    expect(mask('zoe here, is it fixed?', known).text).toBe('[name] here, is it fixed?');
    expect(mask('OKONKWO, Zoë', known).text).toBe('[name]');
    expect(mask("that is Zoë's router", known).text).toBe("that is [name]'s router");
    expect(mask('the zoetrope is broken', known).text).toBe('the zoetrope is broken');
  });

  it.each([
    ['제 이름은 Anna Schmidt 입니다. Please help', 'Anna Schmidt', '제 이름은 [name] 입니다. Please help'],
    ['제 이름은 김철수입니다', '김철수', '제 이름은 [name]입니다'],
    ['김철수예요', '김 철수', '[name]예요'],
    ['我叫王小明，请帮忙', '王小明', '我叫[name],请帮忙'],
    ['मेरा नाम प्रिया शर्मा है', 'प्रिया शर्मा', 'मेरा नाम [name] है'],
    ['меня зовут Анна, добрый день', 'Анна Петрова', 'меня зовут [name], добрый день'],
    ["it is o'brien again", 'Mary O’Brien', 'it is [name] again'],
    ['Zoë writes 한국어', 'Zoe', '[name] writes 한국어'],
  ])('masks the known name in any script: %s', (written, known, masked) => {
    expect(mask(written, [known]).text).toBe(masked);
  });

  it.each([
    ['my IBAN is DE89 3704 0044 0532 0130 00 thanks', 'my IBAN is [mac] thanks'],
    ['ticket CAFE 1234 5678 9012 3456', 'ticket [mac]'],
    ["Hi, I'm Anna Schmidt, is it safe?", "Hi, I'm [name], is it safe?"],
  ])('leaves nothing readable of what two rules have found: %s', (written, masked) => {
    expect(mask(written, ['Anna']).text).toBe(masked);
  });

  it('treats an ordinary word as a name only if it is written like a name', () => {
    expect(mask('will it work for Will Young?', ['Will Young']).text).toBe('will it work for [name]?');
    expect(mask('Will it work? ask Will', ['Will Young']).text).toBe('Will it work? ask [name]');
  });

  it('reports what it has masked, and where', () => {
    expect(mask('I am at jane@example.com today').parts).toEqual([
      { text: 'I am at ' },
      { text: '[email]', kind: 'email' },
      { text: ' today' },
    ]);
  });

  it('masks several things in one message', () => {
    const message =
      'Jane Roe, jane@example.com, +1 555 010 0199, S/N 17A3B00123, 192.168.0.1, 88:dc:96:0a:1b:2c';
    expect(mask(message, ['Jane Roe']).text).toBe('[name], [email], [phone], S/N [serial], [ip], [mac]');
  });

  it('stays fast on long nonsense', () => {
    const started = performance.now();
    for (const unit of ['1 ', 'a.', '1.', 'ab:', 'Aa ', 'at ', '0-', 'one ']) mask(unit.repeat(2_000));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
