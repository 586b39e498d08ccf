package org.dl4jlab.cifar.data;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
    Map<ImageNetwork, Double> accuracies = new EnumMap<>(ImageNetwork.class);
    for (ImageNetwork network : ImageNetwork.values()) {
      accuracies.put(network, accuracy(network, sample));
    }
    double dense = accuracies.get(ImageNetwork.DENSE);
    double cnn = accuracies.get(ImageNetwork.CNN);
    double batchnorm = accuracies.get(ImageNetwork.BATCHNORM);
    assertTrue(dense > 0.4, accuracies.toString());
    assertTrue(cnn > dense + 0.02, accuracies.toString());
    assertTrue(batchnorm > cnn + 0.04, accuracies.toString());
    assertTrue(batchnorm < 0.95, accuracies.toString());
  }
}
