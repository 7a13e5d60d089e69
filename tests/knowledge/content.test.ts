import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadKnowledge } from '#knowledge/load.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';

const words = (text: string) => text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
const sentence = (text: string) => words(text).join(' ');
const wordSet = (text: string) => [...new Set(words(text))].toSorted().join(' ');

let knowledge: Knowledge;
const opening = (id: string) => knowledge.answers.get(id)?.short.split(/[\s,.]/)[0];

beforeAll(async () => {
  knowledge = await loadKnowledge(join(import.meta.dirname, '../../knowledge'));
});

const krack = () => knowledge.advisories.get('krack')!;

describe('the published patch table', () => {
  test('has 65 rows for 60 models', () => {
    expect(krack().patch.rows).toHaveLength(65);
    expect(krack().models.size).toBe(60);
  });

  test('keeps the published order', () => {
    expect([...krack().models.keys()].join(' ')).toBe(
      'EWS360AP EAP1200H EAP1300 EAP1300EXT EAP150v2 EAP1750H EAP2200 EAP300v2 EAP350v2 EAP600 EAP900H ECB1200 ECB1750 EMR3000 ENH1750EXT ENH202v2 ENH220EXT ENH500v2 ENH710EXT ENH900EXT ENS1200 ENS1750 ENS202 ENS202EXT ENS500 ENS500-AC ENS500EXT ENS500EXT-AC ENS620EXT EnStation2 EnStation5 EnStation5-AC EnStationAC EPG5000 ESR1200 ESR1750 ESR300 ESR300H ESR350 ESR350H ESR600 ESR600H ESR750H ESR900 EWS1025CAM EWS210AP EWS300AP EWS310AP EWS320AP EWS350AP EWS370AP EWS371AP EWS500AP EWS510AP EWS550AP EWS650AP EWS660AP EWS860AP EWS870AP EWS871AP',
    );
    expect(krack().patch.rows.slice(60)).toEqual([
      { model: 'EAP350V2', status: 'Available Now' },
      { model: 'EAP300v2', status: 'Available Now' },
      { model: 'ESR300', status: 'Available Now' },
      { model: 'ESR350', status: 'Available Now' },
      { model: 'ESR600', status: 'Available Now' },
    ]);
  });

  test('lists five models twice: first in progress, then available', () => {
    const updated = [...krack().models.values()].filter(({ history }) => history.length > 0);
    expect(updated).toEqual(
      ['EAP300v2', 'EAP350v2', 'ESR300', 'ESR350', 'ESR600'].map((name) => ({
        name,
        status: 'Available Now',
        history: ['In Progress'],
      })),
    );
  });

  test('counts 39 models available, 20 in progress and one that updates itself', () => {
    const byStatus = Map.groupBy(krack().models.values(), ({ status }) => status);
    const counts = [...byStatus].map(([status, models]) => [status, models.length]);
    expect(Object.fromEntries(counts)).toEqual({
      'Available Now': 39,
      'In Progress': 20,
      'Available through automatic update': 1,
    });
    expect(byStatus.get('Available through automatic update')).toMatchObject([{ name: 'EMR3000' }]);
  });

  test('distinguishes models whose names differ only in their endings', () => {
    const { models } = krack();
    expect(models.get('EnStation5')?.status).toBe('Available Now');
    expect(models.get('EnStation5-AC')?.status).toBe('In Progress');
    expect(models.get('ENS500-AC')?.status).toBe('Available Now');
    expect(models.get('ESR600')?.status).toBe('Available Now');
    expect(models.get('ESR600H')?.status).toBe('In Progress');
  });

  test('explains the three statuses', () => {
    expect(krack().patch.statuses.map(({ name }) => name)).toEqual([
      'Available Now',
      'In Progress',
      'Available through automatic update',
    ]);
  });
});

describe('the answers', () => {
  test('are exactly these', () => {
    expect([...knowledge.answers.keys()].toSorted()).toEqual(
      [
        'krack.what-happened krack.wpa2-basics krack.how-attack-works krack.affected-products krack.still-run',
        'krack.is-network-secure krack.protect-clients krack.when-patches krack.recommended-encryption krack.more-info',
        'enviewer.speaker-volume enviewer.snapshot-share enviewer.router-limit enviewer.compatible-routers',
        'enviewer.notifications enviewer.camera-resolution enviewer.camera-limit enviewer.add-camera',
        'apps.remote-access enroute.delete-history enroute.user-limit entalk.compatibility entalk.gateway-limit',
        'entalk.operator entalk.default-operator entalk.call-charges entalk.extensions entalk.voicemail',
        'enshare.cost cloud.app-cannot-connect router.login-error esr900.guest-network',
      ]
        .flatMap((line) => line.split(' '))
        .toSorted(),
    );
  });

  test.each([
    ['krack.what-happened', ['16 October 2017', 'WPA2', 'within range', 'encrypted']],
    [
      'krack.wpa2-basics',
      ['authorization', 'four-way handshake', 'pre-shared key', 'RADIUS', 'Active Directory', 'EAP'],
    ],
    ['krack.how-attack-works', ['third message', 'man-in-the-middle', 'upstream', 'WPA-TKIP', 'inject']],
    [
      'krack.affected-products',
      ['no direct impact', 'client bridge', 'WDS bridge', 'WDS station', 'mesh', '802.11r'],
    ],
    ['krack.still-run', ['can still run', 'no need to shut down or replace']],
    ['krack.is-network-secure', ['no evidence', 'passwords', 'certificates', 'tokens', 'on site', 'WEP']],
    ['krack.protect-clients', ['security updates', '802.11r Fast Roaming']],
    ['krack.when-patches', ['17 October 2017', 'as soon as possible']],
    ['krack.recommended-encryption', ['WPA2-AES Personal', 'WPA2-AES Enterprise', 'WEP', 'WPA-TKIP']],
    ['krack.more-info', ['https://www.krackattacks.com/', 'research paper', 'tools']],
    ['enviewer.speaker-volume', ['No', 'by hand', 'EDS camera']],
    ['enviewer.snapshot-share', ['Yes', 'gallery', 'e-mail']],
    ['enviewer.router-limit', ['As many', 'QR code', 'UID', 'DDNS']],
    ['enviewer.compatible-routers', ['EPG5000, EPG600, ESR300, ESR350 and ESR600']],
    ['enviewer.notifications', ['No', 'last']],
    ['enviewer.camera-resolution', ['Yes', 'GUI']],
    ['enviewer.camera-limit', ['as many', 'at most 4', 'different routers']],
    ['enviewer.add-camera', ['QR code', 'before']],
    ['apps.remote-access', ['Yes', 'UID or DDNS', 'owner']],
    ['enroute.delete-history', ['No']],
    ['enroute.user-limit', ['20', 'IoT router', 'recommended']],
    ['entalk.compatibility', ['EPG600', '2.3.x, 3.x and 4.x', '5.x', '7.x', 'Google Play', 'Apple Store']],
    ['entalk.gateway-limit', ['only one IoT gateway']],
    ['entalk.operator', ['Operator', 'administrator', 'PSTN', 'EPG600 Cloud service']],
    ['entalk.default-operator', ['first user', 'user 10']],
    ['entalk.call-charges', ['local call', 'international part is free']],
    ['entalk.extensions', ['extension', '10 to 19']],
    ['entalk.voicemail', ['No', 'voice mail']],
    ['enshare.cost', ['free of charge', 'provider may charge', '3G or 4G']],
    ['cloud.app-cannot-connect', ['Internet access', 'DDNS', 'connected to the Internet', '3G']],
    ['router.login-error', ['power-cycle', 'close the browser', 'logout button', 'rebooting']],
    ['esr900.guest-network', ['at least two SSIDs', 'basic wireless settings', '2.4 GHz', '5 GHz']],
  ])('%s says %j', (id, facts) => {
    const answer = knowledge.answers.get(id);
    const told = [answer?.short, answer?.detail, ...(answer?.steps ?? [])].join('\n').replace(/\s+/g, ' ');
    for (const fact of facts) expect(told.toLowerCase()).toContain(fact.toLowerCase());
  });

  test('begin with the answer: a yes or no is the first word', () => {
    expect(opening('apps.remote-access')).toBe('Yes');
    for (const id of ['entalk.voicemail', 'enroute.delete-history']) expect(opening(id)).toBe('No');
  });

  // "Must I shut it down?" and "can I keep it on?" have the same answer: a yes would be wrong for one of them.
  test.each([
    ['krack.still-run', 'You can still run'],
    ['krack.is-network-secure', 'Your wireless network is still secure'],
    ['enviewer.notifications', 'Only from one camera'],
    ['entalk.gateway-limit', 'To only one'],
  ])('%s is worded to fit the question asked either way', (id, start) => {
    expect(knowledge.answers.get(id)?.short.startsWith(start)).toBe(true);
  });

  test('are short: the first part fits in three lines', () => {
    for (const { id, short } of knowledge.answers.values()) expect(short.length, id).toBeLessThan(280);
  });

  test('name no app if their source names none', () => {
    for (const id of ['apps.remote-access', 'cloud.app-cannot-connect', 'router.login-error'])
      expect(knowledge.answers.get(id)?.about).toEqual({ maker: 'EnGenius' });
  });

  test('give steps for the guest network on each band', () => {
    const variants = knowledge.answers.get('esr900.guest-network')?.variants;
    expect(variants?.options.map(({ label }) => label)).toEqual(['2.4 GHz', '5 GHz', 'Both bands']);
  });

  test('state their source: the dated advisory or the undated FAQ', () => {
    const dates = [...knowledge.answers.values()].map(({ id, source }) => [
      id.split('.')[0],
      knowledge.sources.get(source)?.date,
    ]);
    expect(Object.fromEntries(dates)).toEqual({
      krack: '2017-10-17',
      enviewer: null,
      apps: null,
      enroute: null,
      entalk: null,
      enshare: null,
      cloud: null,
      router: null,
      esr900: null,
    });
    expect(knowledge.sources.get(krack().patch.source)?.date).toBe('2017-10-17');
  });
});

describe('the phrases', () => {
  test('contain no expected question, not even in another word order', () => {
    const utterances = knowledge.expected.questions.map(({ ask }) => ask);
    expect(utterances).toHaveLength(316);
    const titles = [...knowledge.answers.values(), ...Object.values(krack().patch.titles)];
    const learnt = [...knowledge.phrases.map(({ text }) => text), ...titles.map(({ question }) => question)];
    for (const form of [sentence, wordSet]) {
      const known = new Set(learnt.map(form));
      expect(utterances.filter((text) => form(text) !== '' && known.has(form(text)))).toEqual([]);
    }
  });

  test('are numerous enough for every intent', () => {
    const byIntent = Map.groupBy(knowledge.phrases, ({ intent }) => intent);
    const few = [...byIntent].filter(([, phrases]) => phrases.length < 25);
    expect(few).toEqual([]);
    expect(byIntent.get('oos')?.length).toBeGreaterThan(1000);
  });
});
