package org.dl4jlab.cifar;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.experiment.Experiment;
import org.dl4jlab.report.PredictedSample;
import org.dl4jlab.report.PredictionsPicture;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Predictions;

/** Test images with what the network takes them for. */
record ImageSamples(ImageDataset images) implements Experiment.Samples {

  @Override
  public List<PredictedSample> show(int[] numbers, Predictions predictions) {
    return Arrays.stream(numbers)
        .mapToObj(image -> PredictedSample.of(images, image, predictions, images.classNames()))
        .toList();
  }

  @Override
  public void draw(RunFolder folder, int[] numbers, Predictions predictions, String title)
      throws IOException {
    folder.write(
        RunFolder.PREDICTIONS,
        PredictionsPicture.draw(RandomPredictions.of(predictions, images, numbers), title));
  }
}
