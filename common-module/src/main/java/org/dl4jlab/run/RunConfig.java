package org.dl4jlab.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

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
      String testSha256) {}

  /** What executed the graph. */
  public record EngineFacts(String name, String backend, int threads) {}
}
