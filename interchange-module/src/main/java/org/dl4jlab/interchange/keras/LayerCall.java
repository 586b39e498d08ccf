package org.dl4jlab.interchange.keras;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/**
 * One layer of Keras' at one place of the graph, and what it may ask and do there.
 *
 * @param name of the vertex that gives the result
 * @param inputs what it is applied to
 * @param wanted the order that the result's features should have, where something behind asks for
 *     one; else null
 * @param readers the classes of the layers that read the result, behind dropout
 * @param isOutput whether it is one of the model's results
 */
record LayerCall(
    LayerDescription layer,
    String name,
    List<Signal> inputs,
    int[] wanted,
    Set<String> readers,
    boolean isOutput,
    boolean keras2,
    WeightStore store,
    GraphPlan plan) {

  Settings settings() {
    return new Settings(layer.config());
  }

  boolean trainable() {
    return settings().flag("trainable", true);
  }

  /** The only input. */
  Signal input() throws Unsupported {
    if (inputs.size() != 1) {
      throw new Unsupported("has %d inputs; one can be imported", inputs.size());
    }
    return inputs.get(0);
  }

  Signal series() throws Unsupported {
    return input(2, "a series");
  }

  Signal image() throws Unsupported {
    return input(3, "an image");
  }

  private Signal input(int rank, String what) throws Unsupported {
    Signal input = input();
    if (input.rank() != rank) {
      throw new Unsupported("needs %s and is given %s", what, input.shapeText());
    }
    if (input.channels() < 1) {
      throw new Unsupported("needs a known number of channels");
    }
    return input;
  }

  StoredArray weights(int index, int... shape) throws Unsupported {
    return store.array(layer, "", index, index).expect(shape);
  }

  StoredArray weights(String part, int index, int position, int... shape) throws Unsupported {
    return store.array(layer, part, index, position).expect(shape);
  }

  IActivation activation() throws Unsupported {
    return activation("activation");
  }

  IActivation activation(String key) throws Unsupported {
    return Activations.of(Activations.name(layer.config(), key), keras2);
  }

  /**
   * Adds a layer with weights and, behind it, its activation where DL4J would apply that to other
   * numbers than Keras does; gives the name of the last.
   */
  String addActivated(java.util.function.BiFunction<String, IActivation, String> add, int rank)
      throws Unsupported {
    IActivation activation = activation();
    if (rank == 1 || !(activation instanceof ActivationSoftmax)) {
      return add.apply(name, activation);
    }
    requireLast();
    String before =
        add.apply(name + "/logits", new org.nd4j.linalg.activations.impl.ActivationIdentity());
    return plan.add(name, new ActivationLayer(activation), before);
  }

  /** DL4J's softmax goes over the last dimension, which is the channels' in its outputs only. */
  void requireLast() throws Unsupported {
    if (!isOutput) {
      throw new Unsupported("has a softmax over the channels within the model, not at its end");
    }
  }
}
