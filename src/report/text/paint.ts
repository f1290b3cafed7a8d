import pc from 'picocolors';

/** The few colours that text reports use; identity functions when colour is off. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
  readonly cyan: (text: string) => string;
}

/** Colours on or off, decided by the caller alone. */
export function paint(color: boolean): Paint {
  const { bold, dim, red, yellow, green, cyan } = pc.createColors(color);
  return { bold, dim, red, yellow, green, cyan };
}
