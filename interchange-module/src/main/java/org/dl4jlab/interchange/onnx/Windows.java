package org.dl4jlab.interchange.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.program.KernelParameters;
import org.dl4jlab.program.Window;

/** How a kernel slides, as ONNX says it: over the height and width of images, or over steps. */
final class Windows {

  private Windows() {}

  /** The attributes of a convolution or pooling of an input. */
  static List<AttributeProto> attributes(KernelParameters kernel, Value input) {
    int dimensions = input.isSeries() ? 1 : 2;
    List<AttributeProto> attributes = new ArrayList<>();
    attributes.add(Attributes.of("kernel_shape", first(kernel.kernel(), dimensions)));
    attributes.add(Attributes.of("strides", first(kernel.stride(), dimensions)));
    attributes.add(Attributes.of("dilations", first(kernel.dilation(), dimensions)));
    if (kernel.padding() == null && hasFreeSize(input)) {
      attributes.add(Attributes.of("auto_pad", "SAME_UPPER"));
    } else {
      Window window = kernel.window(input.image());
      long[] pads = new long[2 * dimensions];
      System.arraycopy(window.before(), 0, pads, 0, dimensions);
      System.arraycopy(window.after(), 0, pads, dimensions, dimensions);
      attributes.add(Attributes.of("pads", pads));
    }
    return attributes;
  }

  /** The shape of a sample of the result. */
  static long[] output(KernelParameters kernel, Value input, long channels) {
    long[] output = input.sample().clone();
    output[0] = channels;
    for (int i = 1; i < output.length; i++) {
      if (output[i] != Value.FREE) {
        output[i] = kernel.window(input.image()).places(i - 1, output[i]);
      }
    }
    return output;
  }

  private static boolean hasFreeSize(Value input) {
    return input.length() == Value.FREE;
  }

  private static long[] first(long[] sizes, int count) {
    return Arrays.copyOf(sizes, count);
  }
}
