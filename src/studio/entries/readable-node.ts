import { type Document, isCollection, isMap, isPair, isScalar, isSeq, type Node, Scalar } from 'yaml';

/**
 * How documents are written: as wide as the shipped ones, `[a, b]` without spaces. Line breaks within double quotes
 * stay `\n`: for lines of nothing but spaces, the writer would otherwise use backslashes.
 */
export const STYLE = {
  lineWidth: 116,
  singleQuote: true,
  flowCollectionPadding: false,
  doubleQuotedMinMultiLineLength: Number.MAX_SAFE_INTEGER,
} as const;

/** Lists and groups of plain values up to this length are written on one line. */
const SHORT = 90;

/** Creates a node formatted the way people write the knowledge: short lists on one line, long texts in blocks. */
export function readableNode(document: Document, content: unknown): Node {
  const node = document.createNode(content) as Node;
  arrange(node);
  return node;
}

function arrange(node: unknown): void {
  if (isPair(node)) {
    if (isText(node.value) && node.value.value.length > STYLE.lineWidth)
      node.value.type = Scalar.BLOCK_FOLDED;
    arrange(node.value);
  } else if (isText(node)) arrangeLines(node);
  else if (isCollection(node)) {
    for (const item of node.items) arrange(item);
    const isPlain = (isSeq(node) || isMap(node)) && node.items.every(isPlainItem);
    if (isPlain && JSON.stringify(node.toJSON()).length <= SHORT) node.flow = true;
  }
}

/**
 * Only a literal block keeps the spaces at the ends of lines, and only quotes keep a text that consists of nothing
 * else.
 */
function arrangeLines(node: Scalar<string>): void {
  if (node.value.trim() === '') node.type = Scalar.QUOTE_DOUBLE;
  else if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
}

const isText = (node: unknown): node is Scalar<string> => isScalar(node) && typeof node.value === 'string';

const isPlainItem = (item: unknown): boolean => (isPair(item) ? isScalar(item.value) : isScalar(item));
