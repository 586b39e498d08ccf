package org.dl4jlab.cifar.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.ImageNetwork;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.train.Trainer;
import org.dl4jlab.train.TrainingOptions;
import org.junit.jupiter.api.Test;

/** Who cannot have the photographs learns the lecture's lesson from the sample. */
class SampleLessonTest {

  private static final int EPOCHS = 6; // the commands' default is 10, where it is as clear
  private static final int BATCH = 32;
  private static final long SEED = 42;

  private static double accuracy(ImageNetwork network, ImageSet sample) {
    NetworkOptions options = NetworkOptions.cifar10().withSeed(SEED);
    ComputationGraph graph = new ComputationGraph(network.configuration(options));
    graph.init();
    try (Engine engine = Engines.fastest(graph)) {
      Trainer trainer =
          new Trainer(
              engine,
              sample.train(),
              sample.test(),
              new TrainingOptions(EPOCHS, BATCH, SEED),
              List.of());
      return trainer.run().last().orElseThrow().valAccuracy();
    }
  }

  @Test
  void convolutionsBeatDenseLayersAndBatchNormalizationBeatsBoth() {
    ImageSet sample = SampleImages.draw();
    double dense = accuracy(ImageNetwork.DENSE, sample);
    double cnn = accuracy(ImageNetwork.CNN, sample);
    double batchnorm = accuracy(ImageNetwork.BATCHNORM, sample);
    String accuracies = "dense %s, cnn %s, batchnorm %s".formatted(dense, cnn, batchnorm);
    assertTrue(dense > 0.4, accuracies);
    assertTrue(cnn > dense + 0.02, accuracies);
    assertTrue(batchnorm > cnn + 0.04, accuracies);
    assertTrue(batchnorm < 0.95, accuracies);
  }
}
