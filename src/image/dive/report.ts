import type { Bytes } from '../../core/bytes.ts';

/** dive's own figures, computed as dive does. */
export interface DiveFigures {
  readonly sizeBytes: Bytes;
  readonly userSizeBytes: Bytes;
  readonly wastedBytes: Bytes;
  /** A ratio, as dive has it; null where dive has NaN or infinity (no layer above the first). */
  readonly userWastedPercent: number | null;
  readonly efficiency: number;
}
