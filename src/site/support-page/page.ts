import { namesOf } from '#dialogs/advisory-names.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import type { Manifest } from '#web/build/manifest.ts';
import { builtNames } from '#web/build/places.ts';
import { faqSection } from './faq.ts';
import { html } from '../html.ts';
import { patchTable } from './patch-table.ts';

/**
 * Renders the sample support page: patch status, questions and answers, and the chat. It works without JavaScript; the
 * script adds searching.
 * @param basePath the prefix of the server's own paths, as browsers see them
 * @returns the whole document
 */
export function supportPage(
  knowledge: Knowledge,
  { supportPage: { script, style } }: Pick<Manifest, 'supportPage'>,
  basePath: string,
): string {
  const advisories = [...knowledge.advisories.values()];
  const names = namesOf(advisories);
  const apps = knowledge.vocabulary.apps.map(({ name }) => name).join(', ');
  const example = advisories[0]?.patch.examples[0] ?? '';
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light dark" />
        <title>Support for EnGenius Wi-Fi gear</title>
        <meta
          name="description"
          content="${names} patch status of each model, and answers about apps and routers."
        />
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${basePath}/${style}" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to content</a>
        <header class="top">
          <div class="inner">
            <p class="brand"><span aria-hidden="true"></span>Network gear support</p>
            <nav aria-label="On this page">
              <a href="#patch-status">Patch status</a>
              <a href="#questions">Questions</a>
            </nav>
          </div>
        </header>
        <main id="main">
          <section class="hero">
            <div class="inner">
              <h1>How can we help?</h1>
              <p>Patch status of each model, and answers about ${apps} and routers.</p>
              <label class="field search" hidden>
                <span>Search questions and models</span>
                <input type="search" id="page-search" autocomplete="off" placeholder="camera, ${example} …" />
              </label>
              <p id="search-count" role="status"></p>
            </div>
          </section>
          <div id="patch-status">
            ${advisories.map(
              (advisory) =>
                html`<section class="inner models" aria-labelledby="patch-status-${advisory.id}">
                  <h2 id="patch-status-${advisory.id}">${advisory.name} patch status</h2>
                  ${patchTable(knowledge, advisory)}
                </section>`,
            )}
          </div>
          <section class="inner" id="questions" aria-labelledby="questions-title">
            <h2 id="questions-title">Questions and answers</h2>
            <div id="faq">${faqSection(knowledge)}</div>
          </section>
          <section class="inner stuck" aria-labelledby="stuck-title">
            <h2 id="stuck-title">Still stuck?</h2>
            <p>
              The support chat understands your own words, asks when something is unclear, and can get you a
              person.
            </p>
            <button type="button" class="primary" id="open-chat" hidden>Chat with us</button>
          </section>
        </main>
        <footer class="inner">
          <p>A sample page of the support bot, generated from its knowledge. It is not an EnGenius page.</p>
        </footer>
        <script src="${basePath}/${script}" type="module"></script>
        <script src="${basePath}/${builtNames.widget}" async></script>
      </body>
    </html>`.text.replaceAll(/\n\s+/g, '\n');
}
