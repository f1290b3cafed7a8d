import { PlimsollError } from '../core/errors.ts';
import { exportShown } from './desk/export.ts';
import { writeFreeFile } from './desk/free-file.ts';
import { readForViewer } from './desk/read-content.ts';
import type { Look } from './layout/look.ts';
import { screenOf } from './layout/screen.ts';
import { firstState, reduce } from './reduce.ts';
import { type Effect, type Event, isScanning, type State } from './state.ts';
import type { Subject } from './subject/subject.ts';
import { type Keyboard, type Screen, type Terminal, takeTerminal } from './terminal/terminal.ts';

/** Where the explorer lives. */
export interface Place {
  readonly keyboard: Keyboard;
  readonly screen: Screen;
  readonly hasColor: boolean;
  readonly look: Look;
  /** Directory for files that are saved and exported. */
  readonly directory: string;
  /** Ends the explorer. */
  readonly signal: AbortSignal;
  /** Stops the process, as ctrl+z does; `resumed` is called when it goes on. */
  readonly suspend: (resumed: () => void) => void;
  /** Is given what restores the terminal, for ends that nobody foresees. */
  readonly onTaken: (leave: () => void) => void;
}

/**
 * Shows a subject on a terminal until its user quits. Data goes one way: events make states (`reduce`), states make screens
 * (`screenOf`), screens are drawn. The terminal is given back as it was found, whatever happens.
 */
export function explore(subject: Subject, place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const loop = new Loop(subject, place, (error) => (error === null ? resolve() : reject(error)));
    loop.run();
  });
}

/** The one place where things change: the state of the moment, and what is under way outside of it. */
class Loop {
  readonly #subject: Subject;
  readonly #place: Place;
  readonly #end: (error: unknown) => void;
  #terminal: Terminal;
  #state: State;
  #isDue = false;
  #isOver = false;
  /** Number of the latest file that was asked for: an older one that comes late is not shown. */
  #opening = 0;

  constructor(subject: Subject, place: Place, end: (error: unknown) => void) {
    this.#subject = subject;
    this.#place = place;
    this.#end = end;
    this.#terminal = this.#take();
    this.#state = firstState(subject, this.#terminal.columns, this.#terminal.rows);
  }

  run(): void {
    this.#place.onTaken(() => this.#terminal.leave());
    this.#place.signal.addEventListener('abort', () => this.#finish(null));
    if (this.#place.signal.aborted) this.#finish(null);
    else this.#guard(() => this.#draw());
  }

  #take(): Terminal {
    const { keyboard, screen, hasColor } = this.#place;
    return takeTerminal(keyboard, screen, hasColor, {
      key: (key) => this.#dispatch({ kind: 'key', key }),
      resize: (columns, rows) => this.#dispatch({ kind: 'resize', columns, rows }),
      end: () => this.#finish(null),
    });
  }

  /** The shell has the terminal until the user comes back, perhaps to one of another size. */
  #suspend(): void {
    this.#terminal.leave();
    this.#place.suspend(() => {
      if (this.#isOver) return;
      this.#terminal = this.#take();
      const { columns, rows } = this.#terminal;
      this.#dispatch({ kind: 'resize', columns, rows });
    });
  }

  #dispatch(event: Event): void {
    if (this.#isOver) return;
    this.#guard(() => {
      this.#state = reduce(this.#subject, this.#state, event);
      const { effects } = this.#state;
      if (effects.length > 0) this.#state = reduce(this.#subject, this.#state, { kind: 'taken' });
      for (const effect of effects) this.#begin(effect);
      this.#schedule();
    });
  }

  /** Keys that came together are drawn together; a search goes on when nobody waits. */
  #schedule(): void {
    if (this.#isDue || this.#isOver) return;
    this.#isDue = true;
    setImmediate(() => {
      this.#isDue = false;
      if (this.#isOver) return;
      this.#guard(() => this.#draw());
      if (isScanning(this.#state)) this.#dispatch({ kind: 'step' });
    });
  }

  #draw(): void {
    this.#terminal.draw(screenOf(this.#subject, this.#state, this.#place.look));
  }

  #begin(effect: Effect): void {
    switch (effect.kind) {
      case 'quit':
        this.#finish(null);
        break;
      case 'suspend':
        this.#suspend();
        break;
      case 'copy':
        this.#terminal.copy(effect.text);
        this.#say(`Copied ${effect.text}`);
        break;
      case 'open':
        this.#open(effect);
        break;
      case 'save':
        this.#write(() => {
          const { path, pieces } = this.#subject.content(effect.request);
          return writeFreeFile(this.#place.directory, path, pieces());
        });
        break;
      case 'export':
        this.#write(() => {
          const { name, pieces } = exportShown(this.#subject, this.#state, effect.format);
          return writeFreeFile(this.#place.directory, name, pieces);
        });
    }
  }

  #open({ request }: Extract<Effect, { kind: 'open' }>): void {
    const number = ++this.#opening;
    this.#say('Reading…');
    this.#attempt(async () => {
      const viewer = await readForViewer(this.#subject.content(request));
      if (number === this.#opening) this.#dispatch({ kind: 'opened', viewer });
    });
  }

  #write(write: () => Promise<string>): void {
    this.#attempt(async () => this.#say(`Saved as ${await write()}`));
  }

  /** What goes wrong with one file is said, and ends nothing. */
  #attempt(work: () => Promise<void>): void {
    const run = async (): Promise<void> => {
      try {
        await work();
      } catch (error) {
        if (!(error instanceof PlimsollError)) {
          this.#finish(error);
          return;
        }
        const text = error.hint === undefined ? error.message : `${error.message} ${error.hint}`;
        this.#dispatch({ kind: 'said', message: { text, isError: true } });
      }
    };
    void run();
  }

  #say(text: string): void {
    this.#dispatch({ kind: 'said', message: { text, isError: false } });
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#finish(error);
    }
  }

  #finish(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#terminal.leave();
    this.#end(error);
  }
}
