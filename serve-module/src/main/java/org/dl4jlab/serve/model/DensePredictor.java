package org.dl4jlab.serve.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.engine.Engine;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Predicts {@link DenseSamples}, which are copied once, from their requests into the batch. */
public final class DensePredictor implements Predictor {

  private final Engine engine;
  private final List<Integer> sample;
  private final int elements;
  private final Map<Integer, INDArray> floats = new HashMap<>(); // by size of batch
  private final Map<Integer, ImageBatch> images = new HashMap<>();

  /**
   * @param engine closed with this
   * @param sample the dimensions of one sample; where bytes are to be taken {@code [channels,
   *     height, width]}
   */
  public DensePredictor(Engine engine, List<Integer> sample) {
    this.engine = engine;
    this.sample = List.copyOf(sample);
    elements = sample.stream().reduce(1, Math::multiplyExact);
  }

  @Override
  public float[] predict(List<Samples.Part> parts, int size) {
    boolean bytes = ((DenseSamples) parts.get(0).samples()).type().size() == 1;
    Batch batch = bytes ? ofBytes(parts, size) : ofFloats(parts, size);
    try {
      return engine.output(batch).data().asFloat();
    } catch (IllegalArgumentException e) {
      parts.forEach(part -> ((DenseSamples) part.samples()).requireFinite());
      throw e;
    }
  }

  private Batch ofFloats(List<Samples.Part> parts, int size) {
    INDArray array = floats.computeIfAbsent(size, s -> Nd4j.create(DataType.FLOAT, shape(s)));
    FloatBuffer target = array.data().asNioFloat();
    for (Samples.Part part : parts) {
      target.put(numbers(part, Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer());
    }
    return new ArrayBatch(array, null);
  }

  private long[] shape(int size) {
    return LongStream.concat(LongStream.of(size), sample.stream().mapToLong(Integer::longValue))
        .toArray();
  }

  private Batch ofBytes(List<Samples.Part> parts, int size) {
    ImageBatch batch =
        images.computeIfAbsent(
            size,
            s ->
                new ImageBatch(
                    new int[] {s, sample.get(0), sample.get(1), sample.get(2)},
                    new byte[s * elements],
                    new int[s],
                    1));
    int at = 0;
    for (Samples.Part part : parts) {
      int length = part.count() * elements;
      numbers(part, 1).get(batch.pixels(), at, length);
      at += length;
    }
    return batch;
  }

  private ByteBuffer numbers(Samples.Part part, int bytes) {
    ByteBuffer all = ((DenseSamples) part.samples()).numbers();
    return all.slice(part.from() * elements * bytes, part.count() * elements * bytes);
  }

  @Override
  public void close() {
    engine.close();
  }
}
