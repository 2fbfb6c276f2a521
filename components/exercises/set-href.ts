/** The address of the set that a page was opened from, as its `from` says; `null` = from none. */
export function setHrefFrom(params: { get(name: string): string | null }): string | null {
  const from = params.get('from');
  return from ? `/exercises/set?${new URLSearchParams(from)}` : null;
}
