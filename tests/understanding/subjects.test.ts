import { describe, expect, it } from 'vitest';
import { createFindEntities } from '#understanding/entities.ts';
import { entityNamesOf } from '#understanding/from-knowledge.ts';
import { crossedBoundary, type Subject } from '#understanding/subjects.ts';
import { loadAssets } from '../support/assets.ts';

const { knowledge } = await loadAssets();
const findEntities = createFindEntities(entityNamesOf(knowledge));
const crossed = (subject: Subject, text: string) => crossedBoundary(subject, findEntities(text), text)?.kind;

const krack: Subject = { advisories: ['krack'] };
const table: Subject = { advisories: ['krack'], maker: 'EnGenius' };
const otherAdvisory: Subject = { advisories: ['moonlight'] };
const enViewer: Subject = { app: 'EnViewer' };

describe('the boundary of a subject', () => {
  it.each<[string, Subject, string, string | undefined]>([
    ['another vulnerability', krack, 'are you affected by fragattacks', 'other-vulnerability'],
    ['another vulnerability along with KRACK', krack, 'is krack worse than heartbleed', undefined],
    ['KRACK itself', krack, 'are you affected by krack', undefined],
    [
      'an advisory other than the one of the answer',
      otherAdvisory,
      'are you affected by krack',
      'other-advisory',
    ],
    ['KRACK in general on another maker’s router', krack, 'is krack a problem on my netgear', undefined],
    ['the table for another maker', table, 'is my netgear patched', 'other-maker'],
    [
      'the table for an EnGenius device along with another maker’s',
      table,
      'is the EAP600 behind my netgear patched',
      undefined,
    ],
    ['another app', enViewer, 'how many cameras in EnTalk', 'other-app'],
    ['its own app', enViewer, 'how many cameras in EnViewer', undefined],
    ['its own app along with another', enViewer, 'EnTalk and EnViewer cameras', undefined],
    ['no app at all', enViewer, 'how many cameras', undefined],
    ['an app for another maker’s router', enViewer, 'add a camera on my netgear', 'other-maker'],
    ['an app on another maker’s phone', enViewer, 'EnViewer on my asus phone', undefined],
  ])('%s', (_name, subject, text, kind) => {
    expect(crossed(subject, text)).toBe(kind);
  });
});
