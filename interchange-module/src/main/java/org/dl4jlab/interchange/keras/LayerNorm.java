package org.dl4jlab.interchange.keras;

import java.util.List;
import org.deeplearning4j.nn.conf.graph.L2NormalizeVertex;
import org.deeplearning4j.nn.conf.graph.ReshapeVertex;
import org.deeplearning4j.nn.conf.graph.ScaleVertex;
import org.deeplearning4j.nn.conf.graph.SubsetVertex;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.misc.ElementWiseMultiplicationLayer;

/**
 * Layer normalization (Ba et al. 2016), made of what DL4J has: {@code (x - mean) / sqrt(variance +
 * epsilon)} over the channels, times a scale, plus an offset. A series is an image of width 1.
 */
record LayerNorm(LayerCall call, Signal input, double epsilon) {

  private static final int CHANNELS = 1;

  /** The fixed product has as many numbers as their square. */
  private static final int MOST_CHANNELS = 4096;

  /** So small that it is nothing beside the length, which the appended number keeps from zero. */
  private static final double NOTHING = 1e-12;

  /**
   * @param gamma the scale, or null
   * @param beta the offset, or null
   */
  Signal add(StoredArray gamma, StoredArray beta) throws Unsupported {
    GraphPlan plan = call.plan();
    String name = call.name();
    int n = input.channels();
    if (n > MOST_CHANNELS) {
      throw new Unsupported("goes over %,d channels; up to %,d can be imported", n, MOST_CHANNELS);
    }
    String from = input.vertex();
    if (input.isSeries()) {
      if (input.shape()[0] < 1) {
        throw new Unsupported("needs a series of known length");
      }
      from = reshape("/image", from, n, input.shape()[0], 1);
    }
    boolean features = input.rank() == 1;
    String centred = centre(from, features);
    String whole =
        plan.add(
            name + "/length",
            new L2NormalizeVertex(features ? null : new int[] {CHANNELS}, NOTHING),
            List.of(centred));
    String part = plan.add(name + "/part", new SubsetVertex(0, n - 1), List.of(whole));
    String last = input.isSeries() ? "/scaled" : "";
    boolean learns = gamma != null || beta != null;
    String unit =
        plan.add(
            learns ? name + "/unit" : name + last, new ScaleVertex(Math.sqrt(n)), List.of(part));
    String scaled = learns ? scale(name + last, unit, features, gamma, beta) : unit;
    return input.at(input.isSeries() ? reshape("", scaled, n, input.shape()[0]) : scaled);
  }

  private String reshape(String suffix, String from, int... shape) {
    int[] batched = new int[shape.length + 1];
    batched[0] = -1;
    System.arraycopy(shape, 0, batched, 1, shape.length);
    return call.plan()
        .add(call.name() + suffix, new ReshapeVertex('c', batched, null), List.of(from));
  }

  /** Takes the mean away and appends the number that stands for epsilon. */
  private String centre(String from, boolean features) {
    int n = input.channels();
    float[] product = new float[n * (n + 1)];
    for (int i = 0; i < n; i++) {
      for (int o = 0; o < n; o++) {
        product[i * (n + 1) + o] = (i == o ? 1 : 0) - 1f / n;
      }
    }
    float[] offsets = new float[n + 1];
    offsets[n] = (float) Math.sqrt(n * epsilon);
    String centred = call.name() + "/centred";
    Tensor weights = new Tensor(product, n, n + 1);
    GraphPlan plan = call.plan();
    if (features) {
      plan.addTrained(centred, new DenseLayer.Builder().nIn(n).nOut(n + 1).build(), false, from);
    } else {
      plan.addTrained(
          centred, new ConvolutionLayer.Builder(1, 1).nIn(n).nOut(n + 1).build(), false, from);
      weights = weights.permute(1, 0);
    }
    plan.assign(centred, "W", weights);
    plan.assign(centred, "b", new Tensor(offsets, n + 1));
    return centred;
  }

  private String scale(
      String name, String from, boolean features, StoredArray gamma, StoredArray beta)
      throws Unsupported {
    if (gamma == null || beta == null) {
      throw new Unsupported("has one of scale and offset; both or none can be imported");
    }
    int n = input.channels();
    GraphPlan plan = call.plan();
    plan.addTrained(
        name,
        features
            ? new ElementWiseMultiplicationLayer.Builder().nIn(n).nOut(n).build()
            : new DepthwiseConvolution2D.Builder(1, 1).depthMultiplier(1).nIn(n).nOut(n).build(),
        call.trainable(),
        from);
    int[] order = input.order();
    plan.assign(name, "W", gamma, w -> w.columns(order));
    plan.assign(name, "b", beta, b -> b.columns(order));
    return name;
  }
}
