import { expect, it } from 'vitest';
import type { StudioPreview } from '#desk/studio/wire.ts';
import { onShortServers } from '../desk/open-server.ts';

const COST = { document: 'answers/enshare.yaml', kind: 'answer', id: 'enshare.cost' };

onShortServers('the preview of an entry', (openOn) => {
  it('shows an answer as it is in the form, for the chat and for Teams', async () => {
    const edie = await (await openOn()).agent('Edie', 'editor');
    const content = {
      question: 'Is EnShare free?',
      short: 'Yes, it is.',
      steps: ['Open it.', ''],
      source: 'support-faq',
      followUps: ['enviewer.camera-limit'],
    };
    const { lines } = (await edie.post('/studio/preview', { ...COST, content })).json() as StudioPreview;
    expect(lines).toMatchObject([
      { from: 'customer', text: 'Is EnShare free?' },
      { from: 'bot', text: 'Yes, it is.\n\n1. Open it.\n\n_Source: EnGenius support FAQ, undated_' },
    ]);
    expect(lines[1]?.activity).toMatchObject({
      suggestedActions: { actions: [{ title: 'How many cameras in EnViewer?' }] },
    });
    expect(lines[1]?.teams).toMatchObject({
      attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
    });
  });

  it('shows a translation as far as it is written', async () => {
    const edie = await (await openOn()).agent('Edie', 'editor');
    const content = {
      question: 'Is EnShare free?',
      short: 'Yes, it is.',
      steps: ['Open it.'],
      source: 'support-faq',
      followUps: [],
      translations: { es: { question: '¿Es gratis?', short: 'Sí.', label: 7 } },
    };
    const shown = async (language: string) =>
      ((await edie.post('/studio/preview', { ...COST, content, language })).json() as StudioPreview).lines;
    expect((await shown('es')).map(({ text }) => text)).toEqual([
      '¿Es gratis?',
      expect.stringMatching(/^Sí\.\n\n1\. Open it\./),
    ]);
    expect((await shown('fr')).map(({ text }) => text)[1]).toMatch(/^Yes, it is\./);
    const thanks = { document: 'small-talk.yaml', kind: 'small-talk', id: 'thanks', language: 'es' };
    const reply = { id: 'thanks', text: 'Welcome.', translations: { es: { text: 'De nada.' } } };
    const { lines } = (
      await edie.post('/studio/preview', { ...thanks, content: reply })
    ).json() as StudioPreview;
    expect(lines.map(({ text }) => text)).toEqual(['De nada.']);
  });

  it('is empty for half-written content that customers never see', async () => {
    const edie = await (await openOn()).agent('Edie', 'editor');
    for (const content of [null, 7, { question: 3 }])
      expect(
        ((await edie.post('/studio/preview', { ...COST, kind: 'source', content })).json() as StudioPreview)
          .lines,
      ).toEqual([]);
  });
});
