import { describe, expect, it } from 'vitest';
import { foreignLanguageFor } from '#understanding/from-knowledge.ts';
import { loadAssets } from '../support/assets.ts';

const foreignLanguage = foreignLanguageFor((await loadAssets()).knowledge);

describe('the language of a message', () => {
  it.each([
    ['mi cámara no se conecta', 'es'],
    ['puedo usar la aplicación en mi móvil?', 'es'],
    ['mein Router geht nicht mehr an', 'de'],
    ['wie stelle ich das Gastnetz ein', 'de'],
    ['mon mot de passe ne marche plus', 'fr'],
    ["combien coûte l'application ?", 'fr'],
    ['a câmera não aparece no celular', 'pt'],
    ['non vedo più la telecamera', 'it'],
    ['quanti utenti possono usare questa app', 'it'],
    ['mijn camera doet het niet meer', 'nl'],
    ['nie widzę obrazu z kamery', 'pl'],
    ['摄像头连不上', 'zh'],
    ['カメラが映りません', 'ja'],
    ['камера не работает', 'ru'],
    ['kamera görüntü vermiyor', 'tr'],
    ['min kamera fungerar inte', 'sv'],
  ])('is detected in a short text: %s', (line, code) => {
    expect(foreignLanguage(line)).toBe(code);
  });

  it.each([
    'is the ESR900 patched?',
    'yo bot',
    'ta',
    'camera setup enviewer',
    'user limit enroute',
    'max cams?',
    'ESR350 firmware',
    'wpa2 psk vs eap',
    'qwrt zzz',
    'wat is teh patch statsu of my ruoter',
    'cant conect teh camra',
    'EDS camera rtsp url',
    'MU-MIMO on 5 GHz?',
    'no',
    '12345',
    '',
    '🙂',
  ])('is not detected if it is English or unclear: %s', (line) => {
    expect(foreignLanguage(line)).toBeUndefined();
  });
});
