/** Empties dist/, so that a build never ships what src/ no longer has. */
import { rmSync } from 'node:fs';

rmSync(new URL('../dist', import.meta.url), { recursive: true, force: true });
