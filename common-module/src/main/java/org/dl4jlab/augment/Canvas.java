package org.dl4jlab.augment;

import java.util.Arrays;
import org.dl4jlab.data.ImageBatch;

/**
 * An image within a batch, to be changed where it lies.
 *
 * @param pixels of the batch: {@code [size, channels, height, width]}, unsigned
 * @param offset of the image's first byte
 */
record Canvas(byte[] pixels, int offset, int channels, int height, int width) {

  /** An image of a batch, whose own bytes are changed. */
  static Canvas of(ImageBatch batch, int image) {
    int[] shape = batch.shape();
    int bytes = shape[1] * shape[2] * shape[3];
    return new Canvas(batch.pixels(), image * bytes, shape[1], shape[2], shape[3]);
  }

  private int planeBytes() {
    return height * width;
  }

  private int imageBytes() {
    return channels * planeBytes();
  }

  /** Turns left and right round. */
  void flip() {
    for (int row = 0; row < channels * height; row++) {
      int left = offset + row * width;
      int right = left + width - 1;
      while (left < right) {
        byte kept = pixels[left];
        pixels[left++] = pixels[right];
        pixels[right--] = kept;
      }
    }
  }

  /**
   * Moves the image behind its frame: pixel {@code (row, column)} becomes what was at {@code (row +
   * down, column + right)}.
   *
   * @param reflect what lies beyond an edge: the image mirrored at its outermost pixels, or black
   */
  void move(int down, int right, boolean reflect) {
    if (down == 0 && right == 0) {
      return;
    }
    byte[] plane = new byte[planeBytes()];
    int first = Math.max(0, -right);
    int last = Math.min(width, width - right);
    for (int channel = 0; channel < channels; channel++) {
      int start = offset + channel * plane.length;
      System.arraycopy(pixels, start, plane, 0, plane.length);
      for (int row = 0; row < height; row++) {
        int to = start + row * width;
        int seen = row + down;
        if (!reflect && (seen < 0 || seen >= height)) {
          Arrays.fill(pixels, to, to + width, (byte) 0);
          continue;
        }
        int from = mirrored(seen, height) * width;
        System.arraycopy(plane, from + first + right, pixels, to + first, last - first);
        for (int column = 0; column < first; column++) {
          pixels[to + column] = reflect ? plane[from + mirrored(column + right, width)] : 0;
        }
        for (int column = last; column < width; column++) {
          pixels[to + column] = reflect ? plane[from + mirrored(column + right, width)] : 0;
        }
      }
    }
  }

  private static int mirrored(int place, int size) {
    int inside = Math.abs(place);
    return inside < size ? inside : 2 * (size - 1) - inside;
  }

  /** Fills a rectangle, as much of it as lies in the image. */
  void fill(int top, int left, int rows, int columns, byte value) {
    int firstRow = Math.max(0, top);
    int lastRow = Math.min(height, top + rows);
    int firstColumn = Math.max(0, left);
    int lastColumn = Math.min(width, left + columns);
    for (int channel = 0; channel < channels; channel++) {
      for (int row = firstRow; row < lastRow; row++) {
        int start = offset + (channel * height + row) * width;
        Arrays.fill(pixels, start + firstColumn, start + lastColumn, value);
      }
    }
  }

  /** The mean of all its bytes, 0 to 255. */
  double mean() {
    long sum = 0;
    for (int i = offset; i < offset + imageBytes(); i++) {
      sum += pixels[i] & 0xFF;
    }
    return (double) sum / imageBytes();
  }

  /**
   * Replaces every byte.
   *
   * @param table {@code [256]}: what stands in the place of each
   */
  void replace(byte[] table) {
    for (int i = offset; i < offset + imageBytes(); i++) {
      pixels[i] = table[pixels[i] & 0xFF];
    }
  }
}
