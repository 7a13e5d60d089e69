import type { ComponentChildren } from 'preact';
import { ExternalLink } from './external-link.tsx';
import { safeUrl } from './safe-url.ts';
import type { Token } from '#text/markdown-tokens.ts';

/** The entities that people use; a character reference is more likely part of a code sample. */
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00A0' };

const withoutEntities = (text: string): string =>
  text.replaceAll(/&(amp|lt|gt|quot|nbsp);/g, (found, name: string) => entities[name] ?? found);

/**
 * Renders parsed Markdown as elements, never as HTML: a message can only produce the elements named here, and their
 * attributes are ours. HTML in a message is shown as text, pictures become links, and headings become bold lines, so
 * that a message does not disturb the page's heading order.
 * @param newTab read out after each link
 */
export const renderTokens = (tokens: readonly Token[] | undefined, newTab: string): ComponentChildren =>
  tokens?.map((token, at) => <Drawn key={at} token={token} newTab={newTab} />);

/** Kinds that render as one element around their content. */
const simple: Readonly<Record<string, 'p' | 'strong' | 'em' | 'del' | 'blockquote'>> = {
  paragraph: 'p',
  strong: 'strong',
  em: 'em',
  del: 'del',
  blockquote: 'blockquote',
};

function Drawn({ token, newTab }: { token: Token; newTab: string }) {
  const { type, raw, text = raw, tokens } = token;
  const Simple = simple[type];
  const inside = (): ComponentChildren => renderTokens(tokens, newTab);
  if (Simple !== undefined) return <Simple>{inside()}</Simple>;
  switch (type) {
    case 'space':
    case 'def':
      return null;
    case 'br':
      return <br />;
    case 'hr':
      return <hr />;
    case 'heading':
      return (
        <p>
          <strong>{inside()}</strong>
        </p>
      );
    case 'code':
      return (
        <pre>
          <code>{text}</code>
        </pre>
      );
    case 'codespan':
      return <code>{text}</code>;
    case 'checkbox':
      return <>{token.checked === true ? '☑ ' : '☐ '}</>;
    case 'html':
      return token.block === true ? <p>{raw.trim()}</p> : <>{raw}</>;
    case 'link':
    case 'image':
      return <Linked token={token} newTab={newTab} />;
    case 'list':
      return <List token={token} newTab={newTab} />;
    case 'table':
      return <Table token={token} newTab={newTab} />;
    default:
      return <>{tokens === undefined ? withoutEntities(text) : inside()}</>;
  }
}

/** A link, or only its text if the address is not safe. */
function Linked({ token: { href, text, tokens }, newTab }: { token: Token; newTab: string }) {
  const address = safeUrl(href);
  const words = tokens === undefined ? text || href : renderTokens(tokens, newTab);
  return address === undefined ? (
    <>{words}</>
  ) : (
    <ExternalLink href={address} newTab={newTab}>
      {words}
    </ExternalLink>
  );
}

function List({ token: { ordered, start, items = [] }, newTab }: { token: Token; newTab: string }) {
  const drawn = items.map(({ tokens }, at) => <li key={at}>{renderTokens(tokens, newTab)}</li>);
  return ordered === true ? <ol start={Number(start)}>{drawn}</ol> : <ul>{drawn}</ul>;
}

function Table({ token: { header = [], rows = [] }, newTab }: { token: Token; newTab: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolling areas must be reachable by keyboard
    <div class="wide" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {header.map(({ tokens }, at) => (
              <th key={at}>{renderTokens(tokens, newTab)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map(({ tokens }, cell) => (
                <td key={cell}>{renderTokens(tokens, newTab)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
