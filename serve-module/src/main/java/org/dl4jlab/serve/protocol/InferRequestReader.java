package org.dl4jlab.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.TensorSpec;

/** Reads the body of a request to infer, in one pass over its JSON. */
final class InferRequestReader {

  private static final int MOST_NESTED = 32;
  private static final int MOST_NAMES = 1000;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTED)
                  .maxStringLength(Integer.MAX_VALUE) // the body's size is limited
                  .maxNameLength(MOST_NAMES)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private final TensorSpec spec;
  private final List<InferInput> inputs = new ArrayList<>();
  private final List<Asked> asked = new ArrayList<>();
  private String id;
  private boolean binaryByDefault;

  /** An output that was asked for; its place is null where the request's default counts. */
  private record Asked(String name, Boolean binary) {}

  private InferRequestReader(TensorSpec spec) {
    this.spec = spec;
  }

  /**
   * @param body with an array
   * @param jsonLength of the JSON that the body begins with
   * @param spec the model's input
   * @throws Refusal when this is no request, or none that the model can answer
   */
  static InferRequest read(ByteBuffer body, int jsonLength, TensorSpec spec) {
    InferRequestReader reader = new InferRequestReader(spec);
    try (JsonParser parser =
        JSON.createParser(body.array(), body.arrayOffset() + body.position(), jsonLength)) {
      reader.request(parser);
    } catch (JsonProcessingException e) {
      throw Refusal.badRequest("The request is no JSON: %s", problem(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // an array can always be read
    }
    return reader.request(body.slice(body.position() + jsonLength, body.remaining() - jsonLength));
  }

  /** Without what only a programmer of ours would want to know. */
  private static String problem(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " (line %d, column %d)"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    String what = e.getOriginalMessage();
    int detail = what.indexOf(" (");
    return (detail < 0 ? what : what.substring(0, detail)) + where;
  }

  private InferRequest request(ByteBuffer behind) {
    if (inputs.size() != 1) {
      throw Refusal.badRequest(
          "The model takes one input, '%s', not %d", spec.name(), inputs.size());
    }
    List<InferRequest.Output> outputs = new ArrayList<>();
    if (asked.isEmpty()) {
      Outputs.NAMES.forEach(name -> outputs.add(new InferRequest.Output(name, binaryByDefault)));
    }
    for (Asked output : asked) {
      if (!Outputs.NAMES.contains(output.name())) {
        throw Refusal.badRequest(
            "The model has no output '%s', only %s",
            output.name(), String.join(" and ", Outputs.NAMES));
      }
      outputs.add(
          new InferRequest.Output(
              output.name(), output.binary() == null ? binaryByDefault : output.binary()));
    }
    return new InferRequest(id, inputs.get(0).tensor(spec, behind), outputs);
  }

  private void request(JsonParser parser) throws IOException {
    parser.nextToken();
    requireObject(parser, "A request");
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      switch (name) {
        case "id" -> id = text(parser, name);
        case "parameters" ->
            binaryByDefault = Boolean.TRUE.equals(flag(parser, "binary_data_output"));
        case "inputs" -> each(parser, name, () -> inputs.add(input(parser)));
        case "outputs" -> each(parser, name, () -> asked.add(output(parser)));
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw Refusal.badRequest("Something follows the JSON of the request");
    }
  }

  /** What reads an element of an array. */
  private interface Element {
    void read() throws IOException;
  }

  private static void each(JsonParser parser, String name, Element element) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.badRequest("'%s' must be an array", name);
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      requireObject(parser, "Each of '%s'".formatted(name));
      element.read();
    }
  }

  private InferInput input(JsonParser parser) throws IOException {
    if (!inputs.isEmpty()) {
      throw Refusal.badRequest("The model takes one input, '%s', not several", spec.name());
    }
    String name = null;
    String type = null;
    long[] shape = null;
    Long binarySize = null;
    JsonData data = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      switch (field) {
        case "name" -> name = text(parser, field);
        case "datatype" -> type = text(parser, field);
        case "shape" -> shape = shape(parser);
        case "parameters" -> binarySize = number(parser, "binary_data_size");
        case "data" -> data = JsonData.read(parser);
        default -> parser.skipChildren();
      }
    }
    return new InferInput(name, type, shape, binarySize, data);
  }

  private Asked output(JsonParser parser) throws IOException {
    if (asked.size() == Outputs.NAMES.size()) {
      throw Refusal.badRequest("The model has only %d outputs", Outputs.NAMES.size());
    }
    String name = null;
    Boolean binary = null;
    for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
      parser.nextToken();
      switch (field) {
        case "name" -> name = text(parser, field);
        case "parameters" -> binary = flag(parser, "binary_data");
        default -> parser.skipChildren();
      }
    }
    return new Asked(name, binary);
  }

  private static long[] shape(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      throw Refusal.badRequest("'shape' must be an array");
    }
    long[] shape = new long[MOST_NESTED];
    int dimensions = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || dimensions == MOST_NESTED) {
        throw Refusal.badRequest("'shape' must be a few whole numbers");
      }
      shape[dimensions++] = parser.getLongValue();
    }
    return Arrays.copyOf(shape, dimensions);
  }

  private static String text(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.VALUE_STRING) {
      throw Refusal.badRequest("'%s' must be a string", name);
    }
    return parser.getText();
  }

  /** One of the parameters, null where it is not among them. */
  private static Boolean flag(JsonParser parser, String wanted) throws IOException {
    Boolean[] flag = {null};
    parameters(
        parser,
        wanted,
        () -> {
          if (!parser.currentToken().isBoolean()) {
            throw Refusal.badRequest("The parameter %s must be true or false", wanted);
          }
          flag[0] = parser.getBooleanValue();
        });
    return flag[0];
  }

  private static Long number(JsonParser parser, String wanted) throws IOException {
    Long[] number = {null};
    parameters(
        parser,
        wanted,
        () -> {
          if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw Refusal.badRequest("The parameter %s must be a whole number", wanted);
          }
          number[0] = parser.getLongValue();
        });
    return number[0];
  }

  private static void parameters(JsonParser parser, String wanted, Element value)
      throws IOException {
    requireObject(parser, "'parameters'");
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      if (name.equals(wanted)) {
        value.read();
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void requireObject(JsonParser parser, String what) {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refusal.badRequest("%s must be an object", what);
    }
  }
}
