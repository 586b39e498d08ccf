package org.dl4jlab.engine;

import java.util.Collection;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.Solver;
import org.deeplearning4j.optimize.api.ConvexOptimizer;
import org.deeplearning4j.optimize.api.TrainingListener;

/**
 * Takes the place of DL4J's solver in a network: every supervised {@code fit} ends here. The
 * updater stays with DL4J's own.
 */
final class EngineSolver extends Solver {

  private final Solver stock;
  private final Acceleration acceleration;

  EngineSolver(Solver stock, Acceleration acceleration) {
    this.stock = stock;
    this.acceleration = acceleration;
  }

  @Override
  public void optimize(LayerWorkspaceMgr workspaces) {
    acceleration.step(
        stock.getOptimizer().getGradientsAccumulator() != null, () -> stock.optimize(workspaces));
  }

  @Override
  public void initOptimizer() {
    stock.initOptimizer();
  }

  @Override
  public ConvexOptimizer getOptimizer() {
    return stock.getOptimizer();
  }

  @Override
  public void setListeners(Collection<TrainingListener> listeners) {
    stock.setListeners(listeners);
  }
}
