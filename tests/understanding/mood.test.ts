import { describe, expect, it } from 'vitest';
import { calmed, isOnlyAnger, isUpset } from '#understanding/mood.ts';

describe('a message', () => {
  it.each([
    'this is ridiculous, nothing works',
    'You are useless!',
    'WHY DOES IT NEVER WORK?!!',
    "I'm fed up with this router",
    'what a waste of my time',
    'worst support ever',
    'I have had enough of this stupid app',
    'what a pile of junk',
    'you bunch of amateurs',
    'f*** this',
    'your camera is garbage',
    'for the tenth time: is it patched?',
    'so annoying',
    'you are not helping me at all',
    'I wrote three times and nobody answers',
    'we have been on hold for an hour',
    'what a scam',
    'Unbelievable!',
    'how many times do I have to ask this?',
  ])('is clearly upset: %s', (words) => {
    expect(isUpset(words)).toBe(true);
  });

  it.each([
    'is the ESR900 patched?',
    'my router does not work',
    'IS THE EAP600 PATCHED?',
    'that did not help',
    'How bad is KRACK?',
    'Is it terrible to leave WPA2 on?',
    'I am worried about the attack!!',
    'no thanks',
    'can an attacker hack my stupidly long password',
    'stupid question, but is it safe to go on?',
    'what is the factory user name?',
    'where is the trash icon in EnRoute?',
    'is my junk mail folder affected',
    '2**10 devices',
    'I had it for years',
    'what happens in EnTalk if nobody picks up?',
    'who gets the call when no one answers?',
    'How do I put a caller on hold for a moment?',
    'can thieves read my wifi traffic?',
    'How do I block scam calls?',
    'how many times can I install EnTalk?',
    'Unbelievable, it works!',
  ])('is not upset: %s', (words) => {
    expect(isUpset(words)).toBe(false);
  });
});

describe('a calmed message', () => {
  it.each([
    ['why the hell is the ssid grey', 'why is the ssid grey'],
    ['only one camera alerts me, what a piece of garbage!!', 'only one camera alerts me'],
    ['stupid bot, get me somebody real', 'get me somebody real'],
    ['this is ridiculous!!!', ''],
  ])('loses only its anger: %s → %s', (written, calm) => {
    expect(calmed(written).replace(/[\s,.]+$/, '')).toBe(calm);
  });

  it.each(['ridiculous', 'this is a joke!!', 'you are useless', 'I hate this app', 'what a load of crap'])(
    'can be empty: %s',
    (written) => {
      expect(isOnlyAnger(written)).toBe(true);
    },
  );

  it.each([
    'is the ESR900 patched, you useless bot?',
    'why is there no voicemail in this stupid app',
    'hello',
  ])('can still be a question: %s', (written) => {
    expect(isOnlyAnger(written)).toBe(false);
  });
});
