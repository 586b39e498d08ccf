package org.dl4jlab.interchange.keras;

import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.util.MaskZeroLayer;

/**
 * Steps that Keras leaves out, <a
 * href="https://keras.io/guides/understanding_masking_and_padding/">keras.io</a>: a mask goes from
 * layer to layer there. DL4J's recurrent layers can leave steps out by what they are.
 */
final class Masks {

  private static final Set<String> RECURRENT = Set.of("LSTM", "SimpleRNN", "Bidirectional");

  /** Nothing is hidden from these, and nothing behind them. */
  private static final Set<String> BLIND =
      Set.of(
          "Conv1D",
          "MaxPooling1D",
          "AveragePooling1D",
          "GlobalMaxPooling1D",
          "ZeroPadding1D",
          "Cropping1D",
          "UpSampling1D",
          "Flatten",
          "Reshape",
          "Permute");

  /** They leave zeros as they are. */
  private static final Set<String> DROPOUT =
      Set.of("Dropout", "SpatialDropout1D", "GaussianDropout");

  private Masks() {}

  static boolean isDropout(String className) {
    return DROPOUT.contains(className);
  }

  /** {@code Masking}, of the steps whose features are all the same number. */
  static Signal masking(LayerCall call) throws Unsupported {
    Signal input = call.series();
    double value = call.settings().number("mask_value", 0);
    return isHeeded(call) ? input.hiding(value) : input;
  }

  /**
   * Whether what reads a result leaves steps out of it.
   *
   * @throws Unsupported when some do, or something does that cannot be imported
   */
  static boolean isHeeded(LayerCall call) throws Unsupported {
    Set<String> readers = call.readers();
    if (!readers.isEmpty() && !call.isOutput()) {
      if (RECURRENT.containsAll(readers)) {
        return true;
      }
      if (BLIND.containsAll(readers)) {
        return false;
      }
    }
    throw new Unsupported(
        "hides steps from what is behind it (%s), which can be imported for recurrent layers alone",
        readers.isEmpty()
            ? "the model's result"
            : String.join(", ", readers.stream().sorted().toList()));
  }

  /**
   * What a layer is given, as it sees it.
   *
   * @throws Unsupported when it would hand a mask on
   */
  static List<Signal> asSeenBy(LayerDescription layer, List<Signal> inputs) throws Unsupported {
    String type = layer.className();
    if (inputs.stream().allMatch(input -> input.hidden() == null) || RECURRENT.contains(type)) {
      return inputs;
    }
    if (BLIND.contains(type)) {
      return inputs.stream().map(input -> input.hiding(null)).toList();
    }
    boolean zeros = inputs.stream().allMatch(input -> input.hidden() == 0);
    if (isDropout(type) && zeros) {
      return inputs;
    }
    throw new Unsupported("is given a series of which steps are hidden");
  }

  static void requireLastStep(Signal input, boolean all) throws Unsupported {
    if (all && input.hidden() != null) {
      throw new Unsupported(
          "gives a result for each step, also for those that are hidden from it; the last one's can be imported");
    }
  }

  /** A layer that does not see such steps. */
  static Layer leaveOut(LayerCall call, Layer layer, double hidden) {
    call.plan()
        .note(
            "%s forgets what came before a hidden step here, and remembers it in Keras; series that are filled up in front or behind are the same"
                .formatted(call.layer().label()));
    return new MaskZeroLayer.Builder().setUnderlying(layer).setMaskValue(hidden).build();
  }

  /** The first vector, which nobody sees, as nothing but zeros, which tell that it is that one. */
  static Tensor withoutFirst(Tensor vectors) {
    float[] data = vectors.data().clone();
    java.util.Arrays.fill(data, 0, vectors.shape()[1], 0);
    return new Tensor(data, vectors.shape());
  }
}
