package org.dl4jlab.cifar;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dl4jlab.augment.Augmentation;
import org.dl4jlab.cifar.data.CifarDataset;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.DataCommand;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.data.ImageBatch;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.report.ContactSheet;
import org.dl4jlab.report.EpochSheet;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    description =
        "Look at the data: shapes, classes, one pixel, a sheet with images of each class.")
final class ExploreCommand extends DataCommand {

  private static final int COLUMNS = 10;

  @Option(names = "--data", description = "auto, sample, a folder or an archive (default auto).")
  private String data = TrainingSettings.AUTO_DATA;

  @Option(names = "--dataset", description = "${COMPLETION-CANDIDATES} (default cifar10).")
  private CifarDataset dataset = CifarDataset.CIFAR10;

  @Option(names = "--out", description = "The sheet (default explore.png).")
  private Path out = Path.of("explore.png");

  @Option(
      names = "--augment",
      paramLabel = "CHANGES",
      description =
          "Show some training images as they are changed from epoch to epoch, as train does with the same option and --seed 42.")
  private String augment;

  /** The figures as JSON; shapes in Keras' order. */
  private record Figures(
      String data,
      List<Integer> trainShape,
      List<Integer> testShape,
      Map<String, Integer> trainClasses,
      Map<String, Integer> testClasses) {}

  ExploreCommand(DataLocations locations) {
    super(locations);
  }

  @Override
  public Integer call() throws IOException {
    ImageSet images = ImageClassification.open(dataset, data, access(), console());
    Figures figures =
        new Figures(
            images.title(),
            shape(images.train()),
            shape(images.test()),
            classes(images.train()),
            classes(images.test()));
    say("x_train %s, y_train [%d]", figures.trainShape(), images.train().count());
    say("x_test  %s, y_test  [%d]", figures.testShape(), images.test().count());
    say("%n%-14s %7s %7s", "class", "train", "test");
    figures
        .trainClasses()
        .forEach(
            (name, count) -> say("%-14s %7d %7d", name, count, figures.testClasses().get(name)));
    // The lecture's pixel, where there are as many images.
    int image = Math.min(54, images.train().count() - 1);
    say(
        "%nx_train[%d, 12, 13, 1] = %s",
        image, images.train().pixel(image, 12, 13, 1) / ImageBatch.WHITE);

    AtomicFile.write(out, sheet(images));
    say("Sheet: %s", out);
    result(figures);
    return CommandRunner.DONE;
  }

  private BufferedImage sheet(ImageSet images) {
    if (augment == null) {
      return ContactSheet.draw(images.train(), COLUMNS, "Training images: " + images.title());
    }
    return checked(
        () ->
            EpochSheet.draw(
                images.train(),
                Augmentation.of(augment).of(images.train(), NetworkOptions.DEFAULT_SEED),
                "Training images with %s: %s".formatted(augment, images.title())));
  }

  private static List<Integer> shape(ImageDataset images) {
    return List.of(images.count(), images.height(), images.width(), images.channels());
  }

  private static Map<String, Integer> classes(ImageDataset images) {
    int[] counts = images.classCounts();
    Map<String, Integer> classes = new LinkedHashMap<>();
    for (int i = 0; i < counts.length; i++) {
      classes.put(images.classNames().get(i), counts[i]);
    }
    return classes;
  }
}
