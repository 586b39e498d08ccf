package org.dl4jlab.imdb;

import java.io.IOException;
import org.dl4jlab.UserException;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.ImportCommand;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.nets.SentimentOptions;
import picocli.CommandLine.Option;

/** Makes a run of a model of word vectors. */
final class SentimentImportCommand extends ImportCommand {

  @Option(
      names = "--vectors",
      description =
          "The file of word vectors that the model was trained with, or own: trained on the reviews themselves (default own).")
  private String vectors = SentimentExperiment.OWN_VECTORS;

  SentimentImportCommand(DataLocations locations) {
    super(SentimentExperiment.NAME, locations);
  }

  @Override
  protected Experiment adopt(ImportedModel model, String name) throws IOException {
    int[] input = model.inputs().get(0);
    if (input.length != 2) {
      throw new UserException(
          "The model takes %s; models of word vectors can be imported, which take tokens x vector size"
              .formatted(model.inputText()));
    }
    int tokens = input[0] > 0 ? input[0] : SentimentOptions.DEFAULT_TOKENS;
    SentimentExperiment defaults = SentimentExperiment.defaults();
    SentimentExperiment options =
        checked(
            () ->
                new SentimentExperiment(
                    vectors,
                    defaults.vectorsLimit(),
                    tokens,
                    name,
                    model.steps(),
                    settings(defaults.settings(), model)));
    return new SentimentAnalysis().adopt(model, options, access(), console());
  }
}
