package org.dl4jlab.experiment;

import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.interchange.keras.writer.KerasExport;
import org.dl4jlab.source.DataAccess;

/**
 * Experiments that differ in their options only, such as those on images.
 *
 * @param <O> their options
 */
public interface ExperimentFamily<O extends ExperimentOptions> {

  /** Marks the family's runs in their {@code config.json}. */
  String name();

  Class<O> optionsType();

  O defaults();

  /**
   * Opens the data and makes a network with new weights.
   *
   * @throws org.dl4jlab.UserException when the data is missing or damaged
   */
  Experiment create(O options, DataAccess access, Console console) throws IOException;

  /**
   * Opens the data of an earlier run for the network that it has trained.
   *
   * @throws org.dl4jlab.UserException when the data is missing or damaged, or does not fit
   */
  Experiment reopen(TrainedRun<O> run, DataAccess access, Console console) throws IOException;

  /**
   * The shape of a network's input.
   *
   * @param sample as {@link org.dl4jlab.run.RunConfig.DataInfo#inputShape} has it
   */
  InputType inputType(List<Integer> sample);

  /** How a run's network is written in Keras. */
  default KerasExport keras(ComputationGraph network, InputType input) {
    return KerasExport.of(network, input);
  }
}
