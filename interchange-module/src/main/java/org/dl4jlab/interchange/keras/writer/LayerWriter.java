package org.dl4jlab.interchange.keras.writer;

import org.deeplearning4j.nn.conf.layers.Layer;

/**
 * Writes a kind of DL4J's layers as Keras'.
 *
 * @param <T> the kind
 */
@FunctionalInterface
interface LayerWriter<T extends Layer> {

  /**
   * Adds the layers.
   *
   * @throws RefusedException when Keras has nothing that does the same
   */
  void write(T layer, LayerScope scope) throws RefusedException;
}
