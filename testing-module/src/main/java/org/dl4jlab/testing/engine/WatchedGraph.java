package org.dl4jlab.testing.engine;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** A graph that notices when stock DL4J computes a gradient of it. */
final class WatchedGraph extends ComputationGraph implements Watched {

  private boolean stockRan;

  WatchedGraph(ComputationGraphConfiguration configuration) {
    super(configuration);
  }

  @Override
  public boolean stockRan() {
    return stockRan;
  }

  @Override
  public void computeGradientAndScore() {
    stockRan = true;
    super.computeGradientAndScore();
  }
}
