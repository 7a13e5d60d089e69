import { describe, expect, it } from 'vitest';
import { htmlText } from '#text/html-text.ts';

describe('the text of a page', () => {
  it.each([
    ['has a line for each block', '<p>one</p><p>two</p><div>three<br>four</div>', 'one\ntwo\nthree\nfour'],
    ['has characters instead of entities', 'R&amp;D &lt;3&nbsp;x', 'R&D <3 x'],
    ['has no spaces at the ends of its lines', '<p>  one  </p>\n<p>two&nbsp;</p>', 'one\ntwo'],
    ['keeps the spaces between words', `a${' '.repeat(5)}b`, `a${' '.repeat(5)}b`],
    ['keeps an empty line', 'one<br><br>two', 'one\n\ntwo'],
    ['is empty if there is nothing to read', '<p> </p><img src="a.png">', ''],
  ])('%s', (_what, html, text) => {
    expect(htmlText(html)).toBe(text);
  });

  it('wraps an element in what the caller wants', () => {
    const around = ({ name }: { name: string }) => (name === 'b' ? (['**', '**'] as const) : undefined);
    expect(htmlText('<p><b>one</b> two</p>', around)).toBe('**one** two');
  });
});
