package org.dl4jlab.imdb;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dl4jlab.cli.BaseCommand;
import org.dl4jlab.cli.CommandRunner;
import org.dl4jlab.imdb.vectors.VectorFile;
import org.dl4jlab.imdb.vectors.WordVectors;
import org.dl4jlab.imdb.vectors.WordVectors.Neighbour;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "nearest",
    mixinStandardHelpOptions = true,
    description = {
      "The words whose vectors are nearest to a word's, or to a sum of words.",
      "king - man + woman: nearest --vectors FILE king woman --minus man"
    })
final class VectorsNearestCommand extends BaseCommand {

  private static final int MOST = 1000;

  @Option(
      names = "--vectors",
      required = true,
      paramLabel = "FILE",
      description =
          "GloVe, fastText or DL4J text, word2vec text or binary, also gzipped or zipped.")
  private Path file;

  @Option(
      names = "--vectors-limit",
      description = "Read the first so many words of the file (default 200000).")
  private int limit = 200_000;

  @Option(names = "--count", description = "How many neighbours (default 10).")
  private int count = 10;

  @Option(names = "--minus", paramLabel = "WORD", description = "A word to take away.")
  private List<String> minus = List.of();

  @Parameters(arity = "1..*", paramLabel = "WORD", description = "The word, or words to add up.")
  private List<String> words;

  /** The figures as JSON. */
  private record Figures(List<String> words, List<String> minus, List<Neighbour> nearest) {}

  @Override
  public Integer call() throws IOException {
    if (limit < 1) {
      throw usage("--vectors-limit must be 1 or more, not " + limit);
    }
    if (count < 1 || count > MOST) {
      throw usage("--count must be 1 to %,d, not %d".formatted(MOST, count));
    }
    WordVectors vectors =
        VectorFile.read(file, word -> true, limit, notice -> say("%s", notice)).vectors();
    List<Neighbour> nearest = vectors.nearest(words, minus, count);
    say(
        "Nearest to %s%s, of %,d words, by cosine",
        String.join(" + ", words),
        minus.isEmpty() ? "" : " - " + String.join(" - ", minus),
        vectors.count());
    nearest.forEach(neighbour -> say("%7.4f  %s", neighbour.similarity(), neighbour.word()));
    result(new Figures(words, minus, nearest));
    return CommandRunner.DONE;
  }
}
