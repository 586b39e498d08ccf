package org.dl4jlab.interchange.keras;

/** How a kind of Keras' layers is said in DL4J's. */
@FunctionalInterface
interface Translator {

  /**
   * Adds the layer to the plan and tells what it gives.
   *
   * @throws Unsupported when DL4J has nothing that computes the same
   */
  Signal translate(LayerCall call) throws Unsupported;
}
