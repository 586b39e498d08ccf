package org.dl4jlab.cifar;

import java.io.IOException;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.ImportCommand;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.interchange.keras.ImportedModel;
import org.dl4jlab.interchange.keras.KerasImport;
import picocli.CommandLine.Option;

/** Makes a run of a model of images. */
final class ImageImportCommand extends ImportCommand {

  @Option(names = "--dataset", description = "${COMPLETION-CANDIDATES} (default cifar10).")
  private CifarDataset dataset;

  @Option(names = "--bytes", description = "The model wants pixels from 0 to 255, not from 0 to 1.")
  private boolean bytes;

  ImageImportCommand(DataLocations locations) {
    super(ImageExperiment.NAME, locations);
  }

  @Override
  protected KerasImport.Options options() {
    return super.options().withInputFactor(bytes ? ImageBatch.WHITE : 1);
  }

  @Override
  protected Experiment adopt(ImportedModel model, String name) throws IOException {
    ImageExperiment defaults = ImageExperiment.defaults();
    ImageExperiment options =
        checked(
            () ->
                new ImageExperiment(
                    dataset == null ? defaults.dataset() : dataset,
                    null,
                    name,
                    null,
                    null,
                    settings(defaults.settings(), model)));
    return new ImageClassification().adopt(model, options, access(), console());
  }
}
