/** Puts the labels of annotations in rows so that none covers another. */

export interface LabelBox {
  /** Left edge and width in pixels. */
  left: number;
  width: number;
}

const gapPixels = 4;

/**
 * The row of each label, first free row first, in the order given (by onset). Labels that find no room in
 * `rowCount` rows get null: their bar is still drawn and the list still names them.
 */
export function assignRows(boxes: readonly LabelBox[], rowCount: number): (number | null)[] {
  const rowEnds = Array.from({ length: rowCount }, () => Number.NEGATIVE_INFINITY);
  return boxes.map((box) => {
    const row = rowEnds.findIndex((end) => end + gapPixels <= box.left);
    if (row < 0) {
      return null;
    }
    rowEnds[row] = box.left + box.width;
    return row;
  });
}
