/** `&#38;`: what follows the first one is no longer part of the query, but of the fragment. */
const ENTITY = /&?#(?:0*38|x0*26);/gi;

/** A query with what of it a numeric character reference for `&` has put into the fragment. */
export function withEntityHash(search: string, hash: string): string {
  return /^#(?:0*38|x0*26);/i.test(hash) ? `${search.replace(/&$/, '')}${hash.replace(ENTITY, '&')}` : search;
}
