package org.dl4jlab.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.dl4jlab.data.ArrayBatch;
import org.dl4jlab.data.Batch;
import org.dl4jlab.data.Dataset;
import org.dl4jlab.engine.Device;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.StepResult;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EvaluatorTest {

  /** A network that gives back its input, so that a test says what it predicts. */
  private static final Engine IDENTITY =
      new Engine() {
        @Override
        public StepResult fitSegment(Batch segment) {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<INDArray> outputs(Batch batch) {
          return List.of(batch.features());
        }

        @Override
        public StepResult fit(Batch batch) {
          throw new AssertionError("Evaluation must not train");
        }

        @Override
        public String name() {
          return "identity";
        }

        @Override
        public Model model() {
          throw new UnsupportedOperationException();
        }

        @Override
        public Device device() {
          return Device.processor(1);
        }

        @Override
        public void endEpoch() {
          throw new AssertionError("Evaluation must not train");
        }

        @Override
        public void resetState() {}

        @Override
        public void sync() {}

        @Override
        public void reload() {}

        @Override
        public void close() {}
      };

  private record Rows(float[][] features, float[][] labels) implements Dataset {
    @Override
    public int count() {
      return features.length;
    }

    @Override
    public Batch batch(int[] order, int from, int to) {
      INDArray x = Nd4j.create(to - from, features[0].length);
      INDArray y = Nd4j.create(to - from, labels[0].length);
      for (int i = from; i < to; i++) {
        x.putRow(i - from, Nd4j.createFromArray(features[order[i]]));
        y.putRow(i - from, Nd4j.createFromArray(labels[order[i]]));
      }
      return new ArrayBatch(x, y);
    }
  }

  @Test
  void categoricalLossIsTheMeanOfMinusLogOfTheTrueClass() {
    Predictions predictions =
        Evaluator.evaluate(
            IDENTITY,
            new Rows(
                new float[][] {{0.5f, 0.25f, 0.25f}, {0.5f, 0.25f, 0.25f}, {0, 0, 1}},
                new float[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
    // -log of 1/2, 1/4 and 1 - 1e-7, the last as near to 1 as Keras lets it come
    assertEquals(Math.log(2 * 4) / 3, predictions.loss(), 1e-7);
    assertArrayEquals(new int[] {0, 0, 2}, predictions.predicted());
    assertArrayEquals(new int[] {0, 1, 2}, predictions.actual());
    assertEquals(2 / 3.0, predictions.score().accuracy(), 1e-12);
  }

  @Test
  void binaryLossCountsBothClasses() {
    Predictions predictions =
        Evaluator.evaluate(
            IDENTITY,
            new Rows(new float[][] {{0.75f}, {0.25f}, {0.5f}}, new float[][] {{1}, {1}, {0}}));
    // -log of 3/4, 1/4 and 1/2
    assertEquals(Math.log(4 / 3.0 * 4 * 2) / 3, predictions.loss(), 1e-7);
    assertArrayEquals(new int[] {1, 0, 0}, predictions.predicted(), "one half is not above it");
    assertEquals(2 / 3.0, predictions.score().accuracy(), 1e-12);
  }

  @Test
  void impossibleTrueClassCostsWhatKerasSays() {
    Predictions predictions =
        Evaluator.evaluate(IDENTITY, new Rows(new float[][] {{1, 0}}, new float[][] {{0, 1}}));
    assertEquals(-Math.log(1e-7), predictions.loss(), 1e-9);
  }

  /** More samples than a batch of the evaluation, and not a multiple of it. */
  @Test
  void everySampleCountsOnceAndInItsPlace() {
    int count = 253;
    float[][] features = new float[count][];
    float[][] labels = new float[count][];
    for (int i = 0; i < count; i++) {
      features[i] = i % 3 == 0 ? new float[] {0.25f, 0.75f} : new float[] {0.75f, 0.25f};
      labels[i] = new float[] {0, 1};
    }
    Predictions predictions = Evaluator.evaluate(IDENTITY, new Rows(features, labels));
    assertEquals(253, predictions.probabilities().length);
    assertArrayEquals(features[252], predictions.probabilities()[252]);
    assertEquals(85 / 253.0, predictions.score().accuracy(), 1e-12);
    assertEquals(-(85 * Math.log(0.75) + 168 * Math.log(0.25)) / 253, predictions.loss(), 1e-6);
  }
}
