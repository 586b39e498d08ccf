package org.dl4jlab.onednn.layer;

import java.nio.FloatBuffer;
import java.util.List;
import org.dl4jlab.onednn.parameters.Parameters;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.plan.Source;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * One operation of a network, as it was read from the graph. It holds no memory: that belongs to
 * the plans that it takes part in.
 */
public interface OneDnnLayer {

  /** The graph's own name of the layer it came from. */
  String name();

  /**
   * @param input {@code [batch, channels, height, width]} or {@code [batch, features]}
   */
  long[] outputDims(long[] input);

  /** Its trainable arrays. */
  default List<Slot> slots() {
    return List.of();
  }

  /** Adds the forward pass of training to the plan. */
  Training train(Plan forward, Parameters parameters, Source source);

  /**
   * Adds the forward pass of inference to the plan.
   *
   * @return its output
   */
  Tensor infer(Plan plan, Source source);

  /**
   * The same for a layer that has parameters of its own.
   *
   * @param graph the graph's whole parameter vector
   * @param refresh the plan that is run when the parameters have changed
   */
  default Tensor infer(Plan plan, Source source, FloatBuffer graph, Plan refresh) {
    return infer(plan, source);
  }

  /** A layer within a training plan. */
  interface Training {

    Tensor output();

    /**
     * Adds the backward pass to the plan, the parameters' gradients included.
     *
     * @param diffOutput the loss's gradient with respect to the output; may be overwritten
     * @param needed whether the gradient with respect to the input is wanted
     * @return that gradient, null when it is not wanted
     */
    Tensor backward(Plan backward, Tensor diffOutput, boolean needed);
  }
}
