import { nameText } from '../../core/byte-text.ts';
import { isCoreName } from '../wants-head.ts';
import type { Scene } from './scene.ts';
import { type Sighting, sighting } from './sighting.ts';
import type { BodyWatch } from './watch.ts';

const C = 0x63;
const ELF = 0x7f454c46;
const ELF_CORE = 4;
const LITTLE_ENDIAN = 1;

/** Memory of programs that failed: by name, and by what the kernel writes at its head. Source: elf(5), e_type. */
export function watchCoreDumps({ survey: { stack }, steps, headOf, originOf }: Scene): BodyWatch {
  const found: Sighting[] = [];
  return {
    visit: (body, node) => {
      if (stack.names.nameStart(node) !== C) return;
      if (!isCoreName(nameText(stack.names.nameBytes(node))) || !isCore(headOf(body))) return;
      const size = stack.entries.size(body);
      const seen = { step: steps[stack.entries.layerOf(body)]!, origin: steps[originOf(body)]! };
      const path = stack.names.pathText(node);
      found.push(sighting('image/core-dump', { bytes: size, ...seen, path, bodies: [body] }));
    },
    observe: () => found,
  };
}

function isCore(head: Uint8Array | null): boolean {
  if (head === null || head.length < 18) return false;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  return view.getUint32(0) === ELF && view.getUint16(16, head[5] === LITTLE_ENDIAN) === ELF_CORE;
}
