import type { Server } from 'restify';
import type { Location } from '#http/location.ts';
import type { Knowledge } from '#knowledge/knowledge.ts';
import { mountBuiltFiles } from './built-files.ts';
import { mountQuestions } from './question-routes.ts';
import { createSuggestions } from './questions.ts';
import { supportPage } from './support-page/page.ts';
import { mountSupportPage } from './support-page/route.ts';

export interface SiteOptions {
  location: Location;
  knowledge: Knowledge;
  /** Whether `/` is the sample support page. */
  withSupportPage: boolean;
  /** False for load tests. */
  rateLimit: boolean;
}

/**
 * Puts on a server what browsers fetch besides the protocol: the widget, its question suggestions, the support page.
 * @throws {NotBuilt} when `npm run build` has not run
 */
export function mountSite(server: Server, options: SiteOptions): void {
  const { knowledge, location, withSupportPage, rateLimit } = options;
  const manifest = mountBuiltFiles(server);
  mountQuestions(server, {
    suggest: createSuggestions(knowledge),
    location,
    limited: rateLimit,
  });
  if (withSupportPage) mountSupportPage(server, supportPage(knowledge, manifest, location.basePath));
}
