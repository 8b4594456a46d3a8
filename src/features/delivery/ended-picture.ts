import { crc32, deflateSync } from 'node:zlib';

const WIDTH = 640;
const HEIGHT = 360;
const PAPER = 0xec;
const INK = 0xc4;
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/** Two grey bars on lighter grey: words that are not there any more. */
const BARS = [
  { left: 200, top: 150, right: 440, bottom: 170 },
  { left: 200, top: 190, right: 360, bottom: 210 },
] as const;

function shadeAt(x: number, y: number): number {
  return BARS.some((bar) => x >= bar.left && x < bar.right && y >= bar.top && y < bar.bottom) ? INK : PAPER;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** The neutral picture that stands where a post's own has gone: a greyscale PNG of under a kilobyte. */
export function endedPicture(): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.writeUInt8(8, 8);
  // Each row begins with the number of its filter: 0, none.
  const rows = Buffer.alloc((WIDTH + 1) * HEIGHT);
  for (let y = 0; y < HEIGHT; y++)
    for (let x = 0; x < WIDTH; x++) rows[y * (WIDTH + 1) + 1 + x] = shadeAt(x, y);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
