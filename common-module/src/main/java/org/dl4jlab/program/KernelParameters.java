package org.dl4jlab.program;

import java.util.Arrays;

/**
 * How a kernel slides, for height and width. A series is an image of width 1.
 *
 * @param kernel its size
 * @param stride how far it moves
 * @param dilation distance of its elements, 1 for none
 * @param padding on each side; null for "same": as much as keeps {@code ceil(size / stride)} places
 */
public record KernelParameters(long[] kernel, long[] stride, long[] dilation, long[] padding) {

  /** Whether each place of the result is that place of the input, seen alone. */
  public boolean isOfOnePixel() {
    long[] one = {1, 1};
    return Arrays.equals(kernel, one)
        && Arrays.equals(stride, one)
        && (padding == null || Arrays.equals(padding, new long[2]));
  }

  /** Whether it goes over a series step by step, and sees every window that lies within it once. */
  public boolean isPlainOverSteps() {
    return kernel[1] == 1
        && padding != null
        && Arrays.equals(padding, new long[2])
        && Arrays.equals(stride, new long[] {1, 1})
        && Arrays.equals(dilation, new long[] {1, 1});
  }

  /**
   * With the padding that an input needs.
   *
   * @param input {@code [batch, channels, height, width]}
   */
  public Window window(long[] input) {
    if (padding != null) {
      return new Window(kernel, stride, dilation, padding, padding);
    }
    long[] before = new long[2];
    long[] after = new long[2];
    for (int i = 0; i < 2; i++) {
      long size = input[2 + i];
      long places = (size + stride[i] - 1) / stride[i];
      long extent = (kernel[i] - 1) * dilation[i] + 1;
      long total = Math.max(0, (places - 1) * stride[i] + extent - size);
      // As in TensorFlow and DL4J, an odd row or column goes below or to the right.
      before[i] = total / 2;
      after[i] = total - total / 2;
    }
    return new Window(kernel, stride, dilation, before, after);
  }
}
