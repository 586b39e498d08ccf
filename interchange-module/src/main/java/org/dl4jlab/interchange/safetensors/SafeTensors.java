package org.dl4jlab.interchange.safetensors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.dl4jlab.UserException;
import org.dl4jlab.interchange.Weights;
import org.dl4jlab.run.AtomicFile;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The format: the length of a header, the header as JSON, then the arrays' numbers, little-endian
 * and row-major. This reads and writes float32.
 */
public final class SafeTensors {

  private static final String METADATA = "__metadata__";
  private static final String FLOAT = "F32";
  private static final int ALIGNMENT = 8;

  /** Far more than the names of any network's arrays take. */
  private static final long LONGEST_HEADER = 16 << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private SafeTensors() {}

  /**
   * @param arrays by their names, written in their order
   * @param metadata free texts by their names
   */
  public static void write(Path file, Map<String, INDArray> arrays, Map<String, String> metadata)
      throws IOException {
    byte[] header = header(arrays, metadata).getBytes(StandardCharsets.UTF_8);
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    ByteBuffer start = littleEndian(Long.BYTES + padded).putLong(padded).put(header);
    while (start.hasRemaining()) {
      start.put((byte) ' ');
    }
    AtomicFile.write(
        file,
        out -> {
          out.write(start.array());
          for (INDArray array : arrays.values()) {
            write(out, Weights.floats(array));
          }
        });
  }

  private static String header(Map<String, INDArray> arrays, Map<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      metadata.forEach(header.putObject(METADATA)::put);
    }
    long offset = 0;
    for (Map.Entry<String, INDArray> array : arrays.entrySet()) {
      ObjectNode entry = header.putObject(array.getKey()).put("dtype", FLOAT);
      for (long size : array.getValue().shape()) {
        entry.withArray("shape").add(size);
      }
      long end = offset + array.getValue().length() * Float.BYTES;
      entry.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return header.toString();
  }

  private static void write(OutputStream out, float[] values) throws IOException {
    ByteBuffer bytes = littleEndian(Math.multiplyExact(values.length, Float.BYTES));
    bytes.asFloatBuffer().put(values);
    out.write(bytes.array());
  }

  private static ByteBuffer littleEndian(int length) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * The arrays of a file by their names.
   *
   * @throws UserException when it is damaged, or holds other numbers than float32
   */
  public static Map<String, INDArray> read(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file)) {
      long length = read(file, channel, 0, Long.BYTES).getLong();
      if (length < 2 || length > LONGEST_HEADER) {
        throw damaged(file, "its header cannot be %,d bytes long".formatted(length));
      }
      byte[] header = read(file, channel, Long.BYTES, (int) length).array();
      Map<String, INDArray> arrays = new LinkedHashMap<>();
      JsonNode entries = parse(file, header);
      for (Map.Entry<String, JsonNode> entry : entries.properties()) {
        if (!entry.getKey().equals(METADATA)) {
          long from = Long.BYTES + length;
          arrays.put(entry.getKey(), array(file, channel, from, entry.getKey(), entry.getValue()));
        }
      }
      return arrays;
    }
  }

  private static JsonNode parse(Path file, byte[] header) throws IOException {
    try {
      JsonNode entries = JSON.readTree(header);
      if (entries == null || !entries.isObject()) {
        throw damaged(file, "its header is no JSON object");
      }
      return entries;
    } catch (JsonProcessingException e) {
      throw new UserException(damaged(file, "its header is no JSON").getMessage(), e);
    }
  }

  private static INDArray array(
      Path file, FileChannel channel, long from, String name, JsonNode entry) throws IOException {
    if (!entry.path("dtype").asText().equals(FLOAT)) {
      throw new UserException(
          "%s: '%s' is of the type %s; only F32 is read"
              .formatted(file, name, entry.path("dtype").asText("unknown")));
    }
    long[] shape = new long[entry.path("shape").size()];
    long bytes = Float.BYTES;
    for (int i = 0; i < shape.length; i++) {
      shape[i] = entry.path("shape").get(i).asLong(-1);
      bytes = shape[i] < 1 || bytes > Integer.MAX_VALUE ? -1 : bytes * shape[i];
      if (bytes < 0 || bytes > Integer.MAX_VALUE) {
        throw damaged(file, "'%s' has the shape %s".formatted(name, entry.path("shape")));
      }
    }
    long begin = entry.path("data_offsets").path(0).asLong(-1);
    long end = entry.path("data_offsets").path(1).asLong(-1);
    if (begin < 0 || end - begin != bytes || end > channel.size() - from) {
      throw damaged(file, "'%s' lies at %s".formatted(name, entry.path("data_offsets")));
    }
    float[] values = new float[(int) (bytes / Float.BYTES)];
    read(file, channel, from + begin, (int) bytes).asFloatBuffer().get(values);
    return shape.length == 0 ? Nd4j.scalar(values[0]) : Nd4j.create(values, shape, 'c');
  }

  private static ByteBuffer read(Path file, FileChannel channel, long from, int length)
      throws IOException {
    if (length > channel.size() - from) {
      throw damaged(file, "it ends too early");
    }
    ByteBuffer bytes = littleEndian(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, from + bytes.position()) < 0) {
        throw damaged(file, "it ends too early");
      }
    }
    return bytes.flip();
  }

  private static UserException damaged(Path file, String why) {
    return new UserException("%s is no whole safetensors file: %s".formatted(file, why));
  }
}
