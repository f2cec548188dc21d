export const bitmapBytes = 8;
/** Fields from here on need the secondary bitmap. */
export const firstOfSecondary = 65;

/** The fields whose bits are set, in order; `before` is how many come before the bitmap's first. */
export function fieldsOfBitmap(bitmap: Buffer, before: number): number[] {
  const fields: number[] = [];
  for (let byte = 0; byte < bitmapBytes; byte += 1) {
    const bits = bitmap[byte] ?? 0;
    for (let bit = 0; bits !== 0 && bit < 8; bit += 1) {
      if ((bits & (0x80 >> bit)) !== 0) fields.push(before + byte * 8 + bit + 1);
    }
  }
  return fields;
}

/** One bitmap, or two when a field needs the second. */
export function bitmapOf(fields: readonly number[]): Buffer {
  const needsSecondary = fields.some((field) => field >= firstOfSecondary);
  const bitmap = Buffer.alloc(needsSecondary ? 2 * bitmapBytes : bitmapBytes);
  const set = (field: number): void => {
    const byte = (field - 1) >> 3;
    bitmap[byte] = (bitmap[byte] ?? 0) | (0x80 >> ((field - 1) & 7));
  };
  if (needsSecondary) set(1);
  fields.forEach(set);
  return bitmap;
}
