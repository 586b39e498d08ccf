package org.dl4jlab.cifar;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dl4jlab.cifar.data.Cifar10;
import org.dl4jlab.cifar.data.ImageFiles;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.engine.Engines;
import org.dl4jlab.nets.NetworkOptions;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.report.PredictionsPicture;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.RunConfig;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    description = "Draw what a run's network takes random test images, or your own pictures, for.")
final class PredictCommand extends CifarCommand {

  private static final int LIKELIEST = 3;

  @Option(names = "--run", required = true, description = "The run's folder.")
  private Path run;

  @Option(names = "--images", description = "How many random test images (default 10).")
  private int count = 10;

  @Option(names = "--seed", description = "Picks the test images (default 42).")
  private long seed = NetworkOptions.DEFAULT_SEED;

  @Option(names = "--data", description = "Other data than the run's, with the same classes.")
  private String data;

  @Option(names = "--out", description = "The picture (default predictions.png in the run).")
  private Path out;

  @Option(names = "--engine", description = "auto or an engine's name (default auto).")
  private String engineName = Engines.AUTO;

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Pictures to classify instead.")
  private List<Path> files = List.of();

  /** A class and its probability. */
  private record Guess(String name, double probability) {}

  /** One picture's figures as JSON. */
  private record Figures(String image, String actual, List<Guess> likeliest) {}

  PredictCommand(DataLocations places) {
    super(places);
  }

  @Override
  public Integer call() throws IOException {
    if (count < 1 || count > 1000) {
      throw usage("--images must be 1 to 1000, not " + count);
    }
    checkDevice();
    RunFolder folder = RunFolder.open(run);
    RunConfig config = folder.readConfigOf(ImageExperiment.NAME);
    ImageExperiment options = RunFolder.options(config, ImageExperiment.class);
    ImageDataset pictures = files.isEmpty() ? null : readFiles(config.data().classNames());
    String title = "%s trained on %s".formatted(options.network(), config.data().title());
    var graph = folder.readModel();
    try (Engine engine = openEngine(engineName, graph)) {
      List<PredictedImage> shown =
          pictures == null
              ? ofTestImages(engine, openImagesOf(config, options.settings(), data))
              : ofFiles(engine, pictures);
      say("Network: %s", title);
      Path target =
          out != null
              ? out
              : folder.file(pictures == null ? RunFolder.PREDICTIONS : "predictions-files.png");
      AtomicFile.write(target, PredictionsPicture.draw(shown, title));
      say("Picture: %s", target);
    }
    return CommandRunner.DONE;
  }

  private List<PredictedImage> ofTestImages(Engine engine, ImageSet images) {
    Predictions predictions = Evaluator.evaluate(engine, images.test());
    List<PredictedImage> picked = RandomPredictions.pick(predictions, images.test(), count, seed);
    picked.forEach(
        image ->
            say(
                "pred = %-12s act = %-12s %5.1f %%  %s",
                image.predicted(),
                image.actual(),
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

  private List<PredictedImage> ofFiles(Engine engine, ImageDataset pictures) {
    Predictions predictions = Evaluator.evaluate(engine, pictures);
    List<PredictedImage> shown = new ArrayList<>();
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < pictures.count(); i++) {
      List<Guess> guesses = likeliest(predictions.probabilities()[i], pictures.classNames());
      shown.add(
          new PredictedImage(
              PredictedImage.picture(pictures, i),
              guesses.get(0).name(),
              null,
              guesses.get(0).probability()));
      figures.add(new Figures(files.get(i).toString(), null, guesses));
      say(
          "%s: %s",
          files.get(i),
          guesses.stream()
              .map(g -> String.format(Locale.ROOT, "%s %.1f %%", g.name(), 100 * g.probability()))
              .collect(Collectors.joining(", ")));
    }
    result(figures);
    return shown;
  }

  private static List<Guess> likeliest(float[] probabilities, List<String> names) {
    return IntStream.range(0, probabilities.length)
        .mapToObj(c -> new Guess(names.get(c), probabilities[c]))
        .sorted(Comparator.comparingDouble(Guess::probability).reversed())
        .limit(LIKELIEST)
        .toList();
  }

  /** Their classes are unknown, so the labels are all 0 and nothing may be measured on them. */
  private ImageDataset readFiles(List<String> classNames) {
    int imageBytes = Cifar10.CHANNELS * Cifar10.SIZE * Cifar10.SIZE;
    byte[] pixels = new byte[files.size() * imageBytes];
    for (int i = 0; i < files.size(); i++) {
      byte[] planes = ImageFiles.read(files.get(i), Cifar10.SIZE);
      System.arraycopy(planes, 0, pixels, i * imageBytes, imageBytes);
    }
    return new ImageDataset(
        Cifar10.SIZE, Cifar10.SIZE, Cifar10.CHANNELS, pixels, new byte[files.size()], classNames);
  }
}
