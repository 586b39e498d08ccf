package org.dl4jlab.testing.engine;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;

/** A list of layers that notices when stock DL4J computes a gradient of it. */
final class WatchedNetwork extends MultiLayerNetwork implements Watched {

  private boolean stockRan;

  WatchedNetwork(MultiLayerConfiguration configuration) {
    super(configuration);
  }

  @Override
  public boolean stockRan() {
    return stockRan;
  }

  @Override
  public void computeGradientAndScore(LayerWorkspaceMgr workspaces) {
    stockRan = true;
    super.computeGradientAndScore(workspaces);
  }

  @Override
  public void computeGradientAndScore() {
    stockRan = true;
    super.computeGradientAndScore();
  }
}
