import { expect, test } from 'vitest';
import { createDataDir } from '#tests/support/data-dir.ts';
import { screenshot } from '../browser.ts';
import { startServer } from '../server-process.ts';
import { newVisitor, setStage } from './visits.ts';

const stage = setStage();
const sizes = { phone: { width: 390, height: 844 }, desk: { width: 1280, height: 800 } } as const;

/** What newcomers see first. */
test('the real bot answers on its support page, with screenshots in every size and theme', async () => {
  const { url } = await startServer({ DATA_DIR: createDataDir() });
  for (const [size, viewport] of Object.entries(sizes))
    for (const colorScheme of ['light', 'dark'] as const) {
      const visitor = await newVisitor(stage, { viewport, colorScheme });
      const widget = await visitor.goesTo(url);
      await widget.launcher.waitFor();
      await widget.open();
      await widget.sees('Hello! I can help');
      await expect.poll(() => widget.page.getByRole('banner').count()).toBe(1);
      await widget.says('Is the EAP1300 patched against KRACK?');
      await widget.sees('EAP1300:');
      await widget.says('Why is the guest network name greyed out on my ESR900?');
      await widget.sees('at least two SSIDs');
      await widget.sees('Which band is the guest network for?');
      await expect.poll(async () => (await widget.bubbles()).length).toBe(6);
      await screenshot(widget.page, `widget-real-${size}-${colorScheme}`);
      expect(visitor.troubles).toEqual([]);
    }
});
