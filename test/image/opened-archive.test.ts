import { mkdirSync, readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { chooseImage } from '../../src/image/choose-image.ts';
import { withArchive } from '../../src/image/opened-archive.ts';
import { surveyChosen } from '../../src/image/survey.ts';
import { inspectImage } from '../../src/inspect/image.ts';
import { dockerArchive, scratchDirectory, sha256, writeTo } from '../support/image-archive.ts';
import { descriptor, imageIndex, imageManifest, json } from '../support/oci.ts';
import { tarOf } from '../support/tar.ts';
import { storedFrame } from '../support/zstd.ts';

const directory = scratchDirectory();
const layer = tarOf({ name: 'a', body: 'x'.repeat(5000) });
const bytes = dockerArchive({ layers: [layer] });

describe('an archive that changes or fails while it is read', () => {
  it('is an error that names the layer when it becomes shorter', async () => {
    const file = writeTo(directory, 'shrinks.tar', bytes);
    const survey = withArchive(file, {}, (opened) => {
      truncateSync(file, 700);
      const image = chooseImage(opened.archive.contents, {}, file);
      return surveyChosen(opened, image, {});
    });
    await expect(survey).rejects.toMatchObject({
      code: 'unreadable',
      file,
      message: expect.stringMatching(
        /layer blobs.* cannot be read: it ends at offset 700, where more was expected\.$/,
      ),
    });
  });

  it('is an error when its bodies are no more there', async () => {
    const file = writeTo(directory, 'gone.tar', bytes);
    const read = withArchive(file, {}, (opened) => {
      truncateSync(file, 0);
      return opened.archive.store.readSmall('manifest.json');
    });
    await expect(read).rejects.toMatchObject({
      code: 'unreadable',
      message: expect.stringMatching(
        /gone\.tar cannot be read: it ends at offset \d+, where more was expected\.$/,
      ),
    });
  });

  it('is an error when a stream refuses', async () => {
    const refuses = new Readable({
      read() {
        this.destroy(Object.assign(new Error('no'), { code: 'EBADF', syscall: 'read' }));
      },
    });
    await expect(inspectImage(refuses)).rejects.toThrow(/^standard input cannot be read \(EBADF\)\.$/);
  });
});

it('holds layers against their diff IDs when they come out of zstd data without a checksum', async () => {
  const at = bytes.indexOf('xxxxx');
  const spoilt = Buffer.from(bytes);
  spoilt[at] = 0x79;
  const file = writeTo(directory, 'spoilt.tar.zst', storedFrame(spoilt));
  await expect(inspectImage(file)).rejects.toThrow(/diff ID claims sha256:/);
  const good = writeTo(directory, 'good.tar.zst', storedFrame(bytes));
  await expect(inspectImage(good)).resolves.toMatchObject({ totals: { layers: 1 } });
});

it.runIf(process.platform === 'linux')('keeps no manifest of a layout directory open', async () => {
  const blobs = join(directory, 'many', 'blobs', 'sha256');
  mkdirSync(blobs, { recursive: true });
  const put = (blob: Buffer): Buffer => {
    writeTo(blobs, sha256(blob).slice(7), blob);
    return blob;
  };
  const images = Array.from({ length: 100 }, (_, n) => {
    const config = put(json({ os: 'linux', architecture: 'amd64', n }));
    return descriptor(put(imageManifest(config, [])), 'application/vnd.oci.image.manifest.v1+json');
  });
  writeTo(join(directory, 'many'), 'index.json', imageIndex(images));
  const opened = (): number => readdirSync('/proc/self/fd').length;
  const before = opened();
  await withArchive(join(directory, 'many'), {}, async ({ archive }) => {
    expect(archive.contents.images).toHaveLength(100);
    expect(archive.store.bytes).toBeGreaterThan(100 * 100);
    expect(opened() - before).toBeLessThan(50);
  });
});
