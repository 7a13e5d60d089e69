import { describe, expect, it } from 'vitest';
import type { Activity } from '#bot-framework/activity.ts';
import { type FrontDoor, openFrontDoor } from '../support/front-door.ts';
import { loadAssets } from '../support/assets.ts';
import { cameraLimit, loadTranslated } from '../support/translated-knowledge.ts';

const addCamera = {
  question: '¿Cómo añado una cámara?',
  label: 'Añadir una cámara',
  short: 'Con su código QR.',
};
const guestNetwork = {
  question: '¿Por qué no puedo escribir el SSID de la red de invitados?',
  label: 'Red de invitados',
  short: 'El ESR900 necesita dos SSID (2,4 GHz, 5 GHz o ambas).',
  steps: ['Active dos SSID.'],
  variants: {
    question: '¿Para qué banda?',
    options: {
      '2-4-ghz': { label: '2,4 GHz', steps: ['Abra la página de 2,4 GHz.'] },
      '5-ghz': { label: '5 GHz', steps: ['Abra la página de 5 GHz.'] },
      both: { label: 'Las dos bandas', steps: ['Abra las dos páginas.'] },
    },
  },
};
const assets = await loadTranslated({
  answers: {
    'enviewer.camera-limit': { es: cameraLimit, 'pt-BR': { ...cameraLimit, short: 'No Brasil, 4 câmeras.' } },
    'enviewer.add-camera': { es: addCamera },
    'esr900.guest-network': { es: guestNetwork },
    // Its detail is not translated.
    'krack.what-happened': {
      es: { question: '¿Qué es KRACK?', label: '¿Qué es KRACK?', short: 'Un fallo.' },
      fr: {
        question: 'Qu’est-ce que KRACK ?',
        label: 'KRACK',
        short: 'Une faille.',
        detail: 'Dans le Wi-Fi.',
      },
    },
  },
  smallTalk: { greeting: { es: { text: '¡Hola!' } } },
});
const english = assets.knowledge.answers.get('enviewer.camera-limit')!;

let door: FrontDoor;
const customer = async (locale?: string) => {
  door = await openFrontDoor({ assets });
  const own = door.customer();
  const sends = (activity: Partial<Activity>) =>
    own.sends({ ...activity, ...(locale === undefined ? {} : { locale }) });
  return {
    joins: () => sends({ type: 'conversationUpdate', membersAdded: [{ id: 'me', name: 'Me' }] }),
    says: (text: string) => sends({ type: 'message', text }),
  };
};

describe('a customer whose client is set to a language', () => {
  it('gets answers that are translated into it, with their buttons', async () => {
    const { text, choices } = await (await customer('es')).says(english.question);
    expect(text).toContain(`${cameraLimit.short}\n\n${cameraLimit.detail}`);
    expect(text).not.toContain(english.short);
    expect(choices).toContain(addCamera.label);
  });

  it('gets the others in English', async () => {
    const { text } = await (await customer('es')).says('How many people can use EnRoute with one router?');
    expect(text).toContain('At most 20 EnRoute users');
  });

  it('gets the whole answer in English if part of it is not translated', async () => {
    const { text } = await (await customer('es')).says('what is krack?');
    expect(text).toContain('On 16 October 2017');
    expect(text).not.toContain('Un fallo.');
  });

  it('is greeted in it', async () => {
    expect((await (await customer('es')).joins()).texts).toEqual(['¡Hola!']);
  });

  it.each(['es-MX', 'ES', 'es_ES'])('of one region gets the language: %s', async (locale) => {
    expect((await (await customer(locale)).says(english.question)).text).toContain(cameraLimit.short);
  });

  it.each(['pt', 'fr', 'e', '', '-', 'es'.repeat(500)])(
    'without translations gets English: “%.9s”',
    async (locale) => {
      expect((await (await customer(locale)).says(english.question)).text).toContain(english.short);
    },
  );

  it('can choose among the steps of an answer in it, or in English', async () => {
    for (const option of ['Las dos bandas', 'both bands']) {
      const visitor = await customer('es');
      const asked = await visitor.says('guest network on the esr900');
      expect(asked.text).toContain(guestNetwork.variants.question);
      expect(asked.choices).toEqual(['2,4 GHz', '5 GHz', 'Las dos bandas']);
      expect((await visitor.says(option)).text).toContain('Abra las dos páginas.');
    }
  });
});

describe('the title of a translated answer', () => {
  it.each([cameraLimit.question, cameraLimit.label, 'cámaras en enviewer'])(
    'leads to the answer, pressed or typed: %s',
    async (title) => {
      const { answers, text } = await (await customer('es')).says(title);
      expect(answers).toEqual(['enviewer.camera-limit']);
      expect(text).toContain(cameraLimit.short);
    },
  );

  it('leads to it in the language of the question, whatever the client is set to', async () => {
    const { text } = await (await customer('en')).says(cameraLimit.question);
    expect(text).toContain(cameraLimit.short);
  });
});

describe('a message in a language', () => {
  it('with translations is answered in it, whatever the client is set to', async () => {
    const { texts } = await (await customer('en')).says('c’est quoi KRACK');
    expect(texts[0]).toContain('Une faille.');
  });

  it('without translations gets the notice, as before', async () => {
    const { texts } = await (await customer('es')).says('mi cámara no se conecta');
    expect(texts).toEqual([assets.knowledge.languages.get('es')?.notice]);
  });
});

it('a translated answer needs no training', async () => {
  expect(assets.knowledge.hash).toBe((await loadAssets()).knowledge.hash);
});
