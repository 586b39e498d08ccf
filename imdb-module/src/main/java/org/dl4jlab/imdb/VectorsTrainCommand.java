package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.cli.DataCommand;
import org.dl4jlab.cli.DataLocations;
import org.dl4jlab.imdb.data.ReviewSet;
import org.dl4jlab.imdb.vectors.TrainedVectors;
import org.dl4jlab.imdb.vectors.VectorOptions;
import org.dl4jlab.imdb.vectors.VectorTraining;
import org.dl4jlab.imdb.vectors.VectorWriter;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.run.AtomicFile;
import org.dl4jlab.run.TrainingSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description =
        "Train word vectors on the reviews to train on and those without a label, by DL4J's Word2Vec.")
final class VectorsTrainCommand extends DataCommand {

  private static final VectorOptions DEFAULTS = VectorOptions.defaults();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "word2vec binary if it ends in .bin, else text; gzipped if it ends in .gz.")
  private Path out;

  @Option(
      names = "--data",
      description = "auto, sample, a folder, an archive or a CSV file (default auto).")
  private String data = TrainingSettings.AUTO_DATA;

  @Option(names = "--size", description = "Numbers of a vector (default ${DEFAULT-VALUE}).")
  private int size = DEFAULTS.size();

  @Option(names = "--window", description = "Reach of a context (default ${DEFAULT-VALUE}).")
  private int window = DEFAULTS.window();

  @Option(
      names = "--min-count",
      description = "Leave out words that occur less often (default ${DEFAULT-VALUE}).")
  private int minCount = DEFAULTS.minCount();

  @Option(
      names = "--epochs",
      description = "How often to go through the reviews (default ${DEFAULT-VALUE}).")
  private int epochs = DEFAULTS.epochs();

  @Option(
      names = "--negative",
      description = "Random words against each word of a context (default ${DEFAULT-VALUE}).")
  private int negative = DEFAULTS.negative();

  @Option(names = "--learning-rate", description = "At the start (default ${DEFAULT-VALUE}).")
  private double learningRate = DEFAULTS.learningRate();

  @Option(names = "--cbow", description = "Predict words from contexts, instead of skip-gram.")
  private boolean cbow = DEFAULTS.cbow();

  @Option(names = "--seed", description = "Of the first vectors (default ${DEFAULT-VALUE}).")
  private long seed = DEFAULTS.seed();

  @Option(
      names = "--threads",
      description = "More than one train faster, but not reproducibly (default ${DEFAULT-VALUE}).")
  private int threads = DEFAULTS.threads();

  /** The figures as JSON. */
  private record Figures(
      String vectors, String data, int words, int size, VectorOptions options, double seconds) {}

  VectorsTrainCommand(DataLocations locations) {
    super(locations);
  }

  @Override
  public Integer call() throws IOException {
    checkDevice();
    VectorOptions options =
        checked(
            () ->
                new VectorOptions(
                    size, window, minCount, epochs, negative, learningRate, cbow, seed, threads));
    AtomicFile.requireFolder(out);
    ReviewSet reviews = SentimentAnalysis.open(data, access(), console());
    long start = System.nanoTime();
    WordVectors vectors =
        VectorTraining.train(TrainedVectors.texts(reviews), options, notice -> say("%s", notice));
    double seconds = (System.nanoTime() - start) / 1e9;
    VectorWriter.write(vectors, out);
    say(
        "Vectors: %s, %,d words of %,d numbers, trained on %s in %.1f s",
        out, vectors.count(), vectors.size(), reviews.title(), seconds);
    result(
        new Figures(
            out.toString(), reviews.title(), vectors.count(), vectors.size(), options, seconds));
    return CommandRunner.DONE;
  }
}
