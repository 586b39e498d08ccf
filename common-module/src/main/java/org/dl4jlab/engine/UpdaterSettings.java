package org.dl4jlab.engine;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.graph.ComputationGraphUpdater;

/**
 * How a network is updated. An engine reads it once and has to be opened anew when it is another:
 * DL4J makes a new updater when learning rates change, or somebody changes one in place.
 *
 * @param updater the network's own
 * @param hash of what is configured for all its arrays
 */
record UpdaterSettings(Updater updater, int hash) {

  static UpdaterSettings of(Updater updater) {
    return new UpdaterSettings(
        updater, isDl4js(updater) ? hash((BaseMultiLayerUpdater<?>) updater) : 0);
  }

  /** Whether it does what the configuration says; somebody's own may do anything. */
  static boolean isDl4js(Updater updater) {
    return updater.getClass() == MultiLayerUpdater.class
        || updater.getClass() == ComputationGraphUpdater.class;
  }

  private static int hash(BaseMultiLayerUpdater<?> updater) {
    return updater.getUpdaterBlocks().stream()
        .flatMap(block -> block.getLayersAndVariablesInBlock().stream())
        .map(array -> array.getLayer().getConfig().getUpdaterByParam(array.getParamName()))
        .toList()
        .hashCode();
  }

  boolean areOf(Updater other) {
    return updater == other && equals(of(other));
  }
}
