package org.dl4jlab.onednn.tokens;

import org.dl4jlab.onednn.primitive.Arena;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Operation.TokenConvolution;

/**
 * The weights of a convolution over words. A word's vector is the same wherever it stands, so it is
 * multiplied once; a window is then a sum of looked-up rows; and only the windows that win the
 * maximum have a gradient. What that computes is the same, to rounding, as from the words' vectors.
 */
public record TokenKernel(TokenConvolution convolution) {

  /** Words of a window. */
  public int taps() {
    return convolution.taps();
  }

  public int filters() {
    return (int) convolution.weights().shape()[0];
  }

  public int vectorSize() {
    return (int) convolution.weights().shape()[1];
  }

  /** Tap by tap, filter by filter, each a vector: as the winners' gradients are added up. */
  public Layout byTaps(Arena arena) {
    long size = vectorSize();
    long tap = filters() * size;
    return Layout.strided(arena, convolution.weights().shape(), new long[] {size, 1, tap, tap});
  }

  /** Weights in that order as the matrix {@code [vector size, taps * filters]}; not a copy. */
  public Tensor matrix(Arena arena, Tensor byTaps) {
    long[] dims = {vectorSize(), (long) taps() * filters()};
    return Tensor.at(arena, Layout.columnMajor(arena, dims), byTaps.address());
  }
}
