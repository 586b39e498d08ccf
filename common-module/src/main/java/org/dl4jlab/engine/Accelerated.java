package org.dl4jlab.engine;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.api.Updater;
import org.nd4j.linalg.dataset.MultiDataSet;

/** What the two kinds of accelerated networks tell their {@link Acceleration}. */
interface Accelerated {

  Acceleration acceleration();

  /**
   * A stock network on the same configuration, parameters and updater state, without listeners: an
   * engine that executes it reads and writes the accelerated network's memory, but calls none of
   * its methods.
   */
  Model plain();

  /** What turns gradients into updates, made where it is not there yet. */
  Updater currentUpdater();

  /** The inputs, labels and masks that {@code fit} has set. */
  MultiDataSet batch();

  /** The network's own layers, without anybody being told. */
  Layer[] ownLayers();

  /** No gradient is left of an earlier step of stock DL4J. */
  void clearGradient();
}
