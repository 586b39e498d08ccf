package org.dl4jlab.imdb;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.imdb.encoding.TextLayout;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.nets.SentimentOptions;
import org.dl4jlab.run.TrainingSettings;

/**
 * Everything that a training on reviews was asked for. Its defaults are the lecture's.
 *
 * @param vectors {@code own}, for vectors trained on the reviews themselves, or a file
 * @param vectorsLimit look at so many words of the file only
 * @param tokens to which a review is cut or padded
 * @param imported the name of an imported network, null for the lecture's
 * @param stepsBefore that an imported network had made where it came from
 * @param layout of texts for an imported network that was given word numbers, else null
 */
public record SentimentExperiment(
    String vectors,
    int vectorsLimit,
    int tokens,
    @JsonInclude(JsonInclude.Include.NON_NULL) String imported,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int stepsBefore,
    @JsonInclude(JsonInclude.Include.NON_NULL) TextLayout layout,
    @JsonUnwrapped TrainingSettings settings)
    implements ExperimentOptions {

  /** What a run's folder calls this experiment. */
  public static final String NAME = "imdb";

  /** Vectors that are trained on the reviews themselves. */
  public static final String OWN_VECTORS = "own";

  /** The network's name. */
  public static final String NETWORK = "sentiment";

  private static final int EPOCHS = 2;

  /** Of the lecture's network. */
  public SentimentExperiment(
      String vectors, int vectorsLimit, int tokens, TrainingSettings settings) {
    this(vectors, vectorsLimit, tokens, null, 0, null, settings);
  }

  @JsonCreator
  public SentimentExperiment {
    if (vectorsLimit < 1) {
      throw new IllegalArgumentException(
          "The limit of the vectors must be at least 1, not " + vectorsLimit);
    }
    networkFor(1, tokens, settings, SentimentOptions.DEFAULT_CLASSES);
  }

  /** The network's name, which {@code config.json} keeps beside the options. */
  @JsonProperty
  public String network() {
    return imported == null ? NETWORK : imported;
  }

  /** Of networks there is no choice. */
  @Override
  public JsonNode asked() {
    ObjectNode asked = (ObjectNode) ExperimentOptions.super.asked();
    asked.remove("network");
    return asked;
  }

  @Override
  public String networkName() {
    return network();
  }

  public static SentimentExperiment defaults() {
    return new SentimentExperiment(
        OWN_VECTORS,
        Integer.MAX_VALUE,
        SentimentOptions.DEFAULT_TOKENS,
        TrainingSettings.defaults(
            EPOCHS, SentimentOptions.DEFAULT_LEARNING_RATE, NetworkOptions.DEFAULT_SEED));
  }

  /** What the network needs to know of vectors of this size and so many classes. */
  public SentimentOptions networkFor(int vectorSize, int classes) {
    return networkFor(vectorSize, tokens, settings, classes);
  }

  private static SentimentOptions networkFor(
      int vectorSize, int tokens, TrainingSettings settings, int classes) {
    return new SentimentOptions(
        vectorSize, tokens, settings.learningRate(), settings.seed(), classes);
  }
}
