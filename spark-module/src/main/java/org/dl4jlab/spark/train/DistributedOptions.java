package org.dl4jlab.spark.train;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.dl4jlab.UserException;
import org.dl4jlab.experiment.ExperimentOptions;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.run.TrainingSettings;

/**
 * What a training in partitions was asked for, as {@code config.json} keeps it. Its batch is that
 * of all partitions together, so for everybody else it is a run with a large batch.
 */
record DistributedOptions(@JsonUnwrapped ExperimentOptions options, Distribution distribution)
    implements ExperimentOptions {

  private static final String DISTRIBUTION = "distribution";

  @Override
  public String networkName() {
    return options.networkName();
  }

  @Override
  public TrainingSettings settings() {
    return options.settings();
  }

  @Override
  public int stepsBefore() {
    return options.stepsBefore();
  }

  /** With the batch of one partition, as it was asked for. */
  @Override
  public JsonNode asked() {
    ObjectNode asked = (ObjectNode) options.asked();
    asked.put("batch", settings().batch() / distribution.partitions());
    asked.put("partitions", distribution.partitions());
    asked.put("steps", distribution.steps());
    return asked;
  }

  @Override
  public String program(String family) {
    return "spark " + family;
  }

  /**
   * How a run was divided.
   *
   * @param before its options as {@code config.json} has them
   * @throws UserException when it was not
   */
  static Distribution distributionOf(JsonNode before) {
    JsonNode distribution = before.get(DISTRIBUTION);
    if (distribution == null) {
      throw new UserException(
          "The run was not trained in partitions; resume it with the program that has trained it");
    }
    try {
      return RunFolder.JSON.treeToValue(distribution, Distribution.class);
    } catch (com.fasterxml.jackson.core.JsonProcessingException | IllegalArgumentException e) {
      throw new UserException("How the run was divided into partitions cannot be read", e);
    }
  }
}
