/** Why BuildKit would refuse a Dockerfile; caught where the file is read or evaluated and handed on as a value. */
export class DockerfileError extends Error {
  override readonly name = 'DockerfileError';
  /** 1-based line; 0 while the thrower does not know it. */
  line: number;

  constructor(message: string, line = 0) {
    super(message);
    this.line = line;
  }
}

/** Runs `work` and gives its errors the line on which the instruction starts. */
export function atLine<T>(line: number, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof DockerfileError && error.line === 0) error.line = line;
    throw error;
  }
}
