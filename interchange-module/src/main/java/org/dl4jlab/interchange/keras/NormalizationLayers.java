package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;

/** {@code BatchNormalization} and {@code Normalization}. */
final class NormalizationLayers {

  /** Keras divides by no smaller standard deviation. */
  private static final float SMALLEST_DEVIATION = 1e-7f;

  private NormalizationLayers() {}

  static Signal batch(LayerCall call) throws Unsupported {
    Signal input = call.input();
    Settings settings = call.settings();
    requireLastAxis(Json.get(call.layer().config(), "axis"), input);
    settings.refuse(
        "renorm", "beta_regularizer", "gamma_regularizer", "beta_constraint", "gamma_constraint");
    boolean scales = settings.flag("scale", true);
    boolean centers = settings.flag("center", true);
    int channels = input.channels();
    BatchNormalization.Builder builder = builder(channels, settings.number("epsilon", 1e-3));
    builder.decay(settings.number("momentum", 0.99)).lockGammaBeta(!scales && !centers);
    if (scales != centers) {
      // Its constraints could hold one of the two, but not element by element.
      call.plan()
          .note(
              "%s has no %s in Keras; Deeplearning4j's starts at %d and is learnt like the other"
                  .formatted(call.layer().label(), scales ? "offset" : "scale", scales ? 0 : 1));
    }
    int index = 0;
    StoredArray gamma = scales ? call.weights(index++, channels) : null;
    StoredArray beta = centers ? call.weights(index++, channels) : null;
    StoredArray mean = call.weights(index++, channels);
    StoredArray variance = call.weights(index, channels);
    call.plan().addTrained(call.name(), builder.build(), call.trainable(), input.vertex());
    assign(call, "gamma", gamma, input);
    assign(call, "beta", beta, input);
    assign(call, "mean", mean, input);
    assign(call, "var", variance, input);
    return input.at(call.name());
  }

  private static void assign(LayerCall call, String name, StoredArray array, Signal input) {
    if (array != null) {
      call.plan().assign(call.name(), name, array, w -> w.columns(input.order()));
    }
  }

  /** Learnt from the data before training: batch normalization that stays as it is. */
  static Signal fixed(LayerCall call) throws Unsupported {
    Signal input = call.input();
    Settings settings = call.settings();
    settings.refuse("invert");
    requireLastAxis(Json.get(settings.config(), "axis"), input);
    int channels = input.channels();
    if (settings.has("mean") || settings.has("variance")) {
      Tensor mean = settings.numbers("mean", channels, 0);
      Tensor variance = atLeast(settings.numbers("variance", channels, 1));
      return scaled(call, input, mean, variance, null, null);
    }
    StoredArray mean = call.weights(0, channels);
    StoredArray variance = call.weights(1, channels);
    call.plan().addTrained(call.name(), builder(channels, 0).build(), false, input.vertex());
    assign(call, "mean", mean, input);
    call.plan().assign(call.name(), "var", variance, w -> atLeast(w).columns(input.order()));
    return input.at(call.name());
  }

  /** {@code Rescaling}, of each channel by itself. */
  static Signal rescaled(LayerCall call) throws Unsupported {
    Signal input = call.input();
    requireLastAxis(MissingNode.getInstance(), input);
    int channels = input.channels();
    return scaled(
        call,
        input,
        null,
        null,
        call.settings().numbers("scale", channels, 1),
        call.settings().numbers("offset", channels, 0));
  }

  /**
   * Batch normalization with numbers that stay as they are.
   *
   * @param mean, variance, gamma, beta null for what changes nothing
   */
  private static Signal scaled(
      LayerCall call, Signal input, Tensor mean, Tensor variance, Tensor gamma, Tensor beta) {
    int channels = input.channels();
    GraphPlan plan = call.plan();
    plan.addTrained(call.name(), builder(channels, 0).build(), false, input.vertex());
    Tensor zeros = new Tensor(new float[channels], channels);
    float[] filled = new float[channels];
    Arrays.fill(filled, 1);
    Tensor ones = new Tensor(filled, channels);
    int[] order = input.order();
    plan.assign(call.name(), "mean", (mean == null ? zeros : mean).columns(order));
    plan.assign(call.name(), "var", (variance == null ? ones : variance).columns(order));
    plan.assign(call.name(), "gamma", (gamma == null ? ones : gamma).columns(order));
    plan.assign(call.name(), "beta", (beta == null ? zeros : beta).columns(order));
    return input.at(call.name());
  }

  private static Tensor atLeast(Tensor variance) {
    float[] data = variance.data().clone();
    for (int i = 0; i < data.length; i++) {
      data[i] = Math.max(data[i], SMALLEST_DEVIATION * SMALLEST_DEVIATION);
    }
    return new Tensor(data, variance.shape());
  }

  /**
   * {@code LayerNormalization} over the channels, of which DL4J has none that adds epsilon to the
   * variance: the mean is taken away by a fixed product, which appends one constant number, so that
   * the length of the whole is {@code sqrt(n * (variance + epsilon))}, by which it is divided.
   */
  static Signal layer(LayerCall call) throws Unsupported {
    Signal input = call.input();
    Settings settings = call.settings();
    requireLastAxis(Json.get(call.layer().config(), "axis"), input);
    settings.refuse(
        "rms_scaling",
        "beta_regularizer",
        "gamma_regularizer",
        "beta_constraint",
        "gamma_constraint");
    int n = input.channels();
    double epsilon = settings.number("epsilon", 1e-3);
    boolean scales = settings.flag("scale", true);
    boolean centers = settings.flag("center", true);
    StoredArray gamma = scales ? call.weights(0, n) : null;
    StoredArray beta = centers ? call.weights(scales ? 1 : 0, n) : null;
    return new LayerNorm(call, input, epsilon).add(gamma, beta);
  }

  private static BatchNormalization.Builder builder(int channels, double epsilon) {
    return new BatchNormalization.Builder()
        .nIn(channels)
        .nOut(channels)
        .eps(epsilon)
        // The variance itself, so that it stays the same number to the bit.
        .useLogStd(false);
  }

  private static void requireLastAxis(JsonNode node, Signal input) throws Unsupported {
    JsonNode axis = node.isArray() && node.size() == 1 ? node.get(0) : node;
    boolean last =
        axis.isMissingNode()
            || axis.isInt() && (axis.asInt() == -1 || axis.asInt() == input.rank());
    if (!last) {
      throw new Unsupported("goes along the axis %s; the last can be imported", node);
    }
    if (input.channels() < 1) {
      throw new Unsupported("needs a known number of channels");
    }
  }
}
