/** What the program that is the class is told, one after another. */
export type ClassOrder =
  /** Browsers of `seats` learners come and go, and watchers stay. */
  | {
      readonly kind: 'begin';
      readonly baseUrl: string;
      readonly seats: number;
      readonly watchers: number;
      readonly seed: number;
    }
  /** Lets visits end, and begins no others. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'goOn' }
  /** All leave, watchers too. */
  | { readonly kind: 'leave' }
  /** Opens what does not let go of the server by itself. */
  | { readonly kind: 'cling' };

/** Sent when an order is carried out. */
export interface ClassReport {
  /** Visits that are over, by their kind. */
  readonly visits: Readonly<Record<string, number>>;
  /** How often something came that should not have, by what. */
  readonly troubles: Readonly<Record<string, number>>;
  /** Events that the watchers got. */
  readonly events: number;
}
