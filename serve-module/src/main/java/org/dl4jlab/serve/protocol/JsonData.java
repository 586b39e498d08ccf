package org.dl4jlab.serve.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.Refusal;

/** A tensor's data in JSON: flat or in nested arrays, row-major, numbers or strings. */
final class JsonData {

  private static final int MOST_DIMENSIONS = 8;
  private static final int FIRST_CAPACITY = 64;
  private static final int UNKNOWN = -1;

  private final int[] lengths = new int[MOST_DIMENSIONS]; // of the arrays in each depth
  private int depth; // of the data
  private float[] numbers = new float[FIRST_CAPACITY];
  private int count;
  private final List<String> texts = new ArrayList<>();

  private JsonData() {
    Arrays.fill(lengths, UNKNOWN);
  }

  /** Reads an array whose beginning was read. */
  static JsonData read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.badRequest("The data of an input must be an array");
    }
    JsonData data = new JsonData();
    data.array(parser, 0);
    return data;
  }

  private void array(JsonParser parser, int level) throws IOException {
    if (level == MOST_DIMENSIONS) {
      throw Refusal.badRequest("The data has more than %d dimensions", MOST_DIMENSIONS);
    }
    int length = 0;
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      if (t == JsonToken.START_ARRAY) {
        array(parser, level + 1);
      } else {
        element(parser, t, level + 1);
      }
      length++;
    }
    if (lengths[level] == UNKNOWN) {
      lengths[level] = length;
    } else if (lengths[level] != length) {
      throw Refusal.badRequest("The data's nested arrays are not all of one length");
    }
  }

  private void element(JsonParser parser, JsonToken token, int dimensions) throws IOException {
    if (depth == 0) {
      depth = dimensions;
    }
    switch (token) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> add(parser.getFloatValue());
      case VALUE_STRING -> texts.add(parser.getText());
      default ->
          throw Refusal.badRequest(
              "The data may hold numbers or strings, not %s", token.asString());
    }
    if (depth != dimensions || count > 0 && !texts.isEmpty()) {
      throw Refusal.badRequest("The data's elements are not all of one kind");
    }
  }

  private void add(float number) {
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = number;
  }

  /**
   * @throws Refusal when there are more or less, or they are nested in other arrays
   */
  private void require(int elements, int found, long[] shape) {
    if (found != elements) {
      throw Refusal.badRequest(
          "The shape %s has %d elements, but the data has %d",
          Arrays.toString(shape), elements, found);
    }
    boolean flat = depth <= 1;
    for (int i = 0; i < shape.length && !flat; i++) {
      if (depth != shape.length || lengths[i] != shape[i]) {
        throw Refusal.badRequest(
            "The data is nested in arrays that are not of the shape %s", Arrays.toString(shape));
      }
    }
  }

  List<String> texts(long[] shape) {
    if (count > 0) {
      throw Refusal.badRequest("The data must be strings");
    }
    require((int) shape[0], texts.size(), shape);
    return texts;
  }

  /** As a binary tensor has them. */
  ByteBuffer numbers(DataType type, int elements, long[] shape) {
    if (!texts.isEmpty()) {
      throw Refusal.badRequest("The data must be numbers");
    }
    require(elements, count, shape);
    ByteBuffer bytes = ByteBuffer.allocate(elements * type.size()).order(ByteOrder.LITTLE_ENDIAN);
    if (type == DataType.FP32) {
      bytes.asFloatBuffer().put(numbers, 0, count);
      return bytes;
    }
    for (int i = 0; i < count; i++) {
      int whole = (int) numbers[i];
      if (whole != numbers[i] || whole < 0 || whole > 0xFF) {
        throw Refusal.badRequest("Element %d is %s, no UINT8", i, numbers[i]);
      }
      bytes.put(i, (byte) whole);
    }
    return bytes;
  }
}
