import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Manifest } from '#web/build/manifest.ts';
import { builtNames } from '#web/build/places.ts';
import { faqSection } from './faq.ts';
import { type Html, html } from '../html.ts';
import { hero } from './hero.ts';
import { patchTable } from './patch-table.ts';

const TITLE = 'EnGenius Wi-Fi support';

/**
 * Renders the sample support page: patch status, questions and answers, and the chat. It works without JavaScript; the
 * script adds the search, the filter and the link to the chat.
 * @param basePath the prefix of the server's own paths, as browsers see them
 * @returns the whole document
 */
export function supportPage(
  knowledge: Knowledge,
  { supportPage: { script, style } }: Pick<Manifest, 'supportPage'>,
  basePath: string,
): string {
  return html`<!doctype html>
    <html lang="en">
      ${head(knowledge, `${basePath}/${style}`, `${basePath}/${builtNames.icon}`)}
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <div class="inner">
            <p class="brand">
              <img src="${basePath}/${builtNames.icon}" alt="" width="28" height="28" />${TITLE}
            </p>
            <nav aria-label="On this page">
              <a href="#patch-status">Patch status</a>
              <a href="#questions">Questions</a>
            </nav>
          </div>
        </header>
        <main id="main">
          ${hero(knowledge, TITLE)}
          <div id="patch-status">
            ${[...knowledge.advisories.values()].map((each) => patchTable(knowledge, each))}
          </div>
          <section class="inner" id="questions" aria-labelledby="questions-title">
            <h2 id="questions-title">Questions and answers</h2>
            ${faqSection(knowledge)}
          </section>
          <section class="inner stuck" aria-labelledby="stuck-title" hidden>
            <h2 id="stuck-title">Still stuck?</h2>
            <p>Ask the support chat in your own words. It can also connect you to a person.</p>
            <button type="button" class="primary" id="open-chat">Chat with us</button>
          </section>
        </main>
        <footer class="inner">
          <p>This is the bot's sample page, made from its knowledge. EnGenius did not publish it.</p>
        </footer>
        <script src="${basePath}/${script}" type="module"></script>
        <script src="${basePath}/${builtNames.widget}" async></script>
      </body>
    </html>`.text.replaceAll(/\n\s+/g, '\n');
}

const head = ({ advisories }: Knowledge, style: string, icon: string): Html => {
  const names = [...advisories.values()].map(({ name }) => name).join(' and ');
  return html`<head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content" />
    <meta name="color-scheme" content="light dark" />
    <title>${TITLE}: ${names} patches, apps and routers</title>
    <meta
      name="description"
      content="The ${names} patch status of every model, and answers about EnGenius apps and routers."
    />
    <link rel="icon" type="image/svg+xml" href="${icon}" />
    <link rel="stylesheet" href="${style}" />
  </head>`;
};
