/** An Adaptive Card as it goes over the wire. */
export interface AdaptiveCardJson {
  readonly type: 'AdaptiveCard';
  readonly version: string;
  readonly body: readonly CardNode[];
  readonly actions?: readonly CardNode[];
  readonly [key: string]: unknown;
}

/** An element or action of a card. */
export interface CardNode {
  readonly type?: string;
  readonly [key: string]: unknown;
}

/** A card, and its one-line plain text for notifications and chat lists. */
export interface Card {
  readonly card: AdaptiveCardJson;
  readonly summary: string;
  /** It is to be filled in: a dialog stays open with it. Any other card ends the dialog, and is shown in the chat. */
  readonly isForm?: true;
}
