package org.dl4jlab.interchange.keras.writer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.function.Consumer;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.dropout.SpatialDropout;

/** Dropout and its relatives. DL4J counts the fraction kept, Keras the one dropped. */
final class NoiseWriters {

  /**
   * Noise as a layer of Keras'.
   *
   * @param settings its hyperparameters
   */
  record Noise(String type, Consumer<ObjectNode> settings) {}

  private NoiseWriters() {}

  static Noise of(IDropout noise, KerasTensor input) throws RefusedException {
    if (noise instanceof Dropout plain && plain.getPSchedule() == null) {
      return dropping("Dropout", plain.getP());
    }
    if (noise instanceof AlphaDropout alpha && alpha.getPSchedule() == null) {
      return dropping("AlphaDropout", alpha.getP());
    }
    if (noise instanceof SpatialDropout spatial
        && spatial.getPSchedule() == null
        && input.sample().length > 1) {
      return dropping(input.isImage() ? "SpatialDropout2D" : "SpatialDropout1D", spatial.getP());
    }
    if (noise instanceof GaussianDropout gaussian && gaussian.getRateSchedule() == null) {
      return new Noise("GaussianDropout", config -> config.put("rate", gaussian.getRate()));
    }
    if (noise instanceof GaussianNoise gaussian && gaussian.getStddevSchedule() == null) {
      return new Noise("GaussianNoise", config -> config.put("stddev", gaussian.getStddev()));
    }
    throw new RefusedException("has a dropout that Keras does not have");
  }

  /** In decimals: a rate of 0.2 was kept as 0.8. */
  private static Noise dropping(String type, double kept) {
    double rate = BigDecimal.ONE.subtract(BigDecimal.valueOf(kept)).doubleValue();
    return new Noise(type, config -> config.put("rate", rate));
  }
}
