import { type Document, isCollection, isMap, isPair, isScalar, isSeq, type Node, Scalar } from 'yaml';

/** How documents are written: as wide as the shipped ones, `[a, b]` without spaces. */
export const STYLE = { lineWidth: 116, singleQuote: true, flowCollectionPadding: false } as const;

/** Lists and groups of plain values up to this length stand on one line. */
const SHORT = 90;

/** Makes a node in the way in which people write the knowledge: short lists on one line, long texts in blocks. */
export function readableNode(document: Document, content: unknown): Node {
  const node = document.createNode(content) as Node;
  arrange(node);
  return node;
}

function arrange(node: unknown): void {
  if (isPair(node)) {
    if (isScalar(node.value) && typeof node.value.value === 'string')
      arrangeText(node.value as Scalar<string>);
    else arrange(node.value);
  } else if (isCollection(node)) {
    for (const item of node.items) arrange(item);
    const isPlain = (isSeq(node) || isMap(node)) && node.items.every(isPlainItem);
    if (isPlain && JSON.stringify(node.toJSON()).length <= SHORT) node.flow = true;
  }
}

function arrangeText(node: Scalar<string>): void {
  if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL;
  else if (node.value.length > STYLE.lineWidth) node.type = Scalar.BLOCK_FOLDED;
}

const isPlainItem = (item: unknown): boolean => (isPair(item) ? isScalar(item.value) : isScalar(item));
