interface Node {
  readonly value?: string;
  readonly children?: readonly Node[] | readonly object[];
}

/** The words of a node and all within. */
export function textOf(node: Node): string {
  return node.value ?? ((node.children ?? []) as readonly Node[]).map(textOf).join('');
}
