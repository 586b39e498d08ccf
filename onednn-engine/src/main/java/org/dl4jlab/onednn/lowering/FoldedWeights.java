package org.dl4jlab.onednn.lowering;

import java.nio.FloatBuffer;
import org.dl4jlab.onednn.parameters.GraphMemory;
import org.dl4jlab.onednn.parameters.Statistics;
import org.dl4jlab.onednn.plan.Plan;
import org.dl4jlab.onednn.primitive.Layout;
import org.dl4jlab.onednn.primitive.Tensor;
import org.dl4jlab.program.Operation.BatchNorm;
import org.dl4jlab.program.Operation.Product;
import org.dl4jlab.program.Parameter;

/**
 * A product's weights and bias for inference. With running statistics, batch normalization is
 * {@code scale * x + shift} for each channel, which the product before it can do in passing.
 */
public final class FoldedWeights {

  private final Parameter weights;
  private final Parameter productBias;
  private final BatchNorm norm;
  private final Statistics statistics; // null without batch normalization
  private final FloatBuffer graph;
  private final Plan refresh;
  private final Tensor plain;
  private final Tensor bias;

  /**
   * @param norm what follows the product, null for none
   */
  public FoldedWeights(Product product, BatchNorm norm, InferenceContext context) {
    this.weights = product.weights();
    this.productBias = product.bias();
    this.norm = norm;
    this.statistics = norm == null ? null : new Statistics(norm.statistics());
    this.graph = context.parameters();
    this.refresh = context.refresh();
    this.plain = refresh.tensor(Layout.plain(refresh.arena(), weights.shape()));
    this.bias = refresh.tensor(Layout.plain(refresh.arena(), weights.shape()[0]));
    Layout inGraph = GraphMemory.layout(refresh.arena(), weights, weights.shape());
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
    long[] dims = weights.shape();
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
      double shift = value(productBias, channel);
      if (norm != null) {
        shift = (shift - statistics.mean(channel)) * scale + value(norm.beta(), channel);
      }
      bias.floats().put(channel, (float) shift);
    }
  }

  private double scale(int channel) {
    double gamma = norm.gamma() == null ? 1 : value(norm.gamma(), channel);
    return gamma / Math.sqrt(statistics.variance(channel) + norm.epsilon());
  }

  private double value(Parameter parameter, int channel) {
    return parameter == null ? 0 : graph.get((int) parameter.offset() + channel);
  }
}
