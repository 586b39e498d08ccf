package org.dl4jlab.concepts;

import java.util.List;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * How large a convolution's output is: {@code o = floor((i + P - k) / s) + 1} (Dumoulin and Visin,
 * <i>A guide to convolution arithmetic for deep learning</i>, 2016, relationship 6, with {@code P}
 * for the padding of both sides together, since TensorFlow's same padding may be uneven).
 *
 * @param input {@code i}, rows and columns of the input
 * @param kernel {@code k}
 * @param stride {@code s}
 * @param same padding same, else valid
 * @param before rows of zeros above and columns left
 * @param after rows of zeros below and columns right
 * @param output {@code o}, counted from what a DL4J layer answers
 */
public record OutputSize(
    int input, int kernel, int stride, boolean same, int before, int after, int output) {

  /** Strides 1 and 2, padding same and valid, over a small input. */
  public static List<OutputSize> examples() {
    return List.of(of(5, 3, 1, true), of(5, 3, 1, false), of(5, 3, 2, true), of(5, 3, 2, false));
  }

  /** The convolutions of the lecture's image networks. */
  public static List<OutputSize> ofNetworks() {
    return List.of(of(32, 4, 2, true), of(16, 3, 2, true), of(32, 3, 1, true), of(32, 3, 2, true));
  }

  public static OutputSize of(int input, int kernel, int stride, boolean same) {
    SmallGraph layer =
        new SmallGraph(
            InputType.convolutional(input, input, 1),
            new ConvolutionLayer.Builder(kernel, kernel)
                .nIn(1)
                .nOut(1)
                .stride(stride, stride)
                .convolutionMode(same ? ConvolutionMode.Same : ConvolutionMode.Truncate)
                .build());
    int output = (int) layer.output(Nd4j.zeros(DataType.DOUBLE, 1, 1, input, input)).size(2);
    int padding = same ? Math.max(0, (output - 1) * stride + kernel - input) : 0;
    return new OutputSize(input, kernel, stride, same, padding / 2, padding - padding / 2, output);
  }

  /** {@code P}: zeros of both sides together. */
  public int padding() {
    return before + after;
  }

  /** What the general formula gives. */
  public int byFormula() {
    return Math.floorDiv(input + padding() - kernel, stride) + 1;
  }
}
