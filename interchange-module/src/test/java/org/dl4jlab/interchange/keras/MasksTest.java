package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps that Keras leaves out, beside series that do not have them. */
class MasksTest {

  private static final int STEPS = 6;
  private static final int SEEN = 4;

  @TempDir Path temp;

  private final Random random = new Random(31);
  private final Tensor k = NaiveKeras.random(random, 3, 16);
  private final Tensor r = NaiveKeras.random(random, 4, 16);
  private final Tensor b = NaiveKeras.random(random, 16);
  private final Tensor seen = NaiveKeras.random(random, 2, SEEN, 3);

  /** The seen steps with others of this number in front or behind. */
  private Tensor filled(boolean inFront, float with) {
    float[] data = new float[2 * STEPS * 3];
    Arrays.fill(data, with);
    int from = inFront ? (STEPS - SEEN) * 3 : 0;
    for (int n = 0; n < 2; n++) {
      System.arraycopy(seen.data(), n * SEEN * 3, data, n * STEPS * 3 + from, SEEN * 3);
    }
    return new Tensor(data, 2, STEPS, 3);
  }

  private void check(KerasFixture fixture, Tensor expected, Tensor x) throws IOException {
    ImportedModel model = KerasImport.read(fixture.write(temp.resolve("model.keras")));
    ComputationGraph stock = model.graph();
    for (ComputationGraph graph : List.of(stock, Engines.accelerate(stock.clone()))) {
      assertArrayEquals(
          expected.data(),
          graph.outputSingle(ChannelsLast.array(x)).dup('c').data().asFloat(),
          1e-5f);
    }
  }

  private static String lstm(String more) {
    return "{'units':4,'activation':'tanh','recurrent_activation':'sigmoid'%s}".formatted(more);
  }

  @Test
  void areLeftOutInFrontAndBehind() throws IOException {
    Tensor last = NaiveKeras.step(NaiveKeras.lstm(seen, k, r, b), SEEN - 1);
    for (boolean inFront : new boolean[] {false, true}) {
      check(
          new KerasFixture()
              .input("in", STEPS, 3)
              .layer("Masking", "m", "{'mask_value':-1.0}")
              .layer("LSTM", "l", lstm(""), k, r, b),
          last,
          filled(inFront, -1));
      check(
          new KerasFixture()
              .input("in", STEPS, 3)
              .layer("Masking", "m", "{}")
              .layer("Dropout", "d", "{'rate':0.5}")
              .layer("LSTM", "l", lstm(""), k, r, b),
          last,
          filled(inFront, 0));
    }
  }

  @Test
  void ofBothDirections() throws IOException {
    Tensor k2 = NaiveKeras.random(random, 3, 16);
    Tensor r2 = NaiveKeras.random(random, 4, 16);
    Tensor b2 = NaiveKeras.random(random, 16);
    Tensor forward = NaiveKeras.step(NaiveKeras.lstm(seen, k, r, b), SEEN - 1);
    Tensor backward =
        NaiveKeras.step(NaiveKeras.lstm(NaiveKeras.reversed(seen), k2, r2, b2), SEEN - 1);
    for (boolean inFront : new boolean[] {false, true}) {
      check(
          new KerasFixture()
              .input("in", STEPS, 3)
              .layer("Masking", "m", "{}")
              .layer(
                  "Bidirectional",
                  "l",
                  "{'merge_mode':'concat','layer':{'class_name':'LSTM','config':%s}}"
                      .formatted(lstm("")),
                  k,
                  r,
                  b,
                  k2,
                  r2,
                  b2),
          NaiveKeras.concatenated(forward, backward),
          filled(inFront, 0));
    }
  }

  /** The word 0 fills short texts up; its vector is never seen. */
  @Test
  void ofWords() throws IOException {
    Tensor vectors = NaiveKeras.random(random, 7, 3);
    int[] words = {3, 5, 1, 6};
    float[] known = new float[SEEN * 3];
    float[] numbers = new float[2 * STEPS];
    for (int i = 0; i < SEEN; i++) {
      System.arraycopy(vectors.data(), words[i] * 3, known, i * 3, 3);
      numbers[i] = words[i];
      numbers[2 * STEPS - SEEN + i] = words[i];
    }
    float[] last =
        NaiveKeras.step(NaiveKeras.lstm(new Tensor(known, 1, SEEN, 3), k, r, b), SEEN - 1).data();
    String embedding = "{'input_dim':7,'output_dim':3,'mask_zero':true}";
    check(
        new KerasFixture()
            .input("in", STEPS)
            .layer("Embedding", "e", embedding, vectors)
            .layer("LSTM", "l", lstm(""), k, r, b),
        NaiveKeras.concatenated(new Tensor(last, 1, 4), new Tensor(last, 1, 4)).reshape(2, 4),
        new Tensor(numbers, 2, STEPS));
  }

  /** A convolution sees all steps, in Keras too. */
  @Test
  void meansNothingToAConvolution() throws IOException {
    Tensor kernel = NaiveKeras.random(random, 2, 3, 2);
    Tensor x = filled(false, 0);
    Tensor expected =
        NaiveKeras.convolution(
            x.reshape(2, STEPS, 1, 3),
            kernel.reshape(2, 1, 3, 2),
            null,
            new int[] {1, 1},
            1,
            false,
            false);
    float[] flat = expected.data();
    check(
        new KerasFixture()
            .input("in", STEPS, 3)
            .layer("Masking", "m", "{}")
            .layer("Conv1D", "c", "{'filters':2,'kernel_size':[2],'use_bias':false}", kernel)
            .layer("Flatten", "f", "{}")
            .layer("Dense", "d", "{'units':10,'use_bias':false}", identity(10)),
        new Tensor(flat, 2, 10),
        x);
  }

  private static Tensor identity(int n) {
    float[] data = new float[n * n];
    for (int i = 0; i < n; i++) {
      data[i * n + i] = 1;
    }
    return new Tensor(data, n, n);
  }

  @Test
  void whatHandsThemOnIsRefused() throws IOException {
    Path file =
        new KerasFixture()
            .input("in", STEPS, 3)
            .layer("Masking", "m", "{}")
            .layer("LSTM", "l", lstm(",'return_sequences':true"), k, r, b)
            .write(temp.resolve("all.keras"));
    String message = assertThrows(UserException.class, () -> KerasImport.read(file)).getMessage();
    assertTrue(message.contains("\"l\" (LSTM) gives a result for each step"), message);
  }
}
