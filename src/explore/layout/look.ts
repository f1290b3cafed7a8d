/** What the terminal can show. */
export interface Look {
  readonly ascii: boolean;
  readonly units: 'si' | 'iec';
}

/** The few signs of the screen, each with one in ASCII. */
export interface Signs {
  readonly light: string;
  readonly heavy: string;
  readonly between: string;
  readonly folded: string;
  readonly open: string;
  readonly cursor: string;
  readonly arrow: string;
  readonly times: string;
  /** In the place of a state: something below has one. */
  readonly below: string;
}

const UNICODE: Signs = {
  light: '─',
  heavy: '━',
  between: '│',
  folded: '▸',
  open: '▾',
  cursor: '›',
  arrow: '→',
  times: '×',
  below: '·',
};
const ASCII: Signs = {
  light: '-',
  heavy: '=',
  between: '|',
  folded: '+',
  open: '-',
  cursor: '>',
  arrow: '->',
  times: 'x',
  below: '.',
};

/** The signs that a terminal can show. */
export function signsOf({ ascii }: Look): Signs {
  return ascii ? ASCII : UNICODE;
}
