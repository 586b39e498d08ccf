package org.dl4jlab.program;

/**
 * How a kernel slides over images of one size, for height and width.
 *
 * @param kernel its size
 * @param stride how far it moves
 * @param dilation distance of its elements, 1 for none
 * @param before rows and columns of padding above and to the left
 * @param after rows and columns of padding below and to the right
 */
public record Window(long[] kernel, long[] stride, long[] dilation, long[] before, long[] after) {

  /** How many places there are along a dimension of the given size: 0 is height, 1 width. */
  public long places(int dimension, long size) {
    long extent = (kernel[dimension] - 1) * dilation[dimension] + 1;
    return (size + before[dimension] + after[dimension] - extent) / stride[dimension] + 1;
  }
}
