package org.dl4jlab.interchange.keras;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossCosineProximity;
import org.nd4j.linalg.lossfunctions.impl.LossKLD;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMAPE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossMSLE;

/**
 * A loss of Keras', <a href="https://keras.io/api/losses/">keras.io</a>. Keras takes the mean over
 * steps and pixels, DL4J the sum.
 *
 * @param fromLogits whether the model leaves the softmax or sigmoid to the loss
 * @param weight of this output's loss among others
 */
record LossChoice(Kind kind, boolean fromLogits, double weight) {

  /** The kinds that DL4J has too. */
  enum Kind {
    CATEGORICAL,
    BINARY,
    SQUARED,
    ABSOLUTE,
    PERCENTAGE,
    LOGARITHMIC,
    DIVERGENCE,
    COSINE
  }

  private static final Map<String, Kind> NAMES =
      Map.ofEntries(
          Map.entry("categoricalcrossentropy", Kind.CATEGORICAL),
          // The same loss of the same classes, which DL4J is given as one-hot rows.
          Map.entry("sparsecategoricalcrossentropy", Kind.CATEGORICAL),
          Map.entry("binarycrossentropy", Kind.BINARY),
          Map.entry("meansquarederror", Kind.SQUARED),
          Map.entry("mse", Kind.SQUARED),
          Map.entry("meanabsoluteerror", Kind.ABSOLUTE),
          Map.entry("mae", Kind.ABSOLUTE),
          Map.entry("meanabsolutepercentageerror", Kind.PERCENTAGE),
          Map.entry("mape", Kind.PERCENTAGE),
          Map.entry("meansquaredlogarithmicerror", Kind.LOGARITHMIC),
          Map.entry("msle", Kind.LOGARITHMIC),
          Map.entry("cosinesimilarity", Kind.COSINE),
          Map.entry("kldivergence", Kind.DIVERGENCE),
          Map.entry("kullbackleiblerdivergence", Kind.DIVERGENCE));

  /** For a model that was saved without one. */
  static LossChoice usual(IActivation last) {
    Kind kind =
        last instanceof ActivationSoftmax
            ? Kind.CATEGORICAL
            : last instanceof ActivationSigmoid ? Kind.BINARY : Kind.SQUARED;
    return new LossChoice(kind, false, 1);
  }

  /**
   * @param node a name, or an object with settings
   */
  static LossChoice read(JsonNode node, double weight) throws Unsupported {
    JsonNode config = node.path("config");
    String shown =
        node.isTextual()
            ? node.asText()
            : config.isTextual() ? config.asText() : node.path("class_name").asText("(none)");
    Kind kind = NAMES.get(shown.replaceAll("\\W|_", "").toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw new Unsupported("has the loss %s, which Deeplearning4j does not have", shown);
    }
    Settings settings = new Settings(config);
    settings.refuse("label_smoothing", "ignore_class");
    if (!settings
        .text("reduction", "sum_over_batch_size")
        .matches("sum_over_batch_size|mean|auto")) {
      throw new Unsupported("has a loss that is not the mean over the batch");
    }
    return new LossChoice(kind, settings.flag("from_logits", false), weight);
  }

  /** What the loss does to the logits, where the model leaves that to it. */
  IActivation activationOfLogits() throws Unsupported {
    return switch (kind) {
      case CATEGORICAL -> new ActivationSoftmax();
      case BINARY -> new ActivationSigmoid();
      default -> throw new Unsupported("has a loss from logits that are none");
    };
  }

  /**
   * @param output what the loss is of
   * @param exact whether it has to be Keras' number, not only its kind
   */
  ILossFunction function(Signal output, boolean exact) throws Unsupported {
    double factor = exact ? weight / places(output) : 1;
    if (exact && kind == Kind.BINARY) {
      factor /= output.channels();
    }
    INDArray weights = factor == 1 ? null : weights(output.channels(), factor);
    return switch (kind) {
      case CATEGORICAL -> weights == null ? new LossMCXENT() : new LossMCXENT(weights);
      case BINARY -> weights == null ? new LossBinaryXENT() : new LossBinaryXENT(weights);
      case SQUARED -> weights == null ? new LossMSE() : new LossMSE(weights);
      case ABSOLUTE -> weights == null ? new LossMAE() : new LossMAE(weights);
      case PERCENTAGE -> weights == null ? new LossMAPE() : new LossMAPE(weights);
      case LOGARITHMIC -> weights == null ? new LossMSLE() : new LossMSLE(weights);
      case DIVERGENCE -> {
        requireWhole(weights, output);
        yield new LossKLD();
      }
      case COSINE -> {
        requireWhole(weights, output);
        yield new LossCosineProximity();
      }
    };
  }

  /** Of these DL4J has none that is a part of the whole, and none of steps or pixels. */
  private static void requireWhole(INDArray weights, Signal output) throws Unsupported {
    if (weights != null || output.rank() > 1) {
      throw new Unsupported("has a loss of steps or pixels, or a weight of its loss");
    }
  }

  private static int places(Signal output) throws Unsupported {
    return output.rank() == 1 ? 1 : output.size() / output.channels();
  }

  private static INDArray weights(int channels, double factor) {
    return Nd4j.valueArrayOf(new long[] {1, channels}, factor, DataType.FLOAT);
  }
}
