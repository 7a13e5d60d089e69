import { describe, expect, it } from 'vitest';
import type { Focus } from '#understanding/context.ts';
import { loadAssets } from '../support/assets.ts';

const { understand } = await loadAssets();
const readAfter = (focus: Focus, message: string) => understand(message, focus).readings[0];

describe('after an answer', () => {
  it('a few words about the same subject get another of its answers', () => {
    const focus = { models: [], intent: 'krack.how-attack-works', advisory: 'krack' };
    expect(readAfter(focus, 'only from nearby?')).toMatchObject({
      intent: 'krack.is-network-secure',
      certainty: 'sure',
    });
  });

  it('leaving out a part of the name asks about the shorter name', () => {
    const focus = { models: ['ESR300H'], intent: 'patch.status', utterance: 'patch for ESR300H' };
    expect(readAfter(focus, 'without the H')).toMatchObject({
      intent: 'patch.status',
      certainty: 'sure',
      models: [{ model: 'ESR300' }],
    });
  });

  it('a correction can concern the thing instead of its name', () => {
    const focus = { models: [], app: 'EnViewer', utterance: 'How do I add a router to EnViewer?' };
    expect(readAfter(focus, 'I wrote router but meant a camera').intent).toBe('enviewer.add-camera');
  });

  it('relief and a failed search count as reactions', () => {
    const focus = { models: [], intent: 'enviewer.camera-resolution', app: 'EnViewer' };
    expect(readAfter(focus, 'Whew, good to hear').intent).toBe('acknowledge');
    expect(readAfter(focus, "I can't find that setting").intent).toBe('still-failing');
  });
});
