package org.dl4jlab.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.dl4jlab.engine.Backend;
import org.dl4jlab.engine.Engine;

/**
 * What a run was asked for and where it ran: {@code config.json}.
 *
 * @param experiment {@code cifar} or {@code imdb}
 * @param created ISO 8601, UTC
 * @param options every option of the command, defaults included; its own record in each experiment
 * @param versions of this program and of what computes
 */
public record RunConfig(
    String experiment,
    String created,
    JsonNode options,
    DataInfo data,
    EngineInfo engine,
    Machine machine,
    Map<String, String> versions) {

  public RunConfig {
    Objects.requireNonNull(options, "there are no options");
    Objects.requireNonNull(data, "there is no data");
    Objects.requireNonNull(engine, "there is no engine");
  }

  /** A run of this moment on this machine. */
  public static RunConfig now(
      String experiment, JsonNode options, DataInfo data, Engine engine, String version) {
    return new RunConfig(
        experiment,
        Instant.now().truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC).toString(),
        options,
        data,
        new EngineInfo(engine.name(), Backend.name(), engine.device().threads()),
        Machine.current(),
        Map.of("dl4jlab", version, "dl4j", Backend.version()));
  }

  /**
   * The data that was trained on.
   *
   * @param title what figures measured on it must be called
   * @param source where it was read from
   * @param inputShape of one sample: {@code [height, width, channels]} of images, {@code [tokens,
   *     vector size]} of texts
   * @param vectors of the words of texts, null for images
   * @param validation what was validated on, null in runs of before it was told
   */
  public record DataInfo(
      String kind,
      String title,
      String source,
      List<Integer> inputShape,
      List<String> classNames,
      int trainSamples,
      int testSamples,
      String trainSha256,
      String testSha256,
      @JsonInclude(JsonInclude.Include.NON_NULL) VectorInfo vectors,
      @JsonInclude(JsonInclude.Include.NON_NULL) ValidationInfo validation) {

    /** Without a word on the validation. */
    public DataInfo(
        String kind,
        String title,
        String source,
        List<Integer> inputShape,
        List<String> classNames,
        int trainSamples,
        int testSamples,
        String trainSha256,
        String testSha256,
        VectorInfo vectors) {
      this(
          kind,
          title,
          source,
          inputShape,
          classNames,
          trainSamples,
          testSamples,
          trainSha256,
          testSha256,
          vectors,
          null);
    }

    @JsonCreator
    public DataInfo {
      Objects.requireNonNull(kind, "the data has no kind");
      Objects.requireNonNull(title, "the data has no title");
      Objects.requireNonNull(source, "the data has no source");
      inputShape = List.copyOf(Objects.requireNonNull(inputShape, "the data has no shape"));
      classNames = List.copyOf(Objects.requireNonNull(classNames, "the data has no classes"));
    }

    /** The same with what was validated on. */
    public DataInfo validatedOn(ValidationInfo samples) {
      return new DataInfo(
          kind,
          title,
          source,
          inputShape,
          classNames,
          trainSamples,
          testSamples,
          trainSha256,
          testSha256,
          vectors,
          samples);
    }

    /**
     * What was validated on what, in a sentence; null where it is not known.
     *
     * @param noun what samples are called, in the plural
     */
    public String validationSentence(String noun) {
      return validation == null ? null : validation.sentence(trainSamples, testSamples, noun);
    }

    /** Whether it is the built-in sample, on which figures mean little. */
    public boolean fromSample() {
      return kind.equals(TrainingSettings.SAMPLE_DATA);
    }
  }

  /**
   * The word vectors that texts were read with.
   *
   * @param source the file, or how they were made
   * @param words how many words have a vector here
   * @param knownShare of the training texts' tokens, 0 to 1
   * @param sha256 of words and vectors
   */
  public record VectorInfo(String source, int words, int size, double knownShare, String sha256) {}

  /** What executed the graph. */
  public record EngineInfo(String name, String backend, int threads) {}
}
