import { describe, expect, it } from 'vitest';
import { loadAssets } from '../support/assets.ts';

const { understand } = await loadAssets();
const asked = (text: string) =>
  understand(text).readings.map(({ intent, certainty }) => (certainty === 'sure' ? intent : certainty));
const modelsIn = (text: string) =>
  understand(text).readings.map(({ models }) =>
    models.map((mention) => (mention.kind === 'listed' ? mention.model : mention.written)),
  );

describe('several questions in one message', () => {
  it.each([
    'does EnShare cost anything and can I get voice mail with EnTalk',
    'does EnShare cost anything\ncan I get voice mail with EnTalk',
    '1. does EnShare cost anything 2. can I get voice mail with EnTalk',
    'a) does EnShare cost anything b) can I get voice mail with EnTalk',
    'Does EnShare cost anything? Can I get voice mail with EnTalk?',
    'does EnShare cost anything, also can I get voice mail with EnTalk',
    'Hello,\ntwo things please:\n- does EnShare cost anything\n- can I get voice mail with EnTalk\nThanks, Kim',
  ])('are all read, no matter how they are joined: %j', (text) => {
    expect(asked(text)).toEqual(['enshare.cost', 'entalk.voicemail']);
  });

  it('share a model that one of them names, whatever their order', () => {
    for (const text of [
      'I bought an ESR350. Is it patched? Does it work with EnViewer?',
      'Is it patched? And does the ESR350 work with EnViewer?',
    ]) {
      expect(asked(text), text).toEqual(['patch.status', 'enviewer.compatible-routers']);
      expect(modelsIn(text), text).toEqual([['ESR350'], ['ESR350']]);
    }
  });

  it('answer two complaints in one sentence, or say honestly that one is not known', () => {
    expect(asked('the picture is blurry in enviewer and the app drains my battery')).toEqual([
      'enviewer.camera-resolution',
      'unknown',
    ]);
    expect(asked("the guest field is grey on my esr900 and I can't type into it")).toEqual([
      'esr900.guest-network',
    ]);
  });

  it('are read separately when one of them is unknown', () => {
    expect(asked('is the EAP600 patched and where do I download the firmware?')).toEqual([
      'patch.status',
      'unknown',
    ]);
  });

  it('can be four', () => {
    const text =
      'What is krack? Is my network still secure? Is the EAP600 patched? Does EnShare cost anything?';
    expect(asked(text)).toHaveLength(4);
  });

  it('are not found if the rest is only politeness', () => {
    expect(asked('is the EAP600 patched? Thanks in advance, have a nice day')).toEqual(['patch.status']);
    expect(asked('Hi there, can you help me? is the EAP600 patched?')).toEqual(['patch.status']);
  });

  it('about an EnGenius device and another maker’s device are both handled', () => {
    const { readings } = understand('we have an EAP600 and a netgear, are both patched?');
    expect(readings.map(({ boundary }) => boundary?.kind)).toEqual([undefined, 'other-maker']);
  });
});

describe('a second question that is not understood', () => {
  it('is not guessed from a word that it happens to contain', () => {
    const text = 'how do I share a snapshot from EnViewer, and who should I speak to if that breaks?';
    expect(asked(text)).not.toContain('enviewer.speaker-volume');
  });
});

it('“how much” of things that can be counted asks how many', () => {
  expect(asked('how much cameras may I put into EnViewer')).toEqual(['enviewer.camera-limit']);
  expect(asked('how much does EnShare cost')).toEqual(['enshare.cost']);
});
