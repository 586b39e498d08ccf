package org.dl4jlab.cifar;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.dl4jlab.UserException;
import org.dl4jlab.cifar.data.ImageSet;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.DataCommand;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.cli.EngineArgument;
import org.dl4jlab.cli.RunArguments;
import org.dl4jlab.data.ImageDataset;
import org.dl4jlab.engine.Engine;
import org.dl4jlab.experiment.TrainedRun;
import org.dl4jlab.inspect.FeatureMapPicture;
import org.dl4jlab.inspect.FeatureMaps;
import org.dl4jlab.inspect.FilterPicture;
import org.dl4jlab.inspect.Filters;
import org.dl4jlab.inspect.Inspection;
import org.dl4jlab.page.ReportPage;
import org.dl4jlab.report.PredictedImage;
import org.dl4jlab.report.PredictionsPicture;
import org.dl4jlab.report.SampleSelection;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.RunFolder;
import org.dl4jlab.train.Evaluator;
import org.dl4jlab.train.Predictions;
import org.nd4j.linalg.api.ndarray.INDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Draw what a run's network has learnt: the first layer's filters, the feature maps of an"
            + " image, the most confident mistakes.")
final class InspectCommand extends DataCommand {

  private static final int MISTAKES = 10;

  @Mixin private RunArguments arguments;
  @Mixin private EngineArgument engineArgument;

  @Option(
      names = "--out",
      description =
          "The folder for the pictures (default inspect in the run's folder, and then the run's"
              + " report shows them; with --data, inspect in this folder).")
  private Path out;

  @Option(
      names = "--image",
      paramLabel = "N",
      description = "The test image whose feature maps are drawn, from 0 (default 0).")
  private int number;

  @Option(
      names = "--layer",
      description =
          "Draw the feature maps of this layer only (default every convolution, or every hidden"
              + " dense layer where there is none).")
  private String layer;

  private final List<Inspection.Drawing> drawn = new ArrayList<>();

  /** A layer, its shape and its picture as JSON. */
  private record LayerFigures(String layer, List<Integer> shape, String file) {}

  /** A test image and what the network takes it for as JSON. */
  private record ImageFigures(int image, String predicted, String actual, double probability) {

    static ImageFigures of(ImageDataset images, Predictions predictions, int image) {
      PredictedImage shown = PredictedImage.of(images, predictions, image);
      return new ImageFigures(image, shown.predicted(), shown.actual(), shown.probability());
    }
  }

  /** The figures as JSON; a filter's shape follows their count. */
  private record Figures(
      String data,
      LayerFigures filters,
      ImageFigures image,
      List<LayerFigures> featureMaps,
      List<ImageFigures> mistakes) {}

  InspectCommand(DataLocations locations) {
    super(locations);
  }

  @Override
  public Integer call() throws IOException {
    if (number < 0) {
      throw usage("--image must be 0 or more, not " + number);
    }
    checkDevice();
    TrainedRun<ImageExperiment> run = arguments.open(new ImageClassification(), console());
    ComputationGraph graph = run.graph();
    ImageSet images = ImageClassification.imagesOf(run, access(), console());
    if (number >= images.test().count()) {
      throw new UserException(
          "There is no test image %,d: there are %,d, from 0"
              .formatted(number, images.test().count()));
    }
    Filters first =
        Filters.ofFirstLayer(
            graph, images.test().channels(), images.test().height(), images.test().width());
    requireClasses(graph, images.test());
    boolean ofRun = out == null && !arguments.onOtherData();
    PictureFolder pictures = PictureFolder.at(folder(run.folder(), ofRun));
    String title = run.title();
    say("Network: %s", title);
    LayerFigures filters = drawFilters(first, pictures, title);
    List<LayerFigures> maps = drawFeatureMaps(graph, images.test(), pictures, title);
    try (Engine engine = engineArgument.open(graph, console())) {
      Predictions predictions = Evaluator.evaluate(engine, images.test());
      List<ImageFigures> mistakes = drawMistakes(predictions, images.test(), pictures, title);
      ImageFigures image = ImageFigures.of(images.test(), predictions, number);
      if (ofRun) {
        Inspection.write(run.folder(), drawn);
        ReportPage.write(run.folder());
        say("Report: %s shows them", run.folder().file(RunFolder.REPORT));
      }
      result(new Figures(images.title(), filters, image, maps, mistakes));
    }
    return CommandRunner.DONE;
  }

  /** Pictures of other data are none of the run's. */
  private Path folder(RunFolder run, boolean ofRun) {
    if (ofRun) {
      return run.file(Inspection.FOLDER);
    }
    return out == null ? Path.of(Inspection.FOLDER) : out;
  }

  private void draw(Path file, BufferedImage picture, String caption) throws IOException {
    AtomicFile.write(file, picture);
    say("%s: %s", file, caption);
    drawn.add(new Inspection.Drawing(file.getFileName().toString(), caption));
  }

  private void requireClasses(ComputationGraph graph, ImageDataset images) {
    String output = graph.getConfiguration().getNetworkOutputs().get(0);
    int classes = FeatureMaps.of(graph, output, features(images)).maps().length;
    if (classes != images.classNames().size()) {
      throw new UserException(
          "The network has %d classes, but the data has %d"
              .formatted(classes, images.classNames().size()));
    }
  }

  private INDArray features(ImageDataset images) {
    return images.batch(new int[] {number}, 0, 1).features();
  }

  private LayerFigures drawFilters(Filters filters, PictureFolder pictures, String title)
      throws IOException {
    Path file = pictures.file("filters.png");
    draw(
        file,
        FilterPicture.draw(filters, title),
        "The %d filters of %s".formatted(filters.count(), filters.layer()));
    List<Integer> shape = new ArrayList<>(List.of(filters.count()));
    shape.addAll(filters.shape());
    return new LayerFigures(filters.layer(), shape, file.toString());
  }

  private List<LayerFigures> drawFeatureMaps(
      ComputationGraph graph, ImageDataset images, PictureFolder pictures, String title)
      throws IOException {
    BufferedImage picture = PredictedImage.picture(images, number);
    String actual = images.classNames().get(images.label(number));
    List<LayerFigures> figures = new ArrayList<>();
    for (String name : layer == null ? FeatureMaps.layersToShow(graph) : List.of(layer)) {
      FeatureMaps maps = FeatureMaps.of(graph, name, features(images));
      // A layer may have any name, but a file may not.
      Path file = pictures.file("features-%s.png".formatted(name.replaceAll("[^\\w.-]", "_")));
      draw(
          file,
          FeatureMapPicture.draw(
              maps, picture, "%s, test image %d (%s)".formatted(title, number, actual)),
          "The feature maps of %s for test image %d (%s)".formatted(name, number, actual));
      figures.add(new LayerFigures(name, maps.shape(), file.toString()));
    }
    return figures;
  }

  private List<ImageFigures> drawMistakes(
      Predictions predictions, ImageDataset images, PictureFolder pictures, String title)
      throws IOException {
    int[] mistakes = SampleSelection.surestMistakes(predictions, MISTAKES);
    if (mistakes.length == 0) {
      say("There is no mistake among the %,d test images", images.count());
      return List.of();
    }
    Path file = pictures.file("mistakes.png");
    String caption =
        mistakes.length == 1
            ? "The only mistake"
            : "The %d most confident mistakes".formatted(mistakes.length);
    // The report has its mistakes anyway.
    AtomicFile.write(
        file,
        PredictionsPicture.draw(
            RandomPredictions.of(predictions, images, mistakes),
            "%s of %s".formatted(caption, title)));
    say("%s: %s", file, caption);
    List<ImageFigures> figures =
        Arrays.stream(mistakes).mapToObj(i -> ImageFigures.of(images, predictions, i)).toList();
    figures.forEach(
        mistake ->
            say(
                "image %-6d %-42s %5.1f%%",
                mistake.image(),
                "predicted %s, actually %s".formatted(mistake.predicted(), mistake.actual()),
                100 * mistake.probability()));
    return figures;
  }
}
