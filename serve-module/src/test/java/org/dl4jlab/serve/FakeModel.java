package org.dl4jlab.serve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.dl4jlab.serve.model.Body;
import org.dl4jlab.serve.model.DataType;
import org.dl4jlab.serve.model.DenseSamples;
import org.dl4jlab.serve.model.Explanation;
import org.dl4jlab.serve.model.Inquiry;
import org.dl4jlab.serve.model.Predictor;
import org.dl4jlab.serve.model.Refusal;
import org.dl4jlab.serve.model.Samples;
import org.dl4jlab.serve.model.ServedModel;
import org.dl4jlab.serve.model.Tensor;
import org.dl4jlab.serve.model.TensorSpec;
import org.dl4jlab.serve.model.Word;

/**
 * Takes two numbers and gives the first as the probability of the second class, so that everybody
 * can see whether an answer is one to his own question. A body is taken for a text whose length is
 * that number in hundredths.
 */
final class FakeModel implements ServedModel {

  static final List<String> CLASSES = List.of("neg", "pos");
  static final long MOST_BYTES = 1000;

  private final List<Integer> batches = Collections.synchronizedList(new ArrayList<>());
  private final Semaphore entered = new Semaphore(0);
  private final Semaphore gate = new Semaphore(Integer.MAX_VALUE);

  /** Keeps batches waiting until {@link #open}. */
  void block() {
    gate.drainPermits();
  }

  /** Until an engine has got something to compute. */
  void awaitEntered() throws InterruptedException {
    entered.acquire();
  }

  void open() {
    gate.release(1_000_000);
  }

  /** The sizes of all batches so far. */
  List<Integer> batches() {
    return List.copyOf(batches);
  }

  @Override
  public String title() {
    return "fake trained on nothing";
  }

  @Override
  public List<String> classNames() {
    return CLASSES;
  }

  @Override
  public TensorSpec input() {
    return new TensorSpec("pair", List.of(DataType.FP32, DataType.UINT8), List.of(2));
  }

  @Override
  public Samples of(Tensor tensor) {
    return DenseSamples.of(tensor);
  }

  @Override
  public Samples read(Body body) {
    if (body.type().equals("image/png")) {
      throw new Refusal(Refusal.BAD_TYPE, "Only texts");
    }
    int length = new String(body.bytes(), StandardCharsets.UTF_8).length();
    ByteBuffer pair = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    pair.putFloat(length / 100f).putFloat(0);
    return new DenseSamples(DataType.FP32, 1, pair.flip());
  }

  @Override
  public long mostBytes() {
    return MOST_BYTES;
  }

  @Override
  public double familiarFrom() {
    return 0.7;
  }

  @Override
  public Optional<List<Word>> words(Samples sample) {
    return Optional.of(List.of(new Word("great", 3, 8, 0.4)));
  }

  /** What the network says of a quarter and of three quarters. */
  @Override
  public Optional<Inquiry> explaining(Samples sample) {
    ByteBuffer pairs = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    pairs.putFloat(0.25f).putFloat(0).putFloat(0.75f).putFloat(0);
    return Optional.of(
        new Inquiry(
            new DenseSamples(DataType.FP32, 2, pairs.flip()),
            answer -> new Explanation("data:,", new Explanation.Map(2, 2, answer))));
  }

  @Override
  public Predictor open(int threads) {
    return new Predictor() {
      @Override
      public float[] predict(List<Samples.Part> parts, int size) {
        entered.release();
        gate.acquireUninterruptibly();
        float[] outputs = new float[size];
        int row = 0;
        for (Samples.Part part : parts) {
          for (int i = part.from(); i < part.from() + part.count(); i++) {
            outputs[row] = first((DenseSamples) part.samples(), i);
            if (Float.isInfinite(outputs[row++])) {
              throw Refusal.badRequest("A number of the input is infinite");
            }
          }
        }
        batches.add(row);
        return outputs;
      }

      @Override
      public void close() {
        // There is nothing to free.
      }
    };
  }

  private static float first(DenseSamples samples, int i) {
    ByteBuffer numbers = samples.numbers().duplicate().order(ByteOrder.LITTLE_ENDIAN);
    return samples.type() == DataType.FP32
        ? numbers.getFloat(8 * i)
        : (numbers.get(2 * i) & 0xFF) / 255f;
  }
}
