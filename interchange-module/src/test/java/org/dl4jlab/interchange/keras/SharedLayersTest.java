package org.dl4jlab.interchange.keras;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.engine.Engines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Layers and models that are applied several times, with the same weights. */
class SharedLayersTest {

  private static final String TANH = "{'units':4,'activation':'tanh'}";

  @TempDir Path temp;

  private final Random random = new Random(12);
  private final Tensor w = NaiveKeras.random(random, 3, 4);
  private final Tensor b = NaiveKeras.random(random, 4);
  private final Tensor left = NaiveKeras.random(random, 5, 3);
  private final Tensor right = NaiveKeras.random(random, 5, 3);

  private KerasFixture siamese() {
    return new KerasFixture()
        .input("left", 3)
        .input("right", 3)
        .layer("Dense", "tower", TANH, List.of("left"), w, b)
        .again("tower", "right")
        .joined("Subtract", "difference", "tower");
  }

  private ImportedModel read(KerasFixture fixture) throws IOException {
    return KerasImport.read(fixture.write(temp.resolve("model.keras")));
  }

  private INDArray[] inputs() {
    return new INDArray[] {left.array(5, 3), right.array(5, 3)};
  }

  private Tensor difference(Tensor weights) {
    Tensor one = NaiveKeras.map(NaiveKeras.dense(left, weights, b.data()), Math::tanh);
    Tensor two = NaiveKeras.map(NaiveKeras.dense(right, weights, b.data()), Math::tanh);
    float[] difference = new float[one.data().length];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = one.data()[i] - two.data()[i];
    }
    return new Tensor(difference, 5, 4);
  }

  @Test
  void predictOnBothEngines() throws IOException {
    ComputationGraph stock = read(siamese()).graph();
    float[] expected = difference(w).data();
    for (ComputationGraph graph : List.of(stock, Engines.accelerate(stock.clone()))) {
      assertArrayEquals(expected, graph.outputSingle(inputs()).dup('c').data().asFloat(), 1e-5f);
    }
  }

  /** The gradient is the sum of both applications'; found by trying. */
  @Test
  void areTrainedByAllTheirApplications() throws IOException {
    ImportedModel model =
        read(
            siamese()
                .compile(
                    "{'optimizer':{'class_name':'SGD','config':{'learning_rate':0.5}},'loss':'mse'}"));
    model.graph().fit(inputs(), new INDArray[] {NaiveKeras.map(difference(w), v -> 0).array(5, 4)});
    float[] expected = new float[12];
    for (int i = 0; i < 12; i++) {
      double slope = (loss(moved(i, 1e-3f)) - loss(moved(i, -1e-3f))) / 2e-3;
      expected[i] = (float) (w.data()[i] - 0.5 * slope);
    }
    assertArrayEquals(
        expected, model.graph().paramTable().get("tower_W").dup('c').data().asFloat(), 1e-3f);
  }

  private Tensor moved(int index, float by) {
    float[] data = w.data().clone();
    data[index] += by;
    return new Tensor(data, 3, 4);
  }

  private double loss(Tensor weights) {
    double sum = 0;
    for (float value : difference(weights).data()) {
      sum += value * value;
    }
    return sum / 20;
  }

  /** Nothing that has no weights needs to be shared. */
  @Test
  void layersWithoutWeights() throws IOException {
    ImportedModel model =
        read(
            new KerasFixture()
                .input("left", 3)
                .input("right", 3)
                .layer("ReLU", "r", "{}", List.of("left"))
                .again("r", "right")
                .joined("Add", "sum", "r"));
    float[] expected = new float[15];
    for (int i = 0; i < 15; i++) {
      expected[i] = Math.max(0, left.data()[i]) + Math.max(0, right.data()[i]);
    }
    assertArrayEquals(
        expected, model.graph().outputSingle(inputs()).dup('c').data().asFloat(), 1e-6f);
  }

  /** A tower of several layers, described as a model within the model. */
  @Test
  void modelsWithinAModel() throws IOException {
    Tensor w2 = NaiveKeras.random(random, 4, 2);
    Path file = temp.resolve("tower.keras");
    NestedFixture.siamese(file, w, b, w2);
    float[] expected = NaiveKeras.concatenated(tower(left, w2), tower(right, w2)).data();
    ComputationGraph graph = KerasImport.read(file).graph();
    assertArrayEquals(expected, graph.outputSingle(inputs()).dup('c').data().asFloat(), 1e-5f);
    assertEquals(2, graph.paramTable().keySet().stream().filter(k -> k.endsWith("_W")).count());
  }

  private Tensor tower(Tensor x, Tensor w2) {
    Tensor hidden = NaiveKeras.map(NaiveKeras.dense(x, w, b.data()), Math::tanh);
    return NaiveKeras.dense(hidden, w2, null);
  }

  @Test
  void whatCannotBeShared() throws IOException {
    Tensor one = new Tensor(new float[] {1, 1, 1}, 3);
    refused(
        new KerasFixture()
            .input("left", 3)
            .input("right", 3)
            .layer("BatchNormalization", "n", "{}", List.of("left"), one, one, one, one)
            .again("n", "right")
            .joined("Add", "sum", "n"),
        "\"n\" (BatchNormalization) is applied 2 times and normalizes each time's batch by itself");
    refused(
        new KerasFixture()
            .input("left", 5, 3)
            .input("right", 7, 3)
            .layer("Dense", "tower", TANH, List.of("left"), w, b)
            .again("tower", "right")
            .joined("Add", "sum", "tower"),
        "\"tower\" (Dense) is applied to inputs of different shapes, 5 x 3 and 7 x 3");
  }

  private void refused(KerasFixture fixture, String why) throws IOException {
    Path file = fixture.write(temp.resolve("refused.keras"));
    String message = assertThrows(UserException.class, () -> KerasImport.read(file)).getMessage();
    assertTrue(message.contains(why), message);
  }
}
