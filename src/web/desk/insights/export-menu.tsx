import { Icon } from '../shell/icon.tsx';
import { serverPath } from '../server-path.ts';
import { Menu, MenuLink } from '../parts/menu.tsx';
import type { InsightQuery } from './query.ts';
import { periodOf } from './use-insights.ts';
import { insightWords as words } from './words.ts';

const rows = ['conversations', 'questions'] as const;
const formats = ['csv', 'json'] as const;

/** The address of a period's export. */
const exportPath = (
  query: InsightQuery,
  of: (typeof rows)[number],
  format: (typeof formats)[number],
): string =>
  serverPath(`/desk/api/insights/export?${new URLSearchParams({ ...periodOf(query), rows: of, format })}`);

/** Exports the period as a file, with a row per conversation or per question. */
export const ExportMenu = ({ query }: { query: InsightQuery }) => (
  <Menu
    look="quiet"
    button={
      <>
        {words.export} <Icon name="down" />
      </>
    }
  >
    {rows.flatMap((of) =>
      formats.map((format) => (
        <MenuLink key={`${of} ${format}`} href={exportPath(query, of, format)}>
          {words.exports[of]} · {words.exports[format]}
        </MenuLink>
      )),
    )}
  </Menu>
);
