import type { DeskMessage } from '#desk/wire.ts';
import { Markdown } from '#web/widget/panel/content/markdown-view.tsx';
import { Plain } from '#web/widget/panel/content/plain-view.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { composerWords as words } from './words.ts';

/** The message as the customer will see it. */
export const Preview = ({ text, textFormat }: Pick<DeskMessage, 'text' | 'textFormat'>) => (
  <div class="preview" role="region" aria-label={words.preview}>
    {textFormat === 'plain' ? (
      <Plain text={text} newTab={strings.newTab} />
    ) : (
      <Markdown text={text} newTab={strings.newTab} />
    )}
  </div>
);
