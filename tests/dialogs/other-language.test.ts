import { beforeEach, describe, expect, it } from 'vitest';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';

let door: FrontDoor;
beforeEach(async () => {
  door = await openFrontDoor();
});

const lineOf = (code: string): string => door.knowledge.languages.get(code)?.notice ?? 'none';
const english = 'only answer in English';

describe('a patch question whose few words are English words too', () => {
  it('is answered', async () => {
    const { text } = await door.customer().says('Mein EAP2200, ist der schon gepatcht?');
    expect(text).toContain('EAP2200: Available Now');
  });
});

describe('an English question that only mentions a nationality', () => {
  it.each([
    'I am in a Spanish hotel, is my Wi-Fi still secure? please help',
    "I'm a Dutch customer and need help with my password",
    'Do you have support in Indonesia?',
  ])('is not answered with a line in another language: %s', async (line) => {
    const { text } = await door.customer().says(line);
    expect(text).not.toContain('only English');
    expect(text).not.toContain(english);
  });
});

describe('a message in another language', () => {
  it.each([
    ['es', 'mi cámara no se conecta'],
    ['es', '¿cuántos usuarios pueden usarlo?'],
    ['de', 'mein Router geht nicht mehr an'],
    ['de', 'Guten Morgen, können Sie mir helfen?'],
    ['fr', 'mon mot de passe ne marche plus'],
    ['pt', 'a câmera não aparece no celular'],
    ['it', 'non vedo più la telecamera'],
    ['nl', 'mijn camera doet het niet meer'],
    ['pl', 'nie widzę obrazu z kamery'],
    ['zh', '摄像头连不上'],
    ['ja', 'カメラが映りません'],
  ])('gets one line in that language (%s), with the offer of a person: %s', async (code, line) => {
    const { texts, choices } = await door.customer().says(line);
    expect(texts).toEqual([lineOf(code)]);
    expect(choices).toContain('Talk to a person');
  });

  it.each(['камера не работает', 'kamera görüntü vermiyor', '카메라가 안 돼요'])(
    'that the bot has no reply in gets the English one: %s',
    async (line) => {
      expect((await door.customer().says(line)).text).toContain(english);
    },
  );

  it.each([
    ['¿Ya hay parche para el EAP600?', 'EAP600: Available Now'],
    ['hat mein ESR1200 schon das Sicherheitsupdate', 'ESR1200: In Progress'],
    ['le ENS202 est-il corrigé ?', 'ENS202: Available Now'],
    ['o ESR600H tem correção para KRACK?', 'ESR600H: In Progress'],
    ["c'è un aggiornamento per EWS650AP?", 'EWS650AP: Available Now'],
    ['is er een update voor mijn EAP900H tegen het lek', 'EAP900H: Available Now'],
    ['czy jest łatka dla ECB1750', 'ECB1750: Available Now'],
    ['EAP2200 有补丁吗', 'EAP2200: Available Now'],
    ['EMR3000のパッチはありますか', 'EMR3000: Available through automatic update'],
    ['есть ли KRACK обновление для ENS1200', 'ENS1200: In Progress'],
  ])('is answered if it asks for the patch of a model: %s', async (line, status) => {
    const { answers, text } = await door.customer().says(line);
    expect(answers).toContain('patch.status');
    expect(text).toContain(status);
  });

  it.each([
    "c'est quoi KRACK",
    '¿qué es KRACK exactamente?',
    'was hat es mit KRACK auf sich',
    'KRACK nedir?',
  ])('gets the explanation of KRACK if it asks about KRACK: %s', async (line) => {
    const { text } = await door.customer().says(line);
    expect(text).toContain('key reinstallation attack');
  });

  it('gets the reply in its language if it asks more about KRACK', async () => {
    const line = 'muss ich wegen KRACK denn jetzt wirklich alle meine Passwörter ändern?';
    expect((await door.customer().says(line)).text).toBe(lineOf('de'));
  });

  it.each([
    ['es', 'hola'],
    ['es', '¡Buenos días!'],
    ['de', 'Guten Tag'],
    ['de', 'bitte'],
    ['fr', 'Bonjour'],
    ['fr', "s'il vous plaît"],
    ['pt', 'Olá'],
    ['it', 'buongiorno'],
    ['nl', 'Goedemorgen'],
    ['pl', 'cześć'],
    ['zh', '你好'],
    ['ja', 'こんにちは'],
  ])('also gets its line if it only greets or asks for help (%s): %s', async (code, line) => {
    expect((await door.customer().says(line)).texts).toEqual([lineOf(code)]);
  });

  it.each([
    'vorrei parlare con un operatore',
    'Quiero hablar con una persona',
    'ich möchte mit einem Menschen sprechen',
    'je voudrais parler à un conseiller',
    'quero falar com um atendente',
    'ik wil graag een medewerker spreken',
    'chcę porozmawiać z konsultantem',
    '我想找人工客服',
    '担当者と話したいです',
  ])('gets a person if it asks for one: %s', async (line) => {
    const before = door.handoff.requests.length;
    await door.customer().says(line);
    expect(door.handoff.requests).toHaveLength(before + 1);
  });

  it('gets no status if it names a model but asks something else', async () => {
    const { answers, text } = await door.customer().says('mi ESR900 no enciende desde ayer');
    expect(answers).toEqual([]);
    expect(text).toBe(lineOf('es'));
  });

  it.each([
    ['mi cámara no se conecta', 'sí'],
    ['mein Router geht nicht mehr an', 'ja bitte'],
    ['mein Router geht nicht mehr an', 'einen Menschen bitte'],
    ['mon mot de passe ne marche plus', 'oui'],
    ['摄像头连不上', '人工'],
    ['non vedo più la telecamera', 'yes please'],
  ])('leads to a person after a yes in either language: %s, %s', async (line, yes) => {
    expect((await door.customer().saysInTurn(line, yes)).kinds).toEqual(['handoff']);
  });

  it('can be followed by English as if nothing had happened', async () => {
    const { text } = await door.customer().saysInTurn('habla usted castellano?', 'is the EAP600 patched?');
    expect(text).toContain('EAP600: Available Now');
  });

  it('still answers an open question, and otherwise gets the reply in its language', async () => {
    const customer = door.customer();
    await customer.says('is there a patch for my model?');
    expect((await customer.says('es el EAP600, gracias')).text).toContain('EAP600: Available Now');
    await customer.says('is there a patch for my model?');
    expect((await customer.says('no entiendo la pregunta, lo siento')).text).toBe(lineOf('es'));
  });

  it('stays unchanged in a message for a person', async () => {
    const customer = door.customer();
    await customer.saysInTurn('leave a message', 'Mi cámara no se conecta desde ayer', 'Ana', 'no');
    expect(door.handoff.messages.at(-1)?.text).toBe('Mi cámara no se conecta desde ayer');
  });
});

describe('a request in English for another language', () => {
  it.each([
    ['do you speak Spanish?', 'es'],
    ['can we chat in German?', 'de'],
    ['French please', 'fr'],
    ['is this available in Polish', 'pl'],
    ['could you answer me in Italian', 'it'],
    ['Français?', 'fr'],
  ])('is answered in both: %s', async (line, code) => {
    expect((await door.customer().says(line)).text).toContain(lineOf(code));
  });

  it.each([
    'do you understand Turkish?',
    'can you write in Arabic',
    "I don't speak English well",
    'my English is bad',
  ])('is answered in English if the bot has no reply in that language: %s', async (line) => {
    expect((await door.customer().says(line)).text).toContain(english);
  });

  it.each(['is the German ESR900 patched?', 'can I get an agent who speaks German'])(
    'is not seen in other questions: %s',
    async (line) => {
      expect((await door.customer().says(line)).text).not.toContain(lineOf('de'));
    },
  );
});

it('a clear question with an apology for poor English is answered', async () => {
  const { text } = await door
    .customer()
    .says('Sorry, my English is bad. Do I have to replace my access points?');
  expect(text).toContain('no need to shut down or replace');
  expect(text).not.toContain(english);
});
