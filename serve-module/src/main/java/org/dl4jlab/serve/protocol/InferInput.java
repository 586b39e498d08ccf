package org.dl4jlab.serve.protocol;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Tensor;
import org.dl4jlab.serve.model.TensorSpec;

/**
 * An input as a request's JSON describes it; what was left out is null.
 *
 * @param binarySize bytes behind the JSON, null where the data is in it
 */
record InferInput(String name, String type, long[] shape, Long binarySize, JsonData data) {

  /**
   * The tensor, if it is what the model takes.
   *
   * @param behind what is behind the JSON
   * @throws Refusal when it is not
   */
  Tensor tensor(TensorSpec spec, ByteBuffer behind) {
    if (!spec.name().equals(name)) {
      throw Refusal.badRequest(
          "The model takes the input '%s', not %s",
          spec.name(), name == null ? "one without a name" : "'" + name + "'");
    }
    DataType datatype = type(spec);
    int count = count(spec);
    requirePlace(behind);
    if (datatype == DataType.BYTES) {
      return Tensor.of(data == null ? BinaryData.texts(behind, count) : data.texts(shape));
    }
    long elements = (long) count * spec.elements();
    if (data == null) {
      long bytes = elements * datatype.size();
      if (binarySize != bytes) {
        throw Refusal.badRequest(
            "%s of shape %s has %d bytes, not %d",
            datatype, Arrays.toString(shape), bytes, binarySize);
      }
      return Tensor.of(datatype, count, behind);
    }
    return Tensor.of(datatype, count, data.numbers(datatype, Math.toIntExact(elements), shape));
  }

  private DataType type(TensorSpec spec) {
    return spec.types().stream()
        .filter(known -> known.name().equals(type))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    "The input '%s' takes the datatype %s, not %s",
                    spec.name(), spec.typesText(), type == null ? "none" : type));
  }

  private int count(TensorSpec spec) {
    boolean fits = shape != null && shape.length == 1 + spec.sample().size() && shape[0] > 0;
    for (int i = 0; fits && i < spec.sample().size(); i++) {
      fits = shape[i + 1] == spec.sample().get(i);
    }
    // Whatever has more elements has more bytes than a body may have.
    if (!fits || shape[0] > Integer.MAX_VALUE / Float.BYTES / spec.elements()) {
      throw Refusal.badRequest(
          "The input '%s' has the shape %s, not %s",
          spec.name(), spec.shapeText(), shape == null ? "none" : Arrays.toString(shape));
    }
    return (int) shape[0];
  }

  private void requirePlace(ByteBuffer behind) {
    if ((data == null) == (binarySize == null)) {
      throw Refusal.badRequest(
          "An input has either data or the parameter binary_data_size, not %s",
          data == null ? "neither" : "both");
    }
    long expected = binarySize == null ? 0 : binarySize;
    if (behind.remaining() != expected) {
      throw Refusal.badRequest(
          "%d bytes are behind the JSON, but %d were announced", behind.remaining(), expected);
    }
  }
}
