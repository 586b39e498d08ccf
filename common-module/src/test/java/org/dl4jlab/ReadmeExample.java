package org.dl4jlab;

import java.util.Random;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.BatchNormCnn;
import org.dl4jlab.nets.NetworkOptions;
import org.nd4j.linalg.factory.Nd4j;

public class ReadmeExample {
  public static void main(String[] args) {
    var graph = new ComputationGraph(BatchNormCnn.configuration(NetworkOptions.cifar10()));
    graph.init();
    var images = Nd4j.rand(8, 3, 32, 32);
    var labels = Nd4j.eye(10).getRows(new Random(1).ints(8, 0, 10).toArray());
    try (Engine engine = Engines.fastest(graph)) {
      for (int i = 1; i <= 5; i++) {
        System.out.printf("step %d: loss %.4f%n", i, engine.fit(images, labels).loss());
      }
    }
  }
}
