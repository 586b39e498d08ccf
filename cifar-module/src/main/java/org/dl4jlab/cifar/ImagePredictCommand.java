package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jlab.cifar.data.CifarFormat;
import org.dl4jlab.cifar.data.ImageFiles;
import org.dl4jlab.cifar.own.OwnPictures;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.EngineArgument;
import org.dl4jlab.cli.PredictCommand;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.report.PredictionsPicture;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description =
        "Show what the network of a run predicts for random test images, or for your own pictures.")
final class ImagePredictCommand extends PredictCommand<ImageExperiment> {

  private static final int LIKELIEST = 3;
  private static final int MOST_PICTURES = 1000;

  @Option(names = "--images", description = "Number of random test images (default 10).")
  private int count = 10;

  @Option(names = "--out", description = "The picture (default predictions.png in this folder).")
  private Path out = Path.of(RunFolder.PREDICTIONS);

  @Mixin private ImageTestArguments test;
  @Mixin private EngineArgument engineArgument;

  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description = "Pictures to classify instead, or folders of them.")
  private List<Path> files = List.of();

  /** A class and its probability. */
  private record Guess(String name, double probability) {}

  /** One picture's figures as JSON. */
  private record Figures(String image, String actual, List<Guess> likeliest) {}

  ImagePredictCommand(DataLocations locations) {
    super(new ImageClassification(), locations);
  }

  @Override
  protected int count() {
    return count;
  }

  @Override
  protected String countOption() {
    return "--images";
  }

  @Override
  protected void predict(TrainedRun<ImageExperiment> run) throws IOException {
    boolean own = !files.isEmpty();
    files = withoutFolders(files);
    ImageExperiment options = checked(() -> test.over(run.options()));
    ImageDataset images =
        own
            ? readFiles(run.config().data().classNames())
            : ImageClassification.imagesOf(run, access(), console()).test();
    try (Engine engine = engineArgument.open(run.graph(), console())) {
      Predictions predictions = Evaluator.evaluate(engine, options.tested(images));
      List<PredictedImage> shown =
          own ? ofFiles(predictions, images) : ofTestImages(predictions, images);
      say("Network: %s", run.title());
      AtomicFile.write(out, PredictionsPicture.draw(shown, run.title()));
      say("Picture: %s", out);
    }
  }

  private List<PredictedImage> ofTestImages(Predictions predictions, ImageDataset images) {
    List<PredictedImage> picked =
        RandomPredictions.of(predictions, images, randomOf(images.count()));
    picked.forEach(
        image ->
            say(
                "%-42s %5.1f%%  %s",
                "predicted %s, actually %s".formatted(image.predicted(), image.actual()),
                100 * image.probability(),
                image.right() ? "right" : "wrong"));
    result(
        picked.stream()
            .map(
                image ->
                    new Figures(
                        null,
                        image.actual(),
                        List.of(new Guess(image.predicted(), image.probability()))))
            .toList());
    return picked;
  }

  private List<PredictedImage> ofFiles(Predictions predictions, ImageDataset pictures) {
    List<PredictedImage> shown = new ArrayList<>();
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < pictures.count(); i++) {
      List<Guess> guesses = likeliest(predictions.probabilities()[i], pictures.classNames());
      shown.add(
          new PredictedImage(
              PredictedImage.picture(pictures, i),
              name(files.get(i)),
              guesses.get(0).name(),
              null,
              guesses.get(0).probability()));
      figures.add(new Figures(files.get(i).toString(), null, guesses));
      say(
          "%s: %s",
          files.get(i),
          guesses.stream()
              .map(g -> String.format(Locale.ROOT, "%s %.1f%%", g.name(), 100 * g.probability()))
              .collect(Collectors.joining(", ")));
    }
    result(figures);
    return shown;
  }

  private static String name(Path file) {
    Path name = file.getFileName();
    return name == null ? file.toString() : name.toString();
  }

  private static List<Guess> likeliest(float[] probabilities, List<String> names) {
    return IntStream.range(0, probabilities.length)
        .mapToObj(c -> new Guess(names.get(c), probabilities[c]))
        .sorted(Comparator.comparingDouble(Guess::probability).reversed())
        .limit(LIKELIEST)
        .toList();
  }

  /** The files, and the pictures in the place of a folder. */
  private static List<Path> withoutFolders(List<Path> named) throws IOException {
    List<Path> pictures = new ArrayList<>();
    for (Path path : named) {
      pictures.addAll(
          Files.isDirectory(path) ? OwnPictures.filesIn(path, MOST_PICTURES) : List.of(path));
    }
    return pictures;
  }

  private ImageDataset readFiles(List<String> classNames) {
    return ImageFiles.unlabelled(
        files.stream().map(file -> ImageFiles.read(file, CifarFormat.SIZE)).toList(), classNames);
  }
}
