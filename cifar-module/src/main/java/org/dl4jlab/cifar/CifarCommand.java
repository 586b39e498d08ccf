package org.dl4jlab.cifar;

import java.io.IOException;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cifar.data.ImageSets;
import org.dl4jlab.cli.DataCommand;
import org.dl4jlab.cli.DownloadProgress;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.TrainingSettings;

/** What the commands on images share. */
abstract class CifarCommand extends DataCommand {

  CifarCommand(DataLocations places) {
    super(places);
  }

  ImageSet openImages(String data) throws IOException {
    try (DownloadProgress progress = new DownloadProgress(prose(), terminal().interactive())) {
      ImageSet images =
          new ImageSets(
                  places().cache(),
                  places().archive(),
                  offline(),
                  progress,
                  notice -> say("%s", notice))
              .open(data);
      say(
          "Data: %s from %s, %,d images to train on, %,d to test on, %d classes",
          images.title(),
          images.source(),
          images.train().count(),
          images.test().count(),
          images.classNames().size());
      return images;
    }
  }

  /** The images that a run was made with, or others that the person names. */
  ImageSet openImagesOf(RunConfig config, TrainingSettings settings, String named)
      throws IOException {
    ImageSet images =
        openImages(dataOf(config, named)).limited(settings.limitTrain(), settings.limitTest());
    if (!images.classNames().equals(config.data().classNames())) {
      throw new UserException(
          "The run knows the classes %s, but this data has %s"
              .formatted(config.data().classNames(), images.classNames()));
    }
    return images;
  }

  static InputType inputType(RunConfig.DataInfo data) {
    var shape = data.inputShape();
    return InputType.convolutional(shape.get(0), shape.get(1), shape.get(2));
  }
}
