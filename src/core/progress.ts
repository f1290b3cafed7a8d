/** How far a long piece of work is. */
export interface Progress {
  /** What is being done: `reading layers`, `walking`. */
  readonly phase: string;
  readonly done: number;
  /** Null while unknown. */
  readonly total: number | null;
  readonly unit: 'bytes' | 'entries';
}

/** Called now and then during long work, never more often than the work can afford. */
export type ProgressListener = (progress: Progress) => void;
