package org.dl4jlab.onednn.layer;

import java.nio.FloatBuffer;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.parameters.Slot;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;

/**
 * A layer's weights and bias for inference. With running statistics, batch normalization is {@code
 * scale * x + shift} for each channel, which the layer before it can do in passing.
 */
public final class FoldedWeights {

  private final Slot weights;
  private final Slot layerBias;
  private final BatchNorm norm;
  private final FloatBuffer graph;
  private final Plan refresh;
  private final Tensor plain;
  private final Tensor bias;

  /**
   * @param layerBias of the layer, null for none
   * @param norm what follows the layer, null for none
   * @param graph the graph's whole parameter vector
   * @param refresh the plan that is run when the parameters have changed
   */
  public FoldedWeights(
      Slot weights, Slot layerBias, BatchNorm norm, FloatBuffer graph, Plan refresh) {
    this.weights = weights;
    this.layerBias = layerBias;
    this.norm = norm;
    this.graph = graph;
    this.refresh = refresh;
    this.plain = refresh.tensor(Layout.plain(refresh.arena(), weights.dims()));
    this.bias = refresh.tensor(Layout.plain(refresh.arena(), weights.dims()[0]));
    Layout inGraph = weights.graphLayout(refresh.arena(), weights.dims());
    refresh.copy(
        Tensor.at(refresh.arena(), inGraph, GraphMemory.address(graph, weights.offset())), plain);
    refresh.add(this::fold);
  }

  public Tensor bias() {
    return bias;
  }

  /** The weights in a layout, kept current by the plan that refreshes. */
  public Tensor weightsIn(Plan plan, Layout wanted) {
    Tensor source =
        Tensor.at(plan.arena(), Layout.plain(plan.arena(), wanted.dims()), plain.address());
    return refresh.as(source, wanted);
  }

  private void fold() {
    long[] dims = weights.dims();
    int channels = (int) dims[0];
    int each = (int) (Layout.elements(dims) / channels);
    float[] row = new float[each];
    FloatBuffer values = plain.floats();
    for (int channel = 0; channel < channels; channel++) {
      double scale = norm == null ? 1 : scale(channel);
      if (norm != null) {
        values.get(channel * each, row);
        for (int i = 0; i < each; i++) {
          row[i] = (float) (row[i] * scale);
        }
        values.put(channel * each, row);
      }
      double shift = value(layerBias, channel);
      if (norm != null) {
        shift = (shift - norm.statistics().mean(channel)) * scale + value(norm.beta(), channel);
      }
      bias.floats().put(channel, (float) shift);
    }
  }

  private double scale(int channel) {
    return value(norm.gamma(), channel)
        / Math.sqrt(norm.statistics().variance(channel) + norm.epsilon());
  }

  private double value(Slot slot, int channel) {
    return slot == null ? 0 : graph.get((int) slot.offset() + channel);
  }
}
