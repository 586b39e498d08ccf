package org.dl4jlab.serve.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.dl4jlab.serve.model.DataType;

/**
 * The body of an answer.
 *
 * @param jsonLength of the JSON that it begins with, when something follows; else -1
 */
record InferAnswer(ByteBuffer body, int jsonLength) {

  static final int NOTHING_FOLLOWS = -1;

  private static final int USUAL_LENGTH = 512;

  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  /**
   * @param probabilities {@code [count, classes]}, row-major
   */
  static InferAnswer of(
      String model,
      String version,
      List<String> classNames,
      InferRequest request,
      float[] probabilities) {
    List<ByteBuffer> behind = new ArrayList<>();
    ByteArrayOutputStream json = new ByteArrayOutputStream(USUAL_LENGTH);
    try (JsonGenerator out = JSON.createGenerator(json)) {
      out.writeStartObject();
      out.writeStringField("model_name", model);
      out.writeStringField("model_version", version);
      if (request.id() != null) {
        out.writeStringField("id", request.id());
      }
      out.writeArrayFieldStart("outputs");
      for (InferRequest.Output output : request.outputs()) {
        write(out, output, new Results(classNames, probabilities), behind);
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory can always be written
    }
    return of(json, behind);
  }

  private static InferAnswer of(ByteArrayOutputStream json, List<ByteBuffer> behind) {
    if (behind.isEmpty()) {
      return new InferAnswer(ByteBuffer.wrap(json.toByteArray()), NOTHING_FOLLOWS);
    }
    int all = json.size() + behind.stream().mapToInt(ByteBuffer::remaining).sum();
    ByteBuffer body = ByteBuffer.allocate(all).put(json.toByteArray());
    behind.forEach(body::put);
    return new InferAnswer(body.flip(), json.size());
  }

  private static void write(
      JsonGenerator out, InferRequest.Output output, Results results, List<ByteBuffer> behind)
      throws IOException {
    boolean classes = output.name().equals(Outputs.CLASS);
    out.writeStartObject();
    out.writeStringField("name", output.name());
    out.writeStringField("datatype", (classes ? DataType.BYTES : DataType.FP32).name());
    out.writeArrayFieldStart("shape");
    out.writeNumber(results.count());
    if (!classes) {
      out.writeNumber(results.classNames().size());
    }
    out.writeEndArray();
    if (output.binary()) {
      ByteBuffer data = classes ? results.binaryClasses() : results.binaryProbabilities();
      out.writeObjectFieldStart("parameters");
      out.writeNumberField("binary_data_size", data.remaining());
      out.writeEndObject();
      behind.add(data);
    } else {
      out.writeArrayFieldStart("data");
      if (classes) {
        for (int i = 0; i < results.count(); i++) {
          out.writeString(results.likeliest(i));
        }
      } else {
        for (float probability : results.probabilities()) {
          out.writeNumber(probability);
        }
      }
      out.writeEndArray();
    }
    out.writeEndObject();
  }

  /** What was found of all samples. */
  private record Results(List<String> classNames, float[] probabilities) {

    int count() {
      return probabilities.length / classNames.size();
    }

    String likeliest(int sample) {
      int classes = classNames.size();
      int likeliest = 0;
      for (int i = 1; i < classes; i++) {
        if (probabilities[sample * classes + i] > probabilities[sample * classes + likeliest]) {
          likeliest = i;
        }
      }
      return classNames.get(likeliest);
    }

    ByteBuffer binaryProbabilities() {
      ByteBuffer bytes = ByteBuffer.allocate(probabilities.length * Float.BYTES);
      bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(probabilities);
      return bytes;
    }

    ByteBuffer binaryClasses() {
      List<byte[]> names =
          IntStream.range(0, count())
              .mapToObj(i -> likeliest(i).getBytes(StandardCharsets.UTF_8))
              .toList();
      int length = names.stream().mapToInt(name -> Integer.BYTES + name.length).sum();
      ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
      names.forEach(name -> bytes.putInt(name.length).put(name));
      return bytes.flip();
    }
  }
}
