import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { Location } from '#http/location.ts';
import type { RouteShape } from '#http/route.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { type BuiltFiles, builtRoutes, mountBuiltFiles } from './built-files.ts';
import { questionRoute } from './question-routes.ts';
import { derivedFrom } from '#derived-from.ts';
import { createSuggestions, type SuggestQuestions } from './questions.ts';
import { supportPage } from './support-page/page.ts';
import { supportPageRoute } from './support-page/route.ts';

export interface SiteOptions {
  built: BuiltFiles;
  location: Location;
  /** The current knowledge. */
  knowledge: () => Knowledge;
  /** Whether `/` is the sample support page. */
  withSupportPage: boolean;
  /** False for load tests. */
  rateLimit: boolean;
  log: Logger;
}

/** The routes that browsers use in addition to Direct Line. */
export const siteShapes: readonly RouteShape[] = [...builtRoutes, questionRoute, supportPageRoute].map(
  ({ shape }) => shape,
);

/** Mounts what browsers fetch in addition to Direct Line: the widget, its question suggestions and the support page. */
export function mountSite(server: Server, options: SiteOptions): void {
  const { built, knowledge, location, withSupportPage, rateLimit, log } = options;
  const { manifest, files } = built;
  mountBuiltFiles(server, { files, log });
  questionRoute.mount(server, { suggest: suggestions(knowledge), location, rateLimit, log });
  if (withSupportPage)
    supportPageRoute.mount(server, {
      page: derivedFrom(knowledge, (known) => supportPage(known, manifest, location.basePath)),
      log,
    });
}

function suggestions(knowledge: () => Knowledge): SuggestQuestions {
  const current = derivedFrom(knowledge, createSuggestions);
  return (text, locale) => current()(text, locale);
}
