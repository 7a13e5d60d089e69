import { Markdown } from '#web/widget/panel/content/markdown-view.tsx';
import * as strings from '#web/widget/strings/en.ts';
import { fieldsOf, listOf, textOf } from '../form/values.ts';
import { previewWords as words } from './words.ts';

/** A paragraph. In a card's text, a carriage return is a line break. */
function TextBlock({ part }: { part: Readonly<Record<string, unknown>> }) {
  const look = [
    part['weight'] === 'Bolder' ? 'bolder' : '',
    part['isSubtle'] === true ? 'soft' : '',
    part['size'] === 'Medium' ? 'medium' : '',
  ];
  return (
    <div class={look.join(' ')}>
      <Markdown text={textOf(part['text']).replaceAll('\r', '\n')} newTab={strings.newTab} />
    </div>
  );
}

const Cell = ({ cell }: { cell: unknown }) => (
  <>
    {listOf(fieldsOf(cell)['items']).map((item, place) => (
      <Part key={place} part={fieldsOf(item)} />
    ))}
  </>
);

function CardTable({ part }: { part: Readonly<Record<string, unknown>> }) {
  const [head, ...rows] = listOf(part['rows']).map((row) => listOf(fieldsOf(row)['cells']));
  return (
    <table class="table">
      <thead>
        <tr>
          {head?.map((cell, place) => (
            <th key={place} scope="col">
              <Cell cell={cell} />
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, place) => (
          <tr key={place}>
            {row.map((cell, column) => (
              <td key={column}>
                <Cell cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A part of one of the bot's cards. */
function Part({ part }: { part: Readonly<Record<string, unknown>> }) {
  if (part['type'] === 'TextBlock') return <TextBlock part={part} />;
  return part['type'] === 'Table' ? <CardTable part={part} /> : <p class="soft">{words.cannotShow}</p>;
}

/** Renders the parts of an Adaptive Card that the bot uses; Teams draws them in its own style. */
export const CardPreview = ({ card }: { card: unknown }) => (
  <>
    {listOf(fieldsOf(card)['body']).map((part, place) => (
      <Part key={place} part={fieldsOf(part)} />
    ))}
    <div class="studio-actions">
      {listOf(fieldsOf(card)['actions']).map((action, place) => (
        <span key={place} class="studio-teams-button">
          {textOf(fieldsOf(action)['title'])}
        </span>
      ))}
    </div>
  </>
);
