package org.dl4jlab.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
    DataFacts data,
    EngineFacts engine,
    Machine machine,
    Map<String, String> versions) {

  public RunConfig {
    Objects.requireNonNull(options, "there are no options");
    Objects.requireNonNull(data, "there is no data");
    Objects.requireNonNull(engine, "there is no engine");
  }

  /**
   * The data that was trained on.
   *
   * @param title what figures measured on it must be called
   * @param source where it was read from
   * @param inputShape of one sample: {@code [height, width, channels]} of images
   */
  public record DataFacts(
      String kind,
      String title,
      String source,
      List<Integer> inputShape,
      List<String> classNames,
      int trainSamples,
      int testSamples,
      String trainSha256,
      String testSha256) {

    public DataFacts {
      Objects.requireNonNull(kind, "the data has no kind");
      Objects.requireNonNull(title, "the data has no title");
      Objects.requireNonNull(source, "the data has no source");
      inputShape = List.copyOf(Objects.requireNonNull(inputShape, "the data has no shape"));
      classNames = List.copyOf(Objects.requireNonNull(classNames, "the data has no classes"));
    }
  }

  /** What executed the graph. */
  public record EngineFacts(String name, String backend, int threads) {}
}
